import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gzipSync } from 'node:zlib';
import { zipOf } from '../../bench/xlsx-zip.js';
import type { ZipPart } from '../../bench/xlsx-zip.js';
import { deliveriesOf } from '../../core/archive/log/deliveries.js';
import { lastMapping, saveMapping } from '../../core/archive/log/mappings.js';
import { leftOutOf, membersOf } from '../../core/archive/log/members.js';
import { undoBatch } from '../../core/archive/undo.js';
import type { KeyChoice } from '../../schemas/mapping.js';
import { correct, openBook, bytesOf, sheetOf, textsOf } from '../e2e/workbooks.js';
import { encoded } from '../legacy-bytes.js';
import { openHarness, type Harness } from './harness.js';

let keeper: Harness;
beforeAll(async () => {
  keeper = await openHarness({
    config: {
      language: 'en',
      sources: {
        customers: { legacyEncoding: 'gb18030' },
        contacts: { complete: true },
        campaigns: { complete: true },
      },
      parse: { archiveDepth: 2 },
    },
  });
});
afterAll(async () => {
  await keeper.close();
  keeper.remove();
});

const csv = (...rows: string[]) => `${['external_id,name,email', ...rows].join('\n')}\n`;
const rowsOf = (letter: string, count: number) =>
  csv(...Array.from({ length: count }, (_, at) => `${letter}${at},Name ${letter}${at},${letter}${at}@example.com`));
const member = (name: string, data: string | Buffer, more: Partial<ZipPart> = {}): ZipPart => ({ name, data, ...more });
const zip = (name: string, parts: ZipPart[]) => keeper.ingest('customers', name, zipOf(parts));
const members = (delivery: string) => keeper.duck.read((s) => membersOf(s, delivery));
const north = member('north.csv', rowsOf('N', 3));
const south = member('', rowsOf('S', 2), { nameBytes: encoded('gbk', '分公司/华南.csv') });

async function receiptOf(delivery: string): Promise<ExcelJS.Workbook> {
  return openBook(join(keeper.root, (await keeper.outcome(delivery))?.receipt ?? ''));
}

test('every spreadsheet in a ZIP is a delivery of its own; the ZIP sums them up', async () => {
  const parts = [
    north,
    south,
    member('readme.txt', 'hello'),
    member('logo.png', Buffer.from('89504e470d0a1a0a', 'hex')),
  ];
  const outcome = await zip('branches.zip', parts);
  expect(keeper.failures).toEqual([]);
  expect(outcome).toMatchObject({ status: 'committed', reason: 'unpacked', batch: null, rows: 5, accepted: 5, new: 5 });
  const found = await members(outcome.delivery);
  expect(found).toMatchObject([
    { name: 'north.csv', status: 'committed', counts: { rows: 3, new: 3 } },
    { name: '分公司/华南.csv', status: 'committed', counts: { rows: 2, new: 2 } },
  ]);
  for (const { receipt } of found) expect(existsSync(join(keeper.root, receipt ?? 'none'))).toBe(true);
  expect(await keeper.duck.read((s) => leftOutOf(s, outcome.delivery))).toEqual([
    { name: 'readme.txt', code: 'member-not-a-spreadsheet' },
    { name: 'logo.png', code: 'member-not-a-spreadsheet' },
  ]);
  const sheet = sheetOf(await receiptOf(outcome.delivery), 'members');
  expect([2, 3, 4, 5].map((row) => textsOf(sheet, row).slice(0, 3))).toEqual([
    ['north.csv', 'taken into the archive', '3'],
    ['分公司/华南.csv', 'taken into the archive', '2'],
    ['readme.txt', 'left out', ''],
    ['logo.png', 'left out', ''],
  ]);
  expect(readdirSync(join(keeper.paths.inbox, 'customers'))).toEqual([]);
  expect(readdirSync(keeper.paths.staging).filter((name) => name !== 'answers')).toEqual([]);
});

test('the same ZIP again is a duplicate; a member of it in another ZIP is one, too', async () => {
  const again = await zip('branches(1).zip', [north, south, member('readme.txt', 'hello')]);
  expect(again).toMatchObject({ status: 'duplicate', rows: 0 });
  expect((await members(again.delivery)).map(({ status }) => status)).toEqual(['duplicate', 'duplicate']);
  const other = await zip('other.zip', [member('old/north.csv', north.data), member('west.csv', rowsOf('W', 2))]);
  expect(other).toMatchObject({ status: 'committed', new: 2 });
  expect((await members(other.delivery)).map(({ status }) => status)).toEqual(['duplicate', 'committed']);
  expect(await keeper.ingest('customers', 'plain.csv', String(north.data))).toMatchObject({ status: 'duplicate' });
});

test('a member taken back is taken again with its ZIP', async () => {
  const first = await zip('east.zip', [member('east.csv', rowsOf('E', 2))]);
  const [east] = await members(first.delivery);
  await keeper.duck.write((s) => undoBatch(s, Number(east?.batch), 'person:test'));
  expect(await zip('east.zip', [member('east.csv', rowsOf('E', 2))])).toMatchObject({ status: 'committed', new: 2 });
});

test('gzip: one member', async () => {
  const outcome = await keeper.ingest('customers', 'list.csv.gz', gzipSync(rowsOf('G', 4)));
  expect(outcome).toMatchObject({ status: 'committed', reason: 'unpacked', new: 4 });
  expect(await members(outcome.delivery)).toMatchObject([{ name: 'list.csv', counts: { new: 4 } }]);
});

test('what is refused inside has its own reason; a ZIP without anything readable is refused whole', async () => {
  const mixed = await zip('mixed.zip', [
    member('ok.csv', rowsOf('M', 1)),
    member('protected.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')),
    member('secret.csv', 'x', { encrypted: true }),
  ]);
  expect(mixed).toMatchObject({ status: 'committed', new: 1 });
  expect((await members(mixed.delivery)).map(({ status, reason }) => [status, reason])).toEqual([
    ['committed', null],
    ['refused', 'file-truncated'],
  ]);
  expect(await zip('locked.zip', [member('a.csv', 'x', { encrypted: true })])).toMatchObject({
    status: 'refused',
    reason: 'zip-encrypted',
  });
  expect(await zip('pictures.zip', [member('a.jpg', 'x')])).toMatchObject({ reason: 'packed-nothing-to-read' });
  expect(await zip('climb.zip', [member('../a.csv', 'x')])).toMatchObject({ reason: 'zip-climbing-name' });
  const empty = await zip('one.zip', [member('a.xlsx', Buffer.alloc(40))]);
  expect(empty).toMatchObject({ status: 'refused', reason: 'only-zeros' });
});

test('a member that waits for an answer goes on with it, and its ZIP tells so', async () => {
  const outcome = await zip('asks.zip', [member('odd.csv', 'external_id,nmae\nQ1,Ann\n')]);
  expect(outcome).toMatchObject({ status: 'needs-mapping', reason: 'unpacked', batch: null });
  const [odd] = await members(outcome.delivery);
  const book = await receiptOf(odd?.delivery ?? '');
  correct(sheetOf(book, 'columns'), ['Header', 'nmae'], 'Means', 'Name (name)');
  await keeper.ingest('customers', 'answered.xlsx', await bytesOf(book));
  expect(await members(outcome.delivery)).toMatchObject([{ status: 'committed', counts: { new: 1 } }]);
  expect(await keeper.outcome(outcome.delivery)).toMatchObject({ status: 'committed', rows: 1, new: 1 });
  const sheet = sheetOf(await receiptOf(outcome.delivery), 'members');
  expect(textsOf(sheet, 2).slice(0, 4)).toEqual(['odd.csv', 'taken into the archive', '1', '1']);
});

test('members carry their own time, land once, and lie under their hash', async () => {
  const deliveries = await keeper.duck.read(async (s) => {
    const [any] = await s.rows<{ sha256: string }>(
      "SELECT sha256 FROM archive.log.deliveries WHERE file_name = 'west.csv'",
    );
    return deliveriesOf(s, any?.sha256 ?? '');
  });
  expect(deliveries).toMatchObject([
    {
      via: 'member',
      source: 'customers',
      ref: `originals/${deliveries[0]?.sha256.slice(0, 2)}/${deliveries[0]?.sha256}`,
    },
  ]);
  expect(existsSync(join(keeper.root, deliveries[0]?.ref ?? ''))).toBe(true);
});

test('a source that says it is complete is taken at its word for a single file, not for one of several', async () => {
  const contacts = (name: string, letters: string) =>
    member(name, csv(...Array.from(letters, (letter) => `K${letter},Name ${letter},`)));
  const pack = (name: string, parts: ZipPart[]) => keeper.ingest('contacts', name, zipOf(parts));
  const complete = async () =>
    (
      await keeper.duck.read((s) =>
        s.rows("SELECT complete FROM archive.log.batches WHERE dataset = 'contacts' ORDER BY seq"),
      )
    ).map((row) => row['complete']);
  await pack('two.zip', [contacts('a.csv', 'abcd'), contacts('b.csv', 'efgh')]);
  expect(await complete()).toEqual([false, false]);
  const gone = () =>
    keeper.duck.read((s) => s.count("SELECT count(*) FROM archive.derived.heads WHERE dataset = 'contacts' AND gone"));
  expect(await gone()).toBe(0);
  expect(await pack('one.zip', [contacts('a.csv', 'abcdefg')])).toMatchObject({ status: 'committed', unchanged: 7 });
  expect(await complete()).toEqual([false, false, true]);
  expect(await gone()).toBe(1);
});

test('a sudden loss holds the member and its ZIP; approving the ZIP lets it go on', async () => {
  const held = await keeper.ingest('contacts', 'loss.zip', zipOf([member('a.csv', csv('Ka,Name a,'))]));
  expect(held).toMatchObject({ status: 'held', reason: 'unpacked' });
  await keeper.starts.ingest({ delivery: held.delivery, approvedLoss: true });
  expect(await keeper.starts.outcome(held.delivery)).toMatchObject({ status: 'committed', unchanged: 1 });
  expect(await members(held.delivery)).toMatchObject([{ status: 'committed' }]);
});

test('a list read again under another key is no loss of its complete source', async () => {
  const list = (...names: string[]) => `name,channel\n${names.map((name) => `${name},mail\n`).join('')}`;
  await keeper.ingest('campaigns', 'spring.csv', list('March', 'April'));
  const second = await keeper.ingest('campaigns', 'early.csv', list('March', 'April', 'May'));
  expect(second).toMatchObject({ status: 'committed', new: 1, unchanged: 2 });
  await keeper.duck.write(async (s) => {
    const mapping = await lastMapping(s, 'campaigns');
    const key: KeyChoice = { kind: 'fields', fields: ['name'], decidedBy: 'person' };
    if (mapping) await saveMapping(s, { ...mapping, key }, 'person');
  });
  await keeper.starts.ingest({ delivery: second.delivery });
  expect(await keeper.starts.outcome(second.delivery)).toMatchObject({ status: 'committed', new: 3 });
});

test('a ZIP in a ZIP is a packed member of its own, as deep as the settings say', async () => {
  const deepest = zipOf([member('c.csv', rowsOf('X', 1))]);
  const inner = zipOf([member('b.csv', rowsOf('Y', 2)), member('deepest.zip', deepest)]);
  const outer = await zip('outer.zip', [member('a.csv', rowsOf('Z', 3)), member('inner.zip', inner)]);
  expect(outer).toMatchObject({ status: 'committed', rows: 5, new: 5 });
  const [, nested] = await members(outer.delivery);
  expect(nested).toMatchObject({ name: 'inner.zip', status: 'committed', reason: 'unpacked', counts: { new: 2 } });
  expect(await members(nested?.delivery ?? '')).toMatchObject([{ name: 'b.csv', status: 'committed' }]);
  expect(await keeper.duck.read((s) => leftOutOf(s, nested?.delivery ?? ''))).toEqual([
    { name: 'deepest.zip', code: 'member-packed' },
  ]);
});
