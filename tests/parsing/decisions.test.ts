/** What people decide about a file holds for it by place, and for later files of its shape by what stands there. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leftOutTables, rulesOf, withoutWord, withRules } from '../../core/mapping/reading-rules.js';
import type { ReadingRule, ReadingWords, TableWord } from '../../schemas/decisions.js';
import type { StagedTable } from '../../schemas/staging.js';
import { encoded } from '../legacy-bytes.js';
import { workbook, type Cell } from '../e2e/workbooks.js';
import { onlyTable, parseBytes, parsed, skippedOf, stagedRows } from './parsing.js';

const word = (said: Partial<TableWord>): TableWord => ({
  sheet: null,
  take: null,
  headerRows: null,
  firstRow: null,
  lastRow: null,
  ...said,
});
const words = (...tables: Partial<TableWord>[]): ReadingWords => ({ tables: tables.map(word), text: {} });

const march = `某公司 3 月,,\n更新于 2024-03-05,,\n编号,姓名,城市\n0,张先生,某市\n1,张三,北京\n2,李四,上海\n经办人：王芳,,\n9,说明,行\n`;
const april = `某公司 4 月,,\n更新于 2024-04-08,,\n补充,,\n编号,姓名,城市,备注\n0,张先生,某市,\n3,王五,广州,x\n4,赵六,深圳,y\n5,孙七,成都,z\n经办人：王芳,,,\n9,说明,行,\n`;
const said = words({ headerRows: [3], firstRow: 5, lastRow: 6 });

const headersOf = (file: Awaited<ReturnType<typeof parsed>>) => onlyTable(file).columns.map(({ header }) => header);

describe('by place', () => {
  test('no header in a sheet in which nothing is filled: there is no table', async () => {
    const bytes = await workbook({ Sheet1: [[' '], [null]] });
    const hints = { words: words({ headerRows: [], firstRow: 1 }) };
    expect(await parseBytes(bytes, { fileName: 'a.xlsx', hints })).toMatchObject({ ok: false, code: 'no-table' });
  });

  test('header, first and last row are as said; rows left out are counted', async () => {
    const table = onlyTable(await parsed(march, { hints: { words: said } }));
    expect(table).toMatchObject({ headerRows: [3], firstRow: 5, lastRow: 6, rows: 2 });
    expect(table.header).toEqual({ by: 'decided', confidence: 1 });
    expect(await skippedOf(table)).toEqual([
      ['4', 'left-out'],
      ['7', 'left-out'],
      ['8', 'left-out'],
    ]);
    expect((await stagedRows(table)).map((row) => row[2])).toEqual(['张三', '李四']);
  });

  test('a header that the reader would not take, and none where it would', async () => {
    const numbers = '2021,2022,2023\n1,2,3\n4,5,6\n';
    expect(headersOf(await parsed(numbers, { hints: { words: words({ headerRows: [1] }) } }))).toEqual([
      '2021',
      '2022',
      '2023',
    ]);
    const names = onlyTable(await parsed('Ann,Boston\nBob,Austin\n', { hints: { words: words({ headerRows: [] }) } }));
    expect(names).toMatchObject({ headerRows: [], firstRow: 1, rows: 2 });
  });

  test('two header rows are one header, a row of units among them its units', async () => {
    const text = '编号,联系,,额度\n,手机,邮箱,万元\n1,138,a@example.com,5\n2,139,b@example.com,6\n';
    const file = await parsed(text, { hints: { words: words({ headerRows: [1, 2] }) } });
    expect(headersOf(file)).toEqual(['编号', '联系 / 手机', '联系 / 邮箱', '额度 / 万元']);
  });

  test('the last row alone', async () => {
    const table = onlyTable(await parsed('id,n\n1,5\n2,6\n3,7\n', { hints: { words: words({ lastRow: 3 }) } }));
    expect(table).toMatchObject({ headerRows: [1], rows: 2, lastRow: 3, skippedBy: { 'left-out': 1 } });
  });

  test('encoding and delimiter of a text file', async () => {
    const big5 = encoded('big5', '編號;姓名\n1;陳怡君\n2;林志明\n');
    const hints = { words: { tables: [], text: { encoding: 'big5', delimiter: ';' } }, legacyEncoding: 'gb18030' };
    const file = await parsed(big5, { hints });
    expect(headersOf(file)).toEqual(['編號', '姓名']);
    expect(file).toMatchObject({ encoding: 'big5', dialect: { delimiter: ';' } });
    expect(file.sureness).toMatchObject({ encoding: { by: 'decided' }, dialect: { by: 'decided', confidence: 1 } });
  });
});

describe('remembered', () => {
  const ruled = async (text: string | Uint8Array, saying: ReadingWords, hints = {}): Promise<ReadingRule[]> =>
    rulesOf(saying, (await parsed(text, { hints: { ...hints, words: saying } })).tables);

  test('the table is known by its header wherever it stands, its rows by their words', async () => {
    const rules = await ruled(march, said);
    const table = onlyTable(await parsed(april, { hints: { rules } }));
    expect(table).toMatchObject({ headerRows: [4], firstRow: 6, lastRow: 8, rows: 3 });
    expect(table.header.by).toBe('remembered');
    expect((await stagedRows(table)).map((row) => row[2])).toEqual(['王五', '赵六', '孙七']);
    expect(table.skippedBy).toEqual({ 'left-out': 3 });
  });

  test('a file of another shape is read as if nothing was decided', async () => {
    const rules = await ruled(march, said);
    const other = 'id,name,since\n1,Ann,2024-03-05\n2,Bob,2024-03-06\n';
    expect((await parsed(other, { hints: { rules } })).tables).toMatchObject([{ header: { by: 'evidence' }, rows: 2 }]);
  });

  test('many rows above it are no titles: they stay a table of their own', async () => {
    const rules = await ruled(march, said);
    const above = Array.from({ length: 12 }, (_, at) => `a${at},b,c\n`).join('');
    const { tables } = await parsed(above + march, { hints: { rules } });
    expect(tables.map(({ header }) => header.by)).toEqual(['evidence', 'remembered']);
    expect((await stagedRows(tables[0] as StagedTable)).map((row) => row[1])).toContain('a11');
    expect(tables[1]).toMatchObject({ headerRows: [15], rows: 2 });
  });

  test('without the row that ended the data all rows are taken, and that is said', async () => {
    const rules = await ruled(march, said);
    const file = await parsed(april.replace('经办人', '负责人').replace('9,说明,行,\n', ''), { hints: { rules } });
    expect(file.issues.map(({ code }) => code)).toContain('table-end-missing');
    expect(onlyTable(file).rows).toBeGreaterThanOrEqual(3);
  });

  test('an encoding is taken where the header reads by it', async () => {
    const lines = (name: string) => `編號,姓名\n1,${name}\n2,林志明\n`;
    const saying: ReadingWords = { tables: [], text: { encoding: 'big5' } };
    const rules = await ruled(encoded('big5', lines('陳怡君')), saying);
    const next = await parsed(encoded('big5', lines('黃淑芬')), { hints: { rules, legacyEncoding: 'gb18030' } });
    expect(next).toMatchObject({ encoding: 'big5', sureness: { encoding: { by: 'remembered' } } });
    const chinese = await parsed(encoded('gb18030', '编号,姓名\n1,张三\n'), {
      hints: { rules, legacyEncoding: 'gb18030' },
    });
    expect(chinese.encoding).toBe('gb18030');
    expect((await parsed(lines('陳怡君'), { hints: { rules } })).encoding).toBe('utf-8');
  });

  test('a table without header is known by its width', async () => {
    const rules = await ruled('Ann,Boston\nBob,Austin\n', words({ headerRows: [] }));
    expect(onlyTable(await parsed('Cid,Dallas\nDee,Denver\n', { hints: { rules } })).headerRows).toEqual([]);
    expect(onlyTable(await parsed('name,city,since\nDee,Denver,x\n', { hints: { rules } })).headerRows).toEqual([1]);
  });

  test('a later decision for the same table adds to the earlier one, word by word', async () => {
    const first = await ruled(march, said);
    expect(withRules(first, await ruled(march, words({ headerRows: [3] })))).toEqual(first);
    const last = await ruled(march, words({ headerRows: [3], lastRow: 7 }));
    const [sum] = withRules(first, last);
    expect(sum).toMatchObject({ said: { headerRows: [3], firstRow: 5, lastRow: 7 } });
    expect(sum?.shape).toEqual({ ...first[0]?.shape, below: last[0]?.shape?.below });
    expect(withRules(first, await ruled('x,y\n1,2\n', words({ headerRows: [1] })))).toHaveLength(2);
  });

  test('words about a file go before what is remembered, and add to it for the same table alone', async () => {
    const rules = await ruled(march, said);
    const read = async (...tables: Partial<TableWord>[]) => {
      const file = await parsed(march, { hints: { rules, words: words(...tables) } });
      return (await stagedRows(onlyTable(file))).map((row) => row[2]);
    };
    expect(await read({ headerRows: [3] })).toEqual(['张三', '李四']);
    expect(await read({ lastRow: 5 })).toEqual(['张三']);
    expect(await read({ headerRows: [3], firstRow: 4 })).toEqual(['张先生', '张三', '李四']);
    expect(await read({ headerRows: [4] })).toEqual(['张三', '李四', '说明']);
  });

  test('the header that is remembered holds where only other words are said', async () => {
    const lines = '表一,,\n编号,联系,\n,手机,邮箱\n1,138,a@example.com\n,139,b@example.com\n';
    const rules = await ruled(lines, words({ headerRows: [2, 3] }));
    const saying = words({ fillDown: ['1'] });
    const file = await parsed(lines, { hints: { rules, words: saying } });
    expect(headersOf(file)).toEqual(['编号', '联系 / 手机', '联系 / 邮箱']);
    expect(onlyTable(file).header.by).toBe('remembered');
    expect((await stagedRows(onlyTable(file))).map((row) => row[1])).toEqual(['1', '1']);
    const sum = withRules(rules, rulesOf(saying, file.tables));
    expect(sum).toMatchObject([{ said: { headerRows: [2, 3], fillDown: ['1'] } }]);
    expect((await stagedRows(onlyTable(await parsed(lines, { hints: { rules: sum } })))).map((row) => row[1])).toEqual([
      '1',
      '1',
    ]);
  });

  test('encoding and delimiter add to one another', async () => {
    const big5 = encoded('big5', '編號;姓名\n1;陳怡君\n2;林志明\n');
    const rules = await ruled(big5, { tables: [], text: { encoding: 'big5' } });
    const saying: ReadingWords = { tables: [], text: { delimiter: ';' } };
    const file = await parsed(big5, { hints: { rules, words: saying, legacyEncoding: 'gb18030' } });
    expect(file).toMatchObject({
      encoding: 'big5',
      sureness: { encoding: { by: 'remembered' }, dialect: { by: 'decided' } },
    });
    expect(withRules(rules, rulesOf(saying, file.tables))).toMatchObject([
      { text: { encoding: 'big5', delimiter: ';' } },
    ]);
  });

  test('the first row that a person names is data, whatever it says', async () => {
    const lines = '编号,姓名,城市\n示例,张先生,某市\n1,张三,北京\n';
    const names = async (...tables: Partial<TableWord>[]) =>
      (await stagedRows(onlyTable(await parsed(lines, { hints: { words: words(...tables) } })))).map((row) => row[2]);
    expect(await names({ headerRows: [1] })).toEqual(['张三']);
    expect(await names({ firstRow: 2 })).toEqual(['张先生', '张三']);
  });

  test('a word can be taken back; the others hold', async () => {
    const [rule] = await ruled(march, words({ headerRows: [3], firstRow: 5, lastRow: 6, fillDown: ['3'] }));
    if (!rule) throw new Error('no rule');
    const names = async (rules: ReadingRule[]) =>
      (await stagedRows(onlyTable(await parsed(april, { hints: { rules } })))).map((row) => row[2]);
    const left = withoutWord(rule, 'first-row');
    expect(left).toMatchObject({ said: { firstRow: null, lastRow: 6, fillDown: ['3'] }, shape: { between: [] } });
    expect(await names(left ? [left] : [])).toEqual(['张先生', '王五', '赵六', '孙七']);
    expect(withoutWord(rule, 'fill-down')).toEqual((await ruled(march, said))[0]);
    expect(withoutWord(rule, 'encoding')).toBe(rule);
    const [lone] = await ruled(march, words({ lastRow: 6 }));
    expect(lone && withoutWord(lone, 'last-row')).toBeNull();
  });

  test('the header taken back takes with it what is known by it, and no more', async () => {
    const saying = words({ headerRows: [3], firstRow: 5, fillDown: ['3'] });
    const [rule] = await ruled(march, saying);
    if (!rule) throw new Error('no rule');
    expect(withoutWord(rule, 'header-row')).toBeNull();
    const left = withoutWord({ ...rule, text: { encoding: 'utf-8' } }, 'header-row');
    expect(left?.said).toEqual(word({}));
    expect(left).toMatchObject({
      text: { encoding: 'utf-8' },
      shape: { header: [['编号', '姓名', '城市']], between: [] },
    });
    expect(onlyTable(await parsed(april, { hints: { rules: left ? [left] : [] } })).header.by).toBe('evidence');
  });
});

describe('sheets', () => {
  const head: Cell[] = ['客户编号', '姓名'];
  const book = workbook({
    北京: [head, ['B1', '张三'], ['B2', '李四']],
    汇总: [
      ['地区', '数量'],
      ['北京', 2],
    ],
    旧数据: [head, ['X1', '王五']],
  });
  const sheetsOf = async (hints: { words?: ReadingWords; rules?: ReadingRule[] }) => {
    const outcome = await parseBytes(await book, { fileName: 'a.xlsx', hints });
    if (!outcome.ok) throw new Error(outcome.code);
    const leftOut = leftOutTables(hints.words ?? null, hints.rules ?? [], outcome.tables);
    return outcome.tables.filter(({ table }) => !leftOut.has(table)).map(({ sheet }) => sheet);
  };

  test('a summary is read and a sheet left out as said, in later files too', async () => {
    expect(await sheetsOf({})).toEqual(['北京', '旧数据']);
    const saying = words({ sheet: '汇总', take: true }, { sheet: '旧数据', take: false });
    expect(await sheetsOf({ words: saying })).toEqual(['北京', '汇总']);
    const outcome = await parseBytes(await book, { fileName: 'a.xlsx', hints: { words: saying } });
    const rules = outcome.ok ? rulesOf(saying, outcome.tables) : [];
    expect(await sheetsOf({ rules })).toEqual(['北京', '汇总']);
    const left = rules.flatMap((rule) => withoutWord(rule, 'take') ?? []);
    expect(left).toEqual([]);
    const [both] = outcome.ok ? rulesOf(words({ sheet: '汇总', take: true, firstRow: 2 }), outcome.tables) : [];
    expect(both && withoutWord(both, 'take')).toMatchObject({ said: { sheet: '汇总', take: null, firstRow: 2 } });
  });
});

test('whatever stands around it, a decided table gives exactly its rows, the first time and the next', async () => {
  const cell = fc.stringMatching(/^[a-z]{1,6}$/);
  const row = fc.tuple(cell, cell, cell);
  const titles = fc.array(cell, { maxLength: 3 });
  const made = fc.record({
    titles,
    rows: fc.array(row, { minLength: 1, maxLength: 6 }),
    more: fc.array(row, { minLength: 1, maxLength: 6 }),
  });
  const textOf = (above: string[], rows: string[][]): string =>
    [
      ...above.map((title) => `${title},,`),
      'Kunde,Ort,Art',
      ...rows.map((cells) => cells.join(',')),
      'Stand 1.2.2024,,',
      'x,y,z',
    ].join('\n');
  await fc.assert(
    fc.asyncProperty(made, async ({ titles: above, rows, more }) => {
      const header = above.length + 1;
      const saying = words({ headerRows: [header], lastRow: header + rows.length });
      const file = await parsed(textOf(above, rows), { hints: { words: saying } });
      expect((await stagedRows(onlyTable(file))).map(([, ...cells]) => cells)).toEqual(rows);
      const next = await parsed(textOf(above, more), { hints: { rules: rulesOf(saying, file.tables) } });
      expect((await stagedRows(onlyTable(next))).map(([, ...cells]) => cells)).toEqual(more);
    }),
    { numRuns: 60 },
  );
});
