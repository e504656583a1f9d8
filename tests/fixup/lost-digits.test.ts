import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withCopies } from '../../core/judging/fixup/doubted.js';
import { builtinDataset } from '../../schemas/datasets/builtin.js';
import type { Mapping } from '../../schemas/mapping.js';
import { file, fixUp } from './customers.js';
import { openDesk } from './desk.js';
import type { Desk } from './desk.js';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

test('a number that had lost digits is no better for coming back as text', async () => {
  const book = new ExcelJS.Workbook();
  const numbers = [1_570_760_000_003_000_000, 1_570_760_000_004_000_000];
  const rows = numbers.map((number, at) => [number, `客户${at}`, `1381000000${at}`, '上海']);
  book.addWorksheet('名单').addRows([['客户编号', '姓名', '手机', '城市'], ...rows]);
  const path = join(desk.folder, 'numbers.xlsx');
  await book.xlsx.writeFile(path);
  const damaged = await desk.take(path);
  expect(damaged.counts).toMatchObject({ accepted: 0, rejected: 2 });
  const back = await fixUp(desk, damaged, ([head = [], ...rest]) => [
    head,
    ...rest.map((row, at) => (at === 0 ? row.with(0, '1570760000003141592') : row)),
  ]);
  const some = await desk.take(await back.csv());
  expect(some.counts).toMatchObject({ new: 1, rejected: 1 });
  expect(await desk.resolved(damaged.batch)).toBe(1);
  const untouched = await desk.take(await (await fixUp(desk, some, (same) => same)).xlsx());
  expect(untouched.counts).toMatchObject({ accepted: 0, rejected: 1 });
});

test('nor for being copied into a new file without tokens, unless its column is written in whole numbers', async () => {
  const book = new ExcelJS.Workbook();
  const numbers = Array.from({ length: 6 }, (_, at) => 6_222_021_234_567_890 + 1000 * at);
  const rows = numbers.map((number, at) => [number, `客户${at}`, `1381000000${at}`, '上海']);
  book.addWorksheet('名单').addRows([['客户编号', '姓名', '手机', '城市'], ...rows]);
  const path = join(desk.folder, 'cards.xlsx');
  await book.xlsx.writeFile(path);
  const damaged = await desk.take(path);
  expect(damaged.counts).toMatchObject({ accepted: 0, rejected: 6 });
  const copy = (whole: number): Promise<string> =>
    file(desk, [
      '客户编号,姓名,手机,城市',
      ...rows.map((row, at) => `${Number(row[0]) + (at < whole ? at + 1 : 0)},${row.slice(1).join(',')}`),
    ]);
  expect((await desk.take(await copy(0))).counts).toMatchObject({ accepted: 0, rejected: 6 });
  const some = await desk.take(await copy(2));
  expect(some.counts).toMatchObject({ new: 2, rejected: 4 });
  await desk.undo(some.batch);
  const proved = await desk.take(await copy(5));
  expect(proved.counts).toMatchObject({ new: 6, rejected: 0 });
  const told = await desk.duck.read((s) =>
    s.rows(
      `SELECT code, level, "row"::INTEGER AS r FROM archive.log.issues WHERE batch = ${proved.batch} AND field = 'external_id'`,
    ),
  );
  expect(told).toEqual([{ code: 'precision-lost-text', level: 'warning', r: 7 }]);

  // A drill that reads an original again knows what was known then: undone or not since.
  await desk.undo(damaged.batch);
  const later = some.batch;
  expect(await looksAt(String(rows[5]?.[0]), damaged.batch)).toBe(false);
  expect(await looksAt(String(rows[5]?.[0]), later)).toBe(true);
  expect(await looksAt('6222021234000000', later)).toBe(false);
});

/** Whether a customer's number in a file of its own is doubted by what was known before a seq. */
function looksAt(number: string, before: number): Promise<boolean> {
  const dataset = builtinDataset('customers');
  if (!dataset) throw new Error('no customers');
  const column = {
    position: 0,
    column: '1',
    header: '编号',
    field: 'external_id',
    confidence: 1,
    unit: '1',
    currency: null,
  };
  const about = {
    source: 'crm',
    dataset,
    mapping: { columns: [column] } as unknown as Mapping,
    hasTokens: false,
    before,
  };
  const staged = `(SELECT 1 AS row, '${number}' AS c0)`;
  const source = {
    part: 0,
    sheet: null,
    columns: [{ label: '1', header: '编号', kinds: {} }],
    staged,
    kinds: null,
    skipped: null,
  };
  return desk.duck.scratch(async (s, scratch) => {
    const [told] = await withCopies(s, scratch, { ...about, sources: [source] });
    return told?.kinds !== null;
  });
}
