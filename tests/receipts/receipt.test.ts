import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IssueKind } from '../../core/intake/receipts/input.js';
import { noCounts } from '../../schemas/outcomes.js';
import { makeOutbox, pages, problem, receipt, texts, token } from './sample.js';
import type { Outbox } from './sample.js';

let outbox: Outbox;
beforeEach(async () => {
  outbox = await makeOutbox();
});
afterEach(() => outbox.remove());

const bad = {
  part: 0,
  row: 17,
  cells: ['1', '=cmd|x', '012', null],
  problems: [problem({ column: 'C', code: 'phone-invalid', params: {}, value: '012' })],
};

test('the summary tells counts, both equations and how the file was read, in the language of the reader', async () => {
  const { path } = await outbox.write(receipt());
  expect(basename(path)).toBe('客户名单-上海_回执_新增1150_更新31_退回9.xlsx');
  const zh = texts(await outbox.open(path), '摘要').map((line) => line.join('|'));
  expect(zh).toContain('核对|1,204 行 = 1,181 接受 + 9 退回 + 14 跳过');
  expect(zh).toContain('核对|1,181 接受 = 1,150 新增 + 31 更新 + 0 未变');
  expect(zh).toContain('跳过原因|4 文件内重复的行、10 合计行');
  expect(zh).toContain('收到时间|2024-03-05 16:00（Asia/Shanghai）');
  expect(zh).toContain('批次|21（如需撤销：sheetkeep undo 21 --plan）');
  expect(zh).toContain('保留为附加列|等级');
  expect(zh).toContain('主键|无主键：按整行内容区分');
  const english = await outbox.write(
    receipt({ lang: 'en', key: { kind: 'fields', fields: ['name', 'phone'], decidedBy: 'person' } }),
  );
  const en = texts(await outbox.open(english.path), 'Summary').map((line) => line.join('|'));
  expect(en).toContain('Check|1,204 rows = 1,181 accepted + 9 to fix + 14 skipped');
  expect(en).toContain('Key|Name + Phone');
});

test('rows that something later overrules are told with the way to insist', async () => {
  const { path } = await outbox.write(receipt({ overruled: 12 }));
  const lines = texts(await outbox.open(path), '摘要').map((line) => line.join('|'));
  const [told = ''] = lines.filter((line) => line.startsWith('保留较新的内容|'));
  expect(told).toContain('12 行与归档中时间更晚的内容不同');
  expect(told).toContain('sheetkeep undo 21');
  expect(lines.filter((line) => line.startsWith('来源已无'))).toEqual([]);
});

test('a complete list tells what it no longer has, beside its equations and in its name', async () => {
  const { path } = await outbox.write(receipt({ gone: 40 }));
  expect(basename(path)).toBe('客户名单-上海_回执_新增1150_更新31_退回9_来源已无40.xlsx');
  const lines = texts(await outbox.open(path), '摘要').map((line) => line.join('|'));
  const [told = ''] = lines.filter((line) => line.startsWith('来源已无|'));
  expect(told).toContain('40 条记录不在这份完整文件中');
  expect(told).toContain("where gone and source = '客户'");
  const counts = { ...noCounts, rows: 2, accepted: 2, unchanged: 2 };
  const english = await outbox.write(receipt({ lang: 'en', counts, gone: 1, source: "Ann's" }));
  expect(basename(english.path)).toBe('客户名单-上海_receipt_unchanged2_gone1.xlsx');
  const en = texts(await outbox.open(english.path), 'Summary').map((line) => line.join('|'));
  expect(en).toContain(
    `Gone at the source|1 record that this source had before is not in this complete file: marked gone, not deleted. Which: sheetkeep sql "select * from records where gone and source = 'Ann''s'"`,
  );
});

test('rows to fix stand in the sender’s layout, as text, coloured, with reason, suggestion and hidden token', async () => {
  const suggested = {
    part: 0,
    row: 21,
    cells: ['2', '李四', '１３８', 'A'],
    problems: [problem({ column: 'C', code: 'phone-invalid', params: {}, value: '１３８', suggestion: '138' })],
  };
  const missing = { part: 0, row: 30, cells: ['3', null, '139', null], problems: [problem({ column: 'B' })] };
  const { path, listed, untold } = await outbox.write(receipt({ rejected: pages([bad, suggested, missing]) }));
  expect({ listed, untold }).toEqual({ listed: 3, untold: 0 });
  const sheet = (await outbox.open(path)).getWorksheet('退回');
  const row = (number: number) => [1, 2, 3, 4].map((at) => sheet?.getRow(number).getCell(at).value);
  expect(row(1)).toEqual(['序号', '姓名', '手机', '等级']);
  expect(row(2)).toEqual(['1', '=cmd|x', '012', null]);
  expect(row(3)).toEqual(['2', '李四', '138', 'A']);
  expect(sheet?.getCell('B2').type).toBe(ExcelJS.ValueType.String);
  for (const address of ['A2', 'B2', 'C2', 'C4', 'D2']) expect(sheet?.getCell(address).numFmt).toBe('@');
  const colour = (address: string) => (sheet?.getCell(address).fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb;
  expect([colour('C2'), colour('C3'), colour('B4'), colour('B2')]).toEqual([
    'FFFFC7CE',
    'FFFFEB9C',
    'FFFFC7CE',
    undefined,
  ]);
  expect(sheet?.getCell('E3').text).toContain('手机：');
  expect(sheet?.getCell('E3').text).toContain('原值：１３８');
  expect(sheet?.getCell('E4').text).toContain('客户名称');
  expect(sheet?.getColumn(6).hidden).toBe(true);
  expect(sheet?.getCell('F3').value).toBe(token('0', 21));
});

test('a delivery of several sheets gets a sheet of rows to fix for each', async () => {
  const parts = ['上海', '上海', '北京:/[x]'].map((sheet, part) => ({
    part,
    sheet,
    columns: [{ label: 'A', header: sheet, field: null }],
  }));
  const rows = [0, 1, 2].map((part) => ({ part, row: 2, cells: [String(part)], problems: [problem({ column: 'A' })] }));
  const { path } = await outbox.write(receipt({ parts, rejected: pages(rows) }));
  const book = await outbox.open(path);
  const names = book.worksheets.map(({ name }) => name).filter((name) => name.startsWith('退回'));
  expect(names).toEqual(['退回 上海', '退回 上海 2', '退回 北京___x_']);
  expect(texts(book, '退回 上海 2')[1]?.[0]).toBe('1');
});

test('issues stand by kind with their first places', async () => {
  const places = [
    { sheet: '上海', row: 17, column: 'C', value: '012', params: {} },
    { sheet: null, row: 18, column: '3', value: null, params: {} },
  ];
  const issues = [
    {
      code: 'required-missing',
      level: 'error' as const,
      field: 'phone',
      count: 1200,
      places: places.map((place) => ({ ...place, params: { field: 'phone' } })),
    },
  ];
  const { path } = await outbox.write(receipt({ issues }));
  const [, line] = texts(await outbox.open(path), '问题');
  expect(line?.slice(0, 4)).toEqual(['错误', '必填字段 电话 为空。', '电话', '1,200']);
  expect(line?.[5]).toBe('上海!C17 “012”\n第 18 行、第 3 列');
});

test('no text keeps a gap: what it names of the place is filled in', async () => {
  const place = { sheet: null, row: 4, column: '3', value: null, params: {} };
  const told = ['no-header', 'mixed-line-ends', 'ragged-long', 'serial-column', 'hidden-sheet-skipped'];
  const issues: IssueKind[] = told.map((code) => ({
    code,
    level: 'info' as const,
    field: null,
    count: 1,
    places: [place],
  }));
  const sheetOnly = { sheet: '说明', row: null, column: null, value: '', params: {} };
  issues.push({ code: 'summary-sheet-skipped', level: 'info', field: null, count: 1, places: [sheetOnly] });
  const row = { ...bad, problems: told.map((code) => problem({ code, params: {} })) };
  const { path } = await outbox.write(receipt({ issues, rejected: pages([row]) }));
  const book = await outbox.open(path);
  const lines = texts(book, '问题');
  expect(lines.flat().join('\n')).toContain('第 4 行就是数据');
  expect(lines.at(-1)?.[5]).toBe('说明');
  expect([...lines, ...texts(book, '退回')].flat().filter((text) => /\{\w+\}/.test(text))).toEqual([]);
});

test('a column that is asked about is not told as kept', async () => {
  const questions = [{ kind: 'column' as const, table: 0, position: 3, suggestions: [] }];
  const { path } = await outbox.write(receipt({ status: 'needs-mapping', counts: noCounts, questions }));
  const lines = texts(await outbox.open(path), '摘要').map(([label]) => label);
  expect(lines).not.toContain('保留为附加列');
});

test('an English receipt has an English name and tells the time on the clocks of its zone', async () => {
  const { path } = await outbox.write(receipt({ lang: 'en', timeZone: 'America/New_York' }));
  expect(basename(path)).toBe('客户名单-上海_receipt_new1150_changed31_tofix9.xlsx');
  expect(texts(await outbox.open(path), 'Summary')).toContainEqual(['Received', '2024-03-05 03:00 (America/New_York)']);
});

test('more rows than one workbook takes go into further ones; the rest is told, none is lost', async () => {
  const rows = Array.from({ length: 25 }, (_, at) => ({ ...bad, row: at + 2 }));
  const input = () => receipt({ counts: { ...noCounts, rows: 25, rejected: 25 }, rejected: pages(rows, 7) });
  const told = await outbox.write(input(), { limits: { rowsPerBook: 10, books: 2 } });
  expect(told).toMatchObject({ listed: 20, untold: 5 });
  expect(told.files.map(({ path }) => basename(path))).toEqual([
    '客户名单-上海_回执_退回25.xlsx',
    '客户名单-上海_回执_退回25_2.xlsx',
  ]);
  const summary = texts(await outbox.open(told.path), '摘要')
    .map((line) => line.join('|'))
    .join('\n');
  expect(summary).toContain('另有 10 行需修改，见：客户名单-上海_回执_退回25_2.xlsx');
  expect(summary).toContain('另有 5 行未列出');
  expect(texts(await outbox.open(told.files[1]?.path ?? ''), '退回')).toHaveLength(11);
  const whole = await outbox.write(input(), { limits: { rowsPerBook: 10, books: 5 } });
  expect(whole).toMatchObject({ listed: 25, untold: 0 });
});

test('a second receipt of the same name stands beside the first; one that replaces keeps its name', async () => {
  const first = await outbox.write(receipt());
  const other = await outbox.write(receipt({ delivery: `d${'f'.repeat(24)}` }));
  expect(basename(other.path)).toBe('客户名单-上海_回执_新增1150_更新31_退回9_ffff.xlsx');
  const again = await outbox.write(receipt({ resolved: 4 }), { replaces: first.path });
  expect(again.path).toBe(first.path);
  expect(texts(await outbox.open(again.path), '摘要').map((line) => line.join('|'))).toContain('已解决|已解决 4 / 9');
  expect((await readdir(outbox.folder)).sort()).toEqual([first, other].map(({ path }) => basename(path)).sort());
});

test('a receipt whose rows were all corrected asks for nothing more', async () => {
  const { path } = await outbox.write(receipt({ resolved: 9, rejected: pages([]) }));
  const told = texts(await outbox.open(path), '摘要').map((line) => line.join('|'));
  expect(told).toContain('下一步|退回的行均已改正，无需处理。');
  expect(told.filter((line) => line.includes('请在“退回”工作表'))).toEqual([]);
});

test('a workbook of answers tells of no rows, tables and columns; columns of a receipt are not called kept', async () => {
  const answers = await outbox.write(receipt({ counts: noCounts, reason: 'answers-taken', batch: null }));
  expect(basename(answers.path)).toBe('客户名单-上海_回执_已回答.xlsx');
  const told = texts(await outbox.open(answers.path), '摘要');
  expect(told).toContainEqual(['结果', '回答已采纳']);
  const labels = told.map(([label]) => label ?? '');
  expect(labels.filter((label) => ['新增', '核对', '已读取的表', '保留为附加列'].includes(label))).toEqual([]);
  const [part] = receipt().parts;
  const [column] = part?.columns ?? [];
  if (!part || !column) throw new Error('the sample has a part');
  const own = ['_sheetkeep_row', '退回原因 (Sheetkeep)'].map((header) => ({ ...column, header, field: null }));
  const back = await outbox.write(receipt({ parts: [{ ...part, columns: [...part.columns, ...own] }] }));
  expect(texts(await outbox.open(back.path), '摘要')).toContainEqual(['保留为附加列', '等级']);
});

test.each([
  ['duplicate', '重复', { duplicateOf: '客户名单.xlsx' }, '客户名单.xlsx'],
  ['refused', '已拒收', { reason: 'no-table' }, '文件中没有找到表格'],
  [
    'held',
    '待批准',
    { reason: 'sudden-loss', reasonParams: { missing: 5, known: 9, sharePercent: 30 } },
    '9 行中有 5 行缺失',
  ],
] as const)('a %s delivery gets a receipt that says why', async (status, word, changes, text) => {
  const { path } = await outbox.write(receipt({ status, parts: [], counts: noCounts, ...changes }));
  expect(basename(path)).toBe(`客户名单-上海_回执_${word}.xlsx`);
  expect(
    texts(await outbox.open(path), '摘要')
      .flat()
      .join('\n'),
  ).toContain(text);
});

test('a failing disk is an error, and nothing is left behind', async () => {
  const failing = (async function* () {
    yield [bad];
    throw new Error('the archive went away');
  })();
  await expect(outbox.write(receipt({ rejected: failing }))).rejects.toThrow('the archive went away');
  expect(await readdir(outbox.folder)).toEqual([]);
});
