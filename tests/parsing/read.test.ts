import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { parseFile } from '../../core/parsing/parse.js';
import type { ParseTask } from '../../core/parsing/parse.js';
import { openRead } from '../../core/parsing/read.js';
import type { ReadOptions } from '../../core/parsing/read-options.js';
import type { TableLine } from '../../core/parsing/read.js';
import { parseConfig } from '../../schemas/config.js';
import { defaultParseLimits } from '../../schemas/parse-limits.js';
import { limits, tempFolder } from './parsing.js';

async function read(text: string, form: ReadOptions['form'], as: ReadOptions['as'] = 'stored') {
  const path = join(tempFolder(), 'file.csv');
  writeFileSync(path, text);
  let staged = '';
  const parse = (task: ParseTask) => {
    staged = task.outDir;
    return parseFile(task);
  };
  const answer = await openRead({ path, hints: {}, limits, form, as, parse });
  return { answer, folder: () => staged };
}

async function textOf(pieces: AsyncIterable<string | Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return Buffer.concat(all).toString('utf8');
}

/** All that is printed. */
async function printed(text: string, form: ReadOptions['form'], as: ReadOptions['as'] = 'stored'): Promise<string> {
  const { answer } = await read(text, form, as);
  if (!answer.ok) throw new Error(answer.code);
  const told = await textOf(answer.pieces());
  answer.close();
  return told;
}

type Row = { row: number; cells: (string | null)[] };
async function rowsOf(text: string): Promise<[TableLine, ...Row[]]> {
  const lines = (await printed(text, 'ndjson')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as unknown) as [TableLine, ...Row[]];
}

const csvRows = (text: string) => Papa.parse<string[]>(text.replace(/\n$/, ''), { delimiter: ',', newline: '\n' }).data;

describe('marks', () => {
  /** The lines behind that of the table. */
  async function marked(name: string, text: string): Promise<unknown[]> {
    const path = join(tempFolder(), name);
    writeFileSync(path, text);
    const form = 'ndjson' as const;
    const answer = await openRead({ path, hints: {}, limits, form, as: 'stored', marks: true, parse: parseFile });
    if (!answer.ok) throw new Error(answer.code);
    const lines = (await textOf(answer.pieces())).trimEnd().split('\n');
    answer.close();
    return lines.slice(1).map((line) => JSON.parse(line) as unknown);
  }

  test('stand behind the rows of their table, with the rows left out', async () => {
    const list = '名称,金额,编号\n甲,1.5,A1\n乙,2,1.10101E+17\n丙,3\n合计,6.5,\n';
    expect(await marked('file.csv', list)).toEqual([
      { row: 2, cells: ['甲', '1.5', 'A1'] },
      { row: 3, cells: ['乙', '2', '1.10101E+17'] },
      { row: 4, cells: ['丙', '3', null] },
      { row: 3, column: '3', mark: 'scientific' },
      { row: 4, mark: 'ragged-short' },
      { row: 5, leftOut: 'total' },
    ]);
  });

  test('hold the text as stored where it is another one', async () => {
    const link = '<a href="https://a.example/?q=&quot;x&quot;">查看</a>';
    const page = `<table><tr><th>名称<th>官网<tr><td>甲<td>${link}</table>`;
    expect((await marked('file.xls', page)).at(-1)).toEqual({
      row: 2,
      column: 'B',
      mark: 'linked',
      raw: 'https://a.example/?q="x"',
    });
  });
});

describe('read', () => {
  const messy = 'Title\n\nid;name\n007;"a;b ""c"""\n2;"x\ny"\n3;\n';

  test('lines tell the table, then its rows', async () => {
    expect(await rowsOf(messy)).toEqual([
      {
        table: 0,
        sheet: null,
        headerRows: [3],
        firstRow: 4,
        lastRow: 6,
        columns: ['id', 'name'],
        labels: ['1', '2'],
        kinds: [{ t: 3 }, { t: 2 }],
      },
      { row: 4, cells: ['007', 'a;b "c"'] },
      { row: 5, cells: ['2', 'x\ny'] },
      { row: 6, cells: ['3', null] },
    ]);
  });

  test('clean CSV and the report tell the same; nothing is left behind', async () => {
    expect(await printed(messy, 'csv')).toBe('id,name\n007,"a;b ""c"""\n2,"x\ny"\n3,\n');
    const { answer, folder } = await read(messy, 'csv');
    if (!answer.ok) throw new Error(answer.code);
    expect(answer.report).toMatchObject({
      tables: [{ table: 0, rows: 3 }],
      encoding: 'utf-8',
      dialect: { delimiter: ';' },
    });
    expect(existsSync(folder())).toBe(true);
    answer.close();
    expect(existsSync(folder())).toBe(false);
  });

  test('a refusal is an answer and leaves nothing behind', async () => {
    const { answer, folder } = await read('id,name\n1,"a\n', 'csv');
    expect(answer).toMatchObject({ ok: false, code: 'unclosed-quote' });
    expect(existsSync(dirname(folder()))).toBe(true);
    expect(existsSync(folder())).toBe(false);
  });

  test('shown: every row and column as it stands', async () => {
    expect(await printed(messy, 'csv', 'shown')).toBe('Title,\n,\nid,name\n007,"a;b ""c"""\n2,"x\ny"\n3,\n');
  });

  test('rows before a wider one are padded, in both forms', async () => {
    const plain = Array.from({ length: 400 }, (_, at) => `${at},"王\n${at}"`);
    const text = ['id,name', ...plain, '1,b,extra', ...plain, '2,"c",x,"y"', ...plain].join('\n');
    const [line, ...rows] = await rowsOf(text);
    expect(line.columns).toEqual(['id', 'name', '', '']);
    expect(rows).toHaveLength(1202);
    expect(new Set(rows.map((row) => row.cells.length))).toEqual(new Set([4]));
    expect(rows[399]).toEqual({ row: 401, cells: ['399', '王\n399', null, null] });
    expect(rows[400]).toEqual({ row: 402, cells: ['1', 'b', 'extra', null] });
    const csv = csvRows(await printed(text, 'csv'));
    expect(csv).toEqual([['id', 'name', '', ''], ...rows.map((row) => row.cells.map((cell) => cell ?? ''))]);
  });

  test('a table of several pieces is printed whole, padded too, by a program that keeps none of them', async () => {
    const plain = Array.from({ length: 60_000 }, (_, at) => `${at},"王\n${at}, of some length"`);
    const text = ['id,name', ...plain, '1,b,extra', ...plain].join('\n');
    const rows = csvRows(text).map((cells) => [...cells, '', ''].slice(0, 3));
    expect(csvRows(await printed(text, 'csv'))).toEqual(rows);
    const [, ...told] = await rowsOf(text);
    expect(told.map(({ cells }) => cells.map((cell) => cell ?? ''))).toEqual(rows.slice(1));
  });

  test('records copied as bytes print as records split into cells do', async () => {
    const word = fc.string({
      unit: fc.constantFrom('a', ' ', '\\', '"', ',', '\n', '\t', '\u0001', '王', '😀'),
      maxLength: 6,
    });
    const table = fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';'), fc.boolean(), async (cells, delimiter, inQuotes) => {
        const isBare = (cell: string): boolean => !inQuotes && /^[a王😀,]+$/u.test(cell) && !cell.includes(delimiter);
        const plain = Array.from({ length: 250 }, (_, at) => [`p${at}`, 'x', 'y']);
        const rows = [...plain, ...cells.map((row, at) => [`k${at}`, ...row])].map((row) => row.slice(0, 3));
        const text = [['id', 'one', 'two'], ...rows]
          .map((row) => row.map((cell) => (isBare(cell) ? cell : `"${cell.replaceAll('"', '""')}"`)).join(delimiter))
          .join('\n');
        const [, ...got] = await rowsOf(text);
        const want = rows.map((row) => row.map((cell) => (cell === '' ? null : cell)));
        expect(got.map((row) => row.cells)).toEqual(want);
        expect(csvRows(await printed(text, 'csv')).slice(1)).toEqual(rows);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  test('without a workspace the same limits hold as with the settings of a new one', () => {
    expect(defaultParseLimits).toEqual(parseConfig({}).parse);
  });
});
