/** How things are named in a store of snapshots (docs/snapshot-format.md). */
import { randomBytes } from 'node:crypto';

export const manifestName = 'manifest.json';
export const configName = 'sheetkeep.config.ts';
export const objectsName = 'objects';

/** Time-sortable, then random; carries nothing of the content. */
export const newSnapshotId = (at: Date): string =>
  `${at.toISOString().replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;

export const isSnapshotId = (name: string): boolean => /^\d{8}T\d{9}Z-[0-9a-f]{8}$/.test(name);

/** Left by a run that was killed. */
export const isLeftover = (name: string): boolean => name.startsWith('.tmp-');

export const manifestKey = (id: string): string => `${id}/${manifestName}`;

/** `name`: SHA-256 of the stored bytes. */
export const objectKey = (name: string): string => `${objectsName}/${name.slice(0, 2)}/${name}`;
