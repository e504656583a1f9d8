/** Tables written in dialects as programs write them: read without a hint, every cell comes back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onlyTable, parsed, stagedRows } from './parsing.js';

interface Writer {
  delimiter: string;
  quote: string;
  /** Else quotes within cells are doubled. */
  backslash: boolean;
  /** Cells in quotes: those that need it, texts, or all. */
  quoted: 'needed' | 'texts' | 'all';
  newline: string;
}

function written(rows: readonly string[][], { delimiter, quote, backslash, quoted, newline }: Writer): string {
  const needs = (cell: string): boolean =>
    [delimiter.trim() || delimiter, quote, '\n', ...(backslash ? ['\\'] : [])].some((mark) => cell.includes(mark));
  const isQuoted = (cell: string): boolean =>
    needs(cell) || quoted === 'all' || (quoted === 'texts' && !/^[\d.]*$/.test(cell));
  const escaped = (cell: string): string =>
    backslash
      ? cell.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)
      : cell.replaceAll(quote, `${quote}${quote}`);
  const line = (row: string[]): string =>
    row.map((cell) => (isQuoted(cell) ? `${quote}${escaped(cell)}${quote}` : cell)).join(delimiter);
  return rows.map((row) => line(row) + newline).join('');
}

const notes = [
  'D’Angelo, Inc.',
  "O'Neill & Söhne",
  "Rock 'n' Roll",
  'x; y | z',
  '5" pipe',
  'say "hi"',
  'C:\\dir\\x',
  'ends\\',
  'back\\\\slash',
  '王小明，李四',
  '12:30',
  'https://a.example/?q=1&r=2',
  'one\ntwo',
  "don't",
  '',
];
const names = ['Ann Lee', '王小明', 'Müller', "O'Brien", 'Jean-Luc', '陈静'];

/** A list of customers with at least one name and one note in the writer's quotes. */
const lists = (quote: string): fc.Arbitrary<string[][]> =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), fc.nat({ max: 5_000 }), fc.constantFrom(...notes)), {
      minLength: 4,
      maxLength: 40,
    })
    .map((drawn) => [
      ['编号', '姓名', '金额', '备注'],
      ...drawn.map(([name, amount, note], at) => [`C${at + 1}`, name, `${amount}.50`, note]),
      ['C998', 'Zoë', '1.50', `a ${quote}b${quote}, c; d | e`],
      ['C999', '李雷', '2.50', `${quote}f${quote}, g; h | i`],
    ]);

const delimiters = [',', ';', '\t', '|', ', '];

describe.each([
  ['quotes', '"', false],
  ['quotes and backslashes', '"', true],
  ['apostrophes', "'", false],
  ['apostrophes and backslashes', "'", true],
])('%s', (_, quote, backslash) => {
  test.each(delimiters)('around cells parted by %j', async (delimiter) => {
    const newlines = fc.constantFrom('\n', '\r\n');
    const sorts = fc.constantFrom('needed' as const, 'texts' as const, 'all' as const);
    await fc.assert(
      fc.asyncProperty(lists(quote), newlines, sorts, async (list, newline, quoted) => {
        const [header = [], ...rows] = list.map((row) => row.map((cell) => cell.replaceAll('\t', ' ')));
        const file = await parsed(written([header, ...rows], { delimiter, quote, backslash, quoted, newline }));
        const table = onlyTable(file);
        expect(table.columns.map((column) => column.header)).toEqual(header);
        const told = await stagedRows(table);
        expect(told.map(([, ...cells]) => cells.map((cell) => cell ?? ''))).toEqual(rows);
      }),
      { numRuns: 12 },
    );
  });
});

test('apostrophes around a text of its own are part of it', async () => {
  const table = onlyTable(await parsed("id,name,note\n1,Ann,'urgent'\n2,Bob,'late'\n3,Cleo,\n4,Dora,ok\n"));
  expect((await stagedRows(table)).map((row) => row[3])).toEqual(["'urgent'", "'late'", null, 'ok']);
});

test('backslashes stand for themselves where some stand alone', async () => {
  const table = onlyTable(await parsed('id,path,size\n1,"C:\\dir\\\\x","48\\""\n2,"D:\\\\","5\\""\n'));
  expect((await stagedRows(table)).map((row) => row.slice(2))).toEqual([
    ['C:\\dir\\\\x', '48"'],
    ['D:\\\\', '5"'],
  ]);
});

test('MySQL writes \\N for nothing and doubles its backslashes', async () => {
  const table = onlyTable(
    await parsed('"id","path","note"\n"1","C:\\\\dir","say \\"hi\\""\n"2",\\N,"x"\n"3","D:\\\\","y"\n'),
  );
  expect((await stagedRows(table)).map((row) => row[2])).toEqual(['C:\\dir', '\\N', 'D:\\']);
});
