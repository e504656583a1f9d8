/** A history of two datasets, and looks into the excerpts of it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { undoBatch } from '../../../core/archive/undo.js';
import { Kit, things } from '../../archive/kit.js';
import type { Place } from '../place.js';
import { deliver, others } from './two.js';

export const beside = (place: Place, name: string) => join(place.kit.folder, name);

export async function opened<T>(place: Place, name: string, use: (kit: Kit) => Promise<T>): Promise<T> {
  const kit = await Kit.open(beside(place, name));
  try {
    return await use(kit);
  } finally {
    await kit.close();
  }
}

/** Bytes of every file below a folder. */
export const bytesBelow = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
  );

/** Both datasets, an undo in each, rows to fix, a second link of the chain with a new column. */
export async function history(place: Place) {
  await deliver(place, things, 'one', {
    rows: [
      { key: '1', a: 'thing-a' },
      { key: '2', a: 'thing-b' },
    ],
    rejected: 2,
  });
  await deliver(place, others, 'two', { rows: [{ key: '1', a: 'alien-cell' }], rejected: 1 });
  await place.take('full');
  const wrong = await deliver(place, things, 'three', { rows: [{ key: '1', a: 'wrong', c: 'new column' }] });
  const alien = await deliver(place, others, 'four', { rows: [{ key: '1', a: 'alien-too' }] });
  for (const { batch } of [wrong, alien]) await place.kit.duck.write((s) => undoBatch(s, batch, 'test'));
  await deliver(place, things, 'five', { rows: [{ key: '2', a: 'thing-b', b: '' }], skipped: 1, source: 't' });
  return place.take('incremental');
}
