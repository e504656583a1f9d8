/** Where things lie below `snapshots/` (docs/snapshot-format.md). */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

export const manifestName = 'manifest.json';
export const configName = 'sheetkeep.config.ts';
export const objectsName = 'objects';

/** Time-sortable, then random; carries nothing of the content. */
export const newSnapshotId = (at: Date): string =>
  `${at.toISOString().replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;

export const isSnapshotId = (name: string): boolean => /^\d{8}T\d{9}Z-[0-9a-f]{8}$/.test(name);

/** Left by a run that was killed. */
export const isLeftover = (name: string): boolean => name.startsWith('.tmp-');

export const snapshotFolder = (root: string, id: string): string => join(root, id);

/** Relative to `snapshots/`, with forward slashes. */
export const objectName = (sha256: string): string => `${objectsName}/${sha256.slice(0, 2)}/${sha256}`;

export const segmentName = (table: string, n: number): string => `segments/${table}-${n}.parquet`;
