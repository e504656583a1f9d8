import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDuck } from '../../core/archive/duck.js';
import type { Duck } from '../../core/archive/duck.js';
import { detectReturn } from '../../core/judging/fixup/detect.js';
import { parseToken } from '../../core/judging/fixup/token.js';
import { readAnswers } from '../../core/mapping/answers.js';
import type { Answers } from '../../core/mapping/answers.js';
import { guessDataset } from '../../core/mapping/dataset.js';
import { mapTable } from '../../core/mapping/table.js';
import type { ReceiptInput } from '../../core/intake/receipts/input.js';
import { parseFile } from '../../core/parsing/parse.js';
import { readStagedSql } from '../../core/parsing/stage-sql.js';
import type { StagedTable } from '../../schemas/staging.js';
import { columns as stagedColumns, people, source, tickets } from '../mapping/sample.js';
import { delivery, makeOutbox, pages, problem, receipt, secret } from './sample.js';
import type { Outbox } from './sample.js';

let outbox: Outbox;
let duck: Duck;
let spill: Outbox;
let reads = 0;
beforeAll(async () => {
  spill = await makeOutbox();
  duck = await openDuck({ archivePath: null, tempDir: spill.folder, memoryLimitMb: 200, threads: 1 });
});
afterAll(async () => {
  await duck.close();
  await spill.remove();
});
beforeEach(async () => {
  outbox = await makeOutbox();
});
afterEach(() => outbox.remove());

const limits = {
  maxInflatedBytes: 1e9,
  maxRatio: 200,
  maxEntries: 10_000,
  archiveDepth: 1,
  maxRows: 1e6,
  maxColumns: 16_384,
  maxCellChars: 40_000,
  timeoutMs: 60_000,
  threadMemoryMb: 500,
};

/** The tables our own reader finds in a returned file. */
async function readBack(path: string): Promise<StagedTable[]> {
  const outDir = join(outbox.folder, `read-${++reads}`);
  const parsed = await parseFile({ path, fileName: path, outDir, hints: {}, limits });
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.tables;
}

async function rowsOf(table: StagedTable | undefined): Promise<(string | null)[][]> {
  if (!table) throw new Error('no such table');
  const names = table.columns.map((_, at) => `c${at}`);
  const sql = `SELECT ${names.join(', ')} FROM ${readStagedSql(table)} ORDER BY row`;
  const rows = await duck.read((s) => s.rows<Record<string, string | null>>(sql));
  return rows.map((row) => names.map((name) => row[name] ?? null));
}

const toFix = [1, 2].map((row) => ({
  part: 0,
  row,
  cells: [String(row), '张三', `13${row}`, null],
  problems: [problem({ column: 'C' })],
}));

/** Opens, changes and saves a workbook as people do. */
async function edit(path: string, change: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = await outbox.open(path);
  change(book);
  const edited = join(outbox.folder, 'edited.xlsx');
  await book.xlsx.writeFile(edited);
  return edited;
}

test.each(['zh', 'en'] as const)(
  'a receipt in %s comes back: our reader finds its rows, and no frame among them',
  async (lang) => {
    const { path } = await outbox.write(receipt({ lang, rejected: pages(toFix), proposedKey: ['name', 'phone'] }));
    const tables = await readBack(path);
    const found = detectReturn(tables);
    expect(found).toMatchObject({ tagged: delivery, rows: [{ tokenPosition: 5 }], columns: [{}] });
    const table = tables.find((one) => one.table === found?.rows[0]?.table);
    const { mapping, questions } = mapTable({
      table: { columns: table?.columns ?? [] },
      dataset: people,
      stored: null,
      source,
    });
    expect(questions).toEqual([]);
    expect(mapping.columns.map(({ field, ignored }) => field ?? (ignored ? 'ignored' : 'extra'))).toEqual([
      'ignored',
      'name',
      'phone',
      'extra',
      'ignored',
      'ignored',
    ]);
    const tokens = (await rowsOf(table)).map((row) => parseToken(secret, row[5] ?? ''));
    expect(tokens).toEqual([1, 2].map((row) => ({ delivery, part: '0', row })));
  },
);

test('edited and saved by another program, sorted, with a row added, tokens and text stay', async () => {
  const { path } = await outbox.write(receipt({ rejected: pages(toFix) }));
  const edited = await edit(path, (book) => {
    const sheet = book.getWorksheet('退回');
    const rows = [3, 2].map((number) =>
      [1, 2, 3, 4, 5, 6].map((at) => sheet?.getRow(number).getCell(at).value ?? null),
    );
    sheet?.spliceRows(2, 2, ...rows, ['9', '新人', '0139', null, null, null]);
  });
  const tables = await readBack(edited);
  const rows = await rowsOf(tables.find(({ sheet }) => sheet === '退回'));
  expect(rows.map((row) => parseToken(secret, row[5] ?? ''))).toEqual(
    [2, 1, null].map((row) => row && { delivery, part: '0', row }),
  );
  expect(rows[2]?.[2]).toBe('0139');
});

test('without its token column the workbook still tells whose it is; one sheet saved as CSV still carries the tokens', async () => {
  const { path } = await outbox.write(receipt({ rejected: pages(toFix) }));
  const cut = await readBack(await edit(path, (book) => book.getWorksheet('退回')?.spliceColumns(6, 1)));
  const [rows] = detectReturn(cut)?.rows ?? [];
  expect(detectReturn(cut)).toMatchObject({ tagged: delivery, rows: [{ tokenPosition: null }] });
  expect(cut.find(({ table }) => table === rows?.table)?.sheet).toBe('退回');
  const csv = join(outbox.folder, 'back.csv');
  const book = await outbox.open(path);
  const lines = book.getWorksheet('退回')?.getSheetValues() ?? [];
  const quoted = lines.slice(1).map((line) =>
    Array.from(line as unknown[], (cell) => `"${typeof cell === 'string' ? cell.replaceAll('"', '""') : ''}"`)
      .slice(1)
      .join(','),
  );
  await writeFile(csv, `\uFEFF${quoted.join('\r\n')}\r\n`);
  const tables = await readBack(csv);
  expect(detectReturn(tables)).toEqual({
    tagged: null,
    rows: [{ table: 0, tokenPosition: 5 }],
    columns: [],
    others: [],
  });
});

const asked = (
  lang: 'en' | 'zh',
  headers: string[],
): { input: ReceiptInput; remap: (answers: Answers | null) => ReturnType<typeof mapTable> } => {
  const table = { columns: stagedColumns(headers) };
  const remap = (answers: Answers | null) => mapTable({ table, dataset: people, stored: null, source, answers });
  const { mapping, questions } = remap(null);
  const columns = mapping.columns.map(({ column, ...rest }) => ({
    ...rest,
    label: column,
    samples: ['甲', '乙', '丙', '丁'],
  }));
  const input = receipt({
    lang,
    status: 'needs-mapping',
    mappingVersion: null,
    parts: [{ part: 0, sheet: null, columns }],
    questions: questions.map((question) => ({ ...question, table: 0 })),
  });
  return { input, remap };
};

const answersIn = async (path: string): Promise<Answers | null> => {
  const tables = await readBack(path);
  const found = detectReturn(tables);
  const table = tables.find((one) => one.table === found?.columns[0]?.table);
  const readToken = (text: string) => {
    const token = parseToken(secret, text);
    return token === null || token === 'foreign' ? null : token;
  };
  const headers = table?.columns.map(({ header }) => header) ?? [];
  return readAnswers({ headers, rows: await rowsOf(table), readToken, datasets: [people, tickets] });
};

test.each([
  ['zh', '列对应确认', '电话 (phone)', '是'],
  ['en', 'Columns', 'Phone (phone)', 'yes'],
] as const)(
  'questions in %s are asked with drop-down lists and their answers read back',
  async (lang, name, phone, yes) => {
    const { input, remap } = asked(lang, ['序号', '姓名', 'Primary Email', '手机', '联系电话', 'Score', 'score']);
    const { path } = await outbox.write(input);
    const sheet = (await outbox.open(path)).getWorksheet(name);
    const list = sheet?.getCell('D3').dataValidation;
    expect(list).toMatchObject({ type: 'list', formulae: [`'_sk_${delivery}'!$A$2:$A$13`] });
    expect(sheet?.getCell('E3').dataValidation).toMatchObject({ type: 'list' });
    expect(sheet?.getCell('C3').text).toBe(['甲', '乙', '丙'].join(lang === 'zh' ? '、' : ', '));
    expect(sheet?.getCell('D4').text).toContain('(email)');
    expect(sheet?.getCell('D5').value).toBeNull();
    const edited = await edit(path, (book) => {
      const answer = (address: string, value: string) => {
        const cell = book.getWorksheet(name)?.getCell(address);
        if (cell) cell.value = value;
      };
      answer('D5', phone);
      answer('E5', yes);
      answer('E3', yes);
      answer('D6', lang === 'zh' ? '（保留为附加列）' : '(keep as an extra column)');
      answer('D8', lang === 'zh' ? '（不要这一列）' : '(leave out)');
    });
    const answers = await answersIn(edited);
    expect(answers?.delivery).toBe(delivery);
    const { mapping, questions } = remap(answers);
    expect(questions).toEqual([]);
    expect(mapping.columns.map(({ field, ignored }) => field ?? (ignored ? 'ignored' : 'extra'))).toEqual([
      'ignored',
      'name',
      'email',
      'phone',
      'extra',
      'extra',
      'ignored',
    ]);
    expect(mapping.key).toMatchObject({ kind: 'fields', fields: ['name', 'phone'], decidedBy: 'person' });
  },
);

test('a sheet of columns that comes back unchanged decides nothing anew', async () => {
  const table = { columns: stagedColumns(['编号', '姓名', '手机', '等级']) };
  const { mapping: stored } = mapTable({ table, dataset: people, stored: null, source });
  const columns = stored.columns.map(({ column, ...rest }) => ({ ...rest, label: column }));
  const { path } = await outbox.write(
    receipt({ parts: [{ part: 0, sheet: null, columns }], key: stored.key, proposedKey: ['name', 'phone'] }),
  );
  const { mapping } = mapTable({ table, dataset: people, stored, source, answers: await answersIn(path) });
  expect(mapping).toEqual(stored);
});

test('a file of no known dataset asks for it', async () => {
  const { question } = guessDataset([{ columns: stagedColumns(['编号', '备注']) }], [people, tickets]);
  const questions = question ? [{ ...question, table: 0 }] : [];
  const { path } = await outbox.write(receipt({ dataset: null, status: 'needs-mapping', questions, parts: [] }));
  const edited = await edit(path, (book) => {
    const cell = book.getWorksheet('列对应确认')?.getCell('D2');
    if (cell) cell.value = '工单 (tickets)';
  });
  expect(await answersIn(edited)).toMatchObject({ delivery, dataset: 'tickets', columns: [], key: null });
});

test('answers of another workspace are none', async () => {
  const { input } = asked('zh', ['姓名', 'Primary Email']);
  const { path } = await outbox.write(input, { token: () => `SK1.${delivery}.c.1.${'0'.repeat(24)}` });
  expect(await answersIn(path)).toBeNull();
});

/** XML cannot hold these; the writer leaves them out. */
const unheld = /(?![\t\r\n])\p{Cc}|\uFFFE|\uFFFF/gu;

test('any text of a cell comes back by our reader', async () => {
  const special = fc.constantFrom(
    '=1+1',
    '＝1',
    '+a',
    '@a',
    '-a',
    '_x0041_',
    '_x005F_',
    '_x000D_',
    'a\r\nb',
    ' a ',
    '007',
    '<b>&"\'',
    '💥',
    'e\u0301',
    '\u200f',
    '1e5',
  );
  const cell = fc.oneof(
    special,
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  );
  const held = (text: string | null) => (text ?? '').replace(unheld, '');
  const property = fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 3, maxLength: 30 }), async (pairs) => {
    const rows = pairs.map(([b, d], at) => ({ part: 0, row: at + 2, cells: ['序', b, '号', d], problems: [] }));
    const { path } = await outbox.write(receipt({ rejected: pages(rows) }));
    const tables = await readBack(path);
    const read = await rowsOf(tables.find(({ sheet }) => sheet === '退回'));
    expect(read.map((row) => [held(row[1] ?? null), held(row[3] ?? null)])).toEqual(
      pairs.map((pair) => pair.map(held)),
    );
  });
  await fc.assert(property, { numRuns: 40 });
});
