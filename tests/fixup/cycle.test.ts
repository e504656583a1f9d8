import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withCopies } from '../../core/judging/fixup/doubted.js';
import { builtinDataset } from '../../schemas/datasets/builtin.js';
import type { Mapping } from '../../schemas/mapping.js';
import { openDesk } from './desk.js';
import type { Desk, Taken } from './desk.js';

let desk: Desk;
let first: Taken;
const header = '序号,姓名,手机,邮箱,城市,等级';
const good = Array.from(
  { length: 20 },
  (_, at) => `${at + 1},客户${at},138${String(10_000_000 + at)},c${at}@example.com,上海,A`,
);
const bad = [
  '21,张三,138,zhang@example.com,上海,A',
  '22,李四,13912345678,not-an-address,上海,B',
  '23,王五,13712345678,wang@@example.com,北京,C',
];

let files = 0;
async function file(lines: readonly string[], name = `f${++files}.csv`): Promise<string> {
  const path = join(desk.folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

/** The rows to fix of a receipt; `change` edits them as cells, `save` writes what people save. */
async function fixUp(
  taken: Taken,
  change: (rows: string[][]) => string[][],
): Promise<{ xlsx(): Promise<string>; csv(): Promise<string>; rows: string[][] }> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(taken.receipt);
  const sheet = book.getWorksheet('退回');
  const read: string[][] = [];
  sheet?.eachRow((row) => read.push([1, 2, 3, 4, 5, 6, 7, 8].map((at) => row.getCell(at).text)));
  const rows = change(read);
  return {
    rows,
    xlsx: async () => {
      sheet?.spliceRows(1, read.length, ...rows);
      const path = join(desk.folder, `returned${++files}.xlsx`);
      await book.xlsx.writeFile(path);
      return path;
    },
    csv: () => file(rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))),
  };
}

const corrections: Record<string, (row: string[]) => string[]> = {
  张三: (row) => row.with(2, '13612345678'),
  李四: (row) => row.with(3, 'li@example.com'),
  王五: (row) => row.with(3, 'wang@example.com'),
};
const corrected = ([head = [], ...rows]: string[][]): string[][] => [
  head,
  ...rows.map((row) => corrections[row[1] ?? '']?.(row) ?? row),
];
const withoutTokens = (rows: string[][]): string[][] => rows.map((row) => row.slice(0, 6));

beforeEach(async () => {
  desk = await openDesk();
  first = await desk.take(await file([header, ...good, ...bad]));
});
afterEach(() => desk.close());

test('the first delivery leaves three rows to fix', () => {
  expect(first.counts).toMatchObject({ rows: 23, accepted: 20, new: 20, rejected: 3 });
});

test.each(['xlsx', 'csv'] as const)('corrected, sorted and with an added row, as %s', async (form) => {
  const back = await fixUp(first, (rows) => {
    const [head = [], ...rest] = corrected(rows);
    return [head, ['99', '新客户', '13512345678', 'new@example.com', '深圳', 'A', '', ''], ...rest.reverse()];
  });
  const second = await desk.take(await back[form]());
  expect(second.counts).toMatchObject({ rows: 4, accepted: 4, new: 4, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
});

test.each(['xlsx', 'csv'] as const)('without its tokens, as %s, by the cells nobody changed', async (form) => {
  const back = await fixUp(first, (rows) => withoutTokens(corrected(rows)));
  const second = await desk.take(await back[form]());
  expect(second.counts).toMatchObject({ accepted: 3, new: 3, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
});

test('the corrected original sent back whole completes the first receipt and changes nothing else', async () => {
  const lines = bad.map((line) => corrections[line.split(',')[1] ?? '']?.(line.split(',')).join(',') ?? line);
  const second = await desk.take(await file([header, ...good, ...lines]));
  expect(second.counts).toMatchObject({ rows: 23, new: 3, unchanged: 20, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
});

test('a row that comes again just as it was goes on waiting', async () => {
  const again = await desk.take(
    await file([
      header,
      ...good.slice(0, 5),
      ...bad.slice(0, 2),
      corrections['王五']?.((bad[2] ?? '').split(',')).join(',') ?? '',
    ]),
  );
  expect(again.counts).toMatchObject({ unchanged: 5, new: 1, rejected: 2 });
  expect(await desk.resolved(first.batch)).toBe(1);
});

test('a number that had lost digits is no better for coming back as text', async () => {
  const book = new ExcelJS.Workbook();
  const numbers = [1_570_760_000_003_000_000, 1_570_760_000_004_000_000];
  const rows = numbers.map((number, at) => [number, `客户${at}`, `1381000000${at}`, '上海']);
  book.addWorksheet('名单').addRows([['客户编号', '姓名', '手机', '城市'], ...rows]);
  const path = join(desk.folder, 'numbers.xlsx');
  await book.xlsx.writeFile(path);
  const damaged = await desk.take(path);
  expect(damaged.counts).toMatchObject({ accepted: 0, rejected: 2 });
  const back = await fixUp(damaged, ([head = [], ...rest]) => [
    head,
    ...rest.map((row, at) => (at === 0 ? row.with(0, '1570760000003141592') : row)),
  ]);
  const some = await desk.take(await back.csv());
  expect(some.counts).toMatchObject({ new: 1, rejected: 1 });
  expect(await desk.resolved(damaged.batch)).toBe(1);
  const untouched = await desk.take(await (await fixUp(some, (same) => same)).xlsx());
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
    file([
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

test('a coloured cell that comes back empty is a decision, told; required ones and those of removed columns are still to fix', async () => {
  const nameless = await fixUp(first, ([head = [], ...rows]) => [
    head,
    ...rows.map((row) => row.with(row[1] === '张三' ? 2 : row[1] === '李四' ? 1 : 3, '')),
  ]);
  const emptied = await desk.take(await nameless.xlsx());
  expect(emptied.counts).toMatchObject({ accepted: 2, new: 2, rejected: 1 });
  const told = await desk.duck.read((s) =>
    s.rows(
      `SELECT field, code, level, value FROM archive.log.issues WHERE batch = ${emptied.batch} AND level <> 'info' ORDER BY ALL`,
    ),
  );
  expect(told).toEqual([
    { field: 'email', code: 'cell-emptied', level: 'warning', value: 'wang@@example.com' },
    { field: 'email', code: 'email-invalid', level: 'error', value: 'not-an-address' },
    { field: 'name', code: 'one-of-required', level: 'error', value: null },
    { field: 'phone', code: 'cell-emptied', level: 'warning', value: '138' },
  ]);
  expect(await desk.resolved(first.batch)).toBe(2);
  await desk.undo(emptied.batch);
  const columns = await fixUp(first, (rows) => corrected(rows).map((row) => row.toSpliced(2, 1)));
  const absent = await desk.take(await columns.csv());
  expect(absent.counts).toMatchObject({ accepted: 2, rejected: 1 });
  expect(await desk.resolved(first.batch)).toBe(2);
});

test('pasted together from two', async () => {
  const other = await desk.take(await file([header, '1,赵六,137,zhao@example.com,成都,A']));
  const one = await fixUp(first, corrected);
  const two = await fixUp(other, ([, ...rows]) => rows.map((row) => row.with(2, '13312345678')));
  const path = await file([...one.rows, ...two.rows].map((row) => row.map((cell) => `"${cell}"`).join(',')));
  const child = await desk.take(path);
  expect(child.counts).toMatchObject({ accepted: 4, rejected: 0 });
  expect([await desk.resolved(first.batch), await desk.resolved(other.batch)]).toEqual([3, 1]);
});

test('sent twice, the second time with the rest corrected: what went in before is unchanged', async () => {
  const some = await fixUp(first, (rows) =>
    corrected(rows).map((row) => (row[1] === '张三' ? row.with(2, '138') : row)),
  );
  const second = await desk.take(await some.xlsx());
  expect(second.counts).toMatchObject({ accepted: 2, new: 2, rejected: 1 });
  expect(await desk.resolved(first.batch)).toBe(2);
  const all = await fixUp(first, corrected);
  const third = await desk.take(await all.xlsx());
  expect(third.counts).toMatchObject({ accepted: 3, new: 1, unchanged: 2, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
  expect(await desk.resolved(second.batch)).toBe(1);
});

test('an outdated row is refused, and after the undo of what resolved it taken', async () => {
  const second = await desk.take(await (await fixUp(first, corrected)).xlsx());
  const stale = await fixUp(first, (rows) =>
    corrected(rows).map((row) => (row[1] === '李四' ? row.with(3, 'other@example.com') : row)),
  );
  const path = await stale.xlsx();
  const third = await desk.take(path);
  expect(third.counts).toMatchObject({ accepted: 2, unchanged: 2, rejected: 1 });
  const codes = await desk.duck.read((s) =>
    s.rows(`SELECT code FROM archive.log.issues WHERE batch = ${third.batch} AND level = 'error'`),
  );
  expect(codes).toEqual([{ code: 'token-outdated' }]);
  await desk.undo(third.batch);
  await desk.undo(second.batch);
  expect(await desk.resolved(first.batch)).toBe(0);
  expect((await desk.take(path)).counts).toMatchObject({ accepted: 3, new: 3, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
});

test('undoing the first delivery undoes what corrected it', async () => {
  const second = await desk.take(await (await fixUp(first, corrected)).xlsx());
  await desk.undo(first.batch);
  const undone = await desk.duck.read((s) => s.rows('SELECT batch FROM archive.log.undos ORDER BY batch'));
  expect(undone).toEqual([{ batch: String(first.batch) }, { batch: String(second.batch) }]);
});

test('rows of another workspace are refused one by one', async () => {
  const other = await openDesk(Buffer.from('another secret'));
  try {
    const foreign = await other.take(await file([header, ...bad]));
    const back = await fixUp(foreign, (rows) =>
      corrected([...rows, ['9', '孙七', '13212345678', 'sun@example.com', '成都', 'A', '', '']]),
    );
    const taken = await desk.take(await back.xlsx());
    expect(taken.counts).toMatchObject({ accepted: 1, rejected: 3 });
    const codes = await desk.duck.read((s) =>
      s.rows(`SELECT DISTINCT code FROM archive.log.issues WHERE batch = ${taken.batch} AND level = 'error'`),
    );
    expect(codes).toEqual([{ code: 'token-foreign' }]);
  } finally {
    await other.close();
  }
});
