/** A place with a sentinel in it that is removed, and restores in which it is looked for. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { removeRecords } from '../../../core/archive/removal.js';
import { openFile } from '../../../core/snapshots/objects.js';
import type { Head } from '../../../core/snapshots/manifest/model.js';
import { writeBook } from '../../../core/snapshots/removals/book.js';
import type { RestoreRequest } from '../../../core/snapshots/restore.js';
import { quoteText } from '../../../core/archive/duck.js';
import { fileHas, tablesWith } from '../../archive/removal/sentinel.js';
import { Kit, keyOf } from '../../archive/kit.js';
import { identity } from '../place.js';
import type { Place } from '../place.js';

export const sentinel = 'ZhangSan-13800138000-sentinel';

export const recordOf = async (kit: Kit, of: string): Promise<number> => {
  const [row] = await kit.rows<{ seq: string }>(
    `SELECT seq FROM archive.log.records WHERE key_digest = '${keyOf('s', of)}'`,
  );
  return Number(row?.seq);
};

export const remove = (kit: Kit, record: number, originals: readonly string[] = []) =>
  kit.duck.write((s) =>
    removeRecords(s, { records: `SELECT ${record} AS record`, originals, reason: 'erasure', actor: 'test' }),
  );

/** Two records, one of them with the sentinel everywhere it may stand. */
export async function begin(place: Place): Promise<Head> {
  await place.kit.deliver({
    rows: [
      { key: '1', a: sentinel, extra: `{"n":"${sentinel}"}` },
      { key: '2', a: '12' },
    ],
  });
  return place.take();
}

export const more = (place: Place) =>
  place.kit.deliver({
    rows: [
      { key: '1', b: sentinel },
      { key: '3', a: '3' },
    ],
    rejected: 1,
    presentKeys: ['1'],
    cells: [[sentinel]],
  });

export async function living(place: Place): Promise<string> {
  const folder = join(place.kit.folder, `book-${Math.random()}`);
  await place.kit.duck.read((s) => writeBook(s, folder));
  return folder;
}

let places = 0;
/** Restores and looks for the sentinel in every table and in the bytes of the file. */
export async function restored<T>(
  place: Place,
  id: string,
  use: (kit: Kit) => Promise<T>,
  asked: Partial<RestoreRequest> = {},
) {
  const to = join(place.kit.folder, `to-${++places}`);
  const plan = await place.restore(id, to, asked);
  const kit = await Kit.open(to);
  try {
    expect(await tablesWith(kit, sentinel)).toEqual([]);
    const used = await use(kit);
    return { plan, used };
  } finally {
    await kit.close();
    expect(fileHas(kit.archiveFile, sentinel)).toBe(false);
    rmSync(to, { recursive: true });
  }
}

/** That the search finds it where nothing was removed. */
export async function control(place: Place, id: string): Promise<void> {
  const to = join(place.kit.folder, 'control');
  await place.restore(id, to);
  expect(fileHas(join(to, 'archive', 'archive.duckdb'), sentinel)).toBe(true);
  rmSync(to, { recursive: true });
}

export const current = (kit: Kit) => kit.current();
export const values = async (kit: Kit) =>
  Object.values(await kit.current())
    .map(({ a }) => String(a))
    .sort();

/** Tables of a snapshot whose segments say the text. */
export async function segmentsWith(place: Place, head: Head, text: string): Promise<string[]> {
  const found: string[] = [];
  const opening = { store: place.store, head, identities: [identity] };
  for (const { key: file, table } of (await place.body(head)).files) {
    const path = join(place.kit.folder, `plain-${++places}`);
    await openFile(opening, file, path);
    if (fileHas(path, text)) found.push(table ?? 'settings');
    else if (table !== null) {
      const from = `read_parquet(${quoteText(path)})`;
      const rows = await place.kit.duck.read((s) =>
        s.count(`SELECT count(*) FROM ${from} t WHERE contains(t::VARCHAR, ${quoteText(text)})`),
      );
      if (rows > 0) found.push(table);
    }
  }
  return found;
}
