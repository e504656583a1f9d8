/** How things are named in a store of snapshots (docs/snapshot-format.md). */
import { randomBytes } from 'node:crypto';

export const manifestName = 'manifest.json';
export const configName = 'sheetkeep.config.ts';
export const objectsName = 'objects';

/**
 * Sorts behind `newest` (null: there is none), then random; carries nothing of the content. Its time is that of the clock,
 * or a millisecond after that of `newest` where the clock was set back: the order of ids is the order of snapshots.
 */
export function newSnapshotId(at: Date, newest: string | null): string {
  const time = new Date(Math.max(at.getTime(), newest === null ? 0 : timeOf(newest) + 1));
  return `${time.toISOString().replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
}

const timeOf = (id: string): number =>
  Date.parse(id.replace(/^(....)(..)(..)T(..)(..)(..)(...)Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z'));

export const isSnapshotId = (name: string): boolean => /^\d{8}T\d{9}Z-[0-9a-f]{8}$/.test(name);

/** Left by a run that was killed. */
export const isLeftover = (name: string): boolean => name.startsWith('.tmp-');

export const manifestKey = (id: string): string => `${id}/${manifestName}`;

/** `name`: SHA-256 of the stored bytes. */
export const objectKey = (name: string): string => `${objectsName}/${name.slice(0, 2)}/${name}`;
