/** An archive that cannot be read: it is left as it is, and what was published before still answers, with the word of when. */
import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Desk } from '../e2e/program.js';

const desk = new Desk();
const at = (...names: string[]) => join(desk.root, ...names);
const archive = (name = 'archive.duckdb') => at('archive', name);
const kept = (name: string) => join(desk.folder, 'kept', name);

/** A workspace whose copy is one file behind. */
beforeAll(async () => {
  await desk.init();
  const send = (id: string) =>
    desk.ingest(desk.file(`${id}.csv`, `external_id,name\n${id},Ann\n`), '--dataset', 'customers');
  await send('A1');
  await desk.run('publish');
  cpSync(at('published'), kept('published'), { recursive: true });
  await send('A2');
  cpSync(at('archive'), kept('archive'), { recursive: true });
});
beforeEach(() => {
  for (const name of ['archive', 'published']) {
    rmSync(at(name), { recursive: true, force: true });
    cpSync(kept(name), at(name), { recursive: true });
  }
});
afterAll(() => desk.remove());

/** One bit of each page. */
function flip(): void {
  const bytes = readFileSync(archive());
  for (let place = 12_288 + 9_999; place < bytes.length; place += 262_144)
    bytes.writeUInt8(bytes.readUInt8(place) ^ 64, place);
  writeFileSync(archive(), bytes);
}

function ahead(): void {
  const mark = JSON.parse(readFileSync(archive('high-water.json'), 'utf8')) as { tx: number; lastSeq: number };
  writeFileSync(archive('high-water.json'), JSON.stringify({ ...mark, tx: mark.tx + 1, lastSeq: mark.lastSeq + 5 }));
}

test.each<[string, () => void, RegExp]>([
  ['no database', () => writeFileSync(archive(), 'not a database'), /not a valid DuckDB database/],
  ['flipped bits', flip, /the archive file cannot be (read|opened): .*checksum/],
  ['a file cut short', () => truncateSync(archive(), 2_000_000), /the archive file cannot be (read|opened)/],
  ['no file', () => rmSync(archive()), /the archive file is missing/],
  ['a lost tail', ahead, /was acknowledged/],
  ['a damaged mark', () => writeFileSync(archive('high-water.json'), 'x'), /high-water\.json is damaged/],
])('%s', async (_, damage, reason) => {
  damage();
  const asked = await desk.run('sql', 'SELECT external_id FROM customers', '--format', 'csv');
  expect(asked).toMatchObject({ code: 0, stdout: 'external_id\nA1\n' });
  expect(asked.stderr).toMatch(
    /^! The copy could not be renewed; this is what it showed on \d{4}-[^.]+\. The reason: /,
  );
  expect(asked.stderr).toMatch(reason);
  expect((await desk.run('sql', 'SELECT 1', '--lang', 'zh')).stderr).toMatch(
    /^! 无法更新副本，以下是 \d{4}-.* 的内容。原因：/,
  );
  const status = await desk.run('status');
  expect(status).toMatchObject({ code: 5, stdout: '' });
  expect(status.stderr.trim().split('\n').length).toBeGreaterThan(1);
});

test('without a copy the reason is all there is', async () => {
  writeFileSync(archive(), 'not a database');
  rmSync(at('published'), { recursive: true });
  const asked = await desk.run('sql', 'SELECT 1');
  expect(asked).toMatchObject({ code: 5, stdout: '' });
  expect(asked.stderr).toMatch(/not a valid DuckDB database[^]*Restore the last snapshot/);
});
