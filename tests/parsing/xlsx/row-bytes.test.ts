import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { partsOf, stylesOf } from '../../../bench/xlsx-book.js';
import { zipOf } from '../../../bench/xlsx-zip.js';
import { cellKinds } from '../../../core/parsing/cells.js';
import type { RawRecord, RawSink } from '../../../core/parsing/cells.js';
import { StringTable } from '../../../core/parsing/xlsx/book/string-table.js';
import { SheetScanner } from '../../../core/parsing/xlsx/scan/sheet-scanner.js';
import { parseStyles } from '../../../core/parsing/xlsx/styles/styles.js';
import { StoredValues } from '../../../core/parsing/xlsx/values/stored.js';
import { openRead } from '../../../core/parsing/read.js';
import { parseFile } from '../../../core/parsing/parse.js';
import { kindsOf, onlyTable, parsed, stagedRows } from '../parsing.js';
import { gathering, limits, readBytes, withFile } from './reading.js';
import type { ReadRow, ReadSheet } from './reading.js';

const styleXml = stylesOf('yyyy-mm-dd', '0%', '"￥"0');
const styles = parseStyles(`<styleSheet>${styleXml}</styleSheet>`);
const texts = [
  '共享',
  '',
  'a,b',
  'say "hi"',
  'two\nlines',
  'x\u0010y',
  'a\uFFFDb',
  ' ',
  '（全角）',
  'x'.repeat(60),
  'a\rb',
];

function tableOf(): StringTable {
  const strings = new StringTable(10);
  for (const text of texts) strings.end(text === '共享', strings.appendText(text));
  return strings;
}

/** A cell without its place: the odd and the everyday ones. */
const values = [
  ...texts.map((_, at) => ` t="s"><v>${at}</v></c>`),
  ' t="s"><v>99</v></c>',
  ' t="s"><v> 2 </v></c>',
  '><v>12.50</v></c>',
  '><v>110101199003071234</v></c>',
  '><v>-1.5E-3</v></c>',
  ' s="1"><v>45356.5</v></c>',
  ' s="1"><v>60</v></c>',
  ' s="2"><v>0.15</v></c>',
  ' s="3"><v>7</v></c>',
  ' s="4"><v>7</v></c>',
  ' s="4" t="inlineStr"><is><t>gone</t></is></c>',
  ' t="inlineStr"><is><t>a_b, "c" &amp; 中</t></is></c>',
  ' t="inlineStr"><is><t xml:space="preserve"> x_000D_,_x0010_ </t></is></c>',
  ' t="inlineStr"><is><r><t>a</t></r><r><t>，b</t></r></is></c>',
  ' t="str"><f>A1</f><v>plain</v></c>',
  ' t="str"><v></v></c>',
  ' t="str"><v>1</v><v>2</v></c>',
  ' t="b"><v>1</v></c>',
  ' t="e"><v>#N/A</v></c>',
  '><f>A1</f></c>',
  ' s="1"/>',
];

const cell = fc.tuple(fc.constantFrom(...values), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
const row = fc.tuple(fc.array(cell, { maxLength: 8 }), fc.integer({ min: 1, max: 2 }), fc.boolean());

/** Most cells follow one another; some leave a gap, some stand before the one before them, some do not say where they stand. */
function sheetOf(rows: [[string, number, number][], number, boolean][]): string {
  let number = 0;
  const lines = rows.map(([cells, step, hidden]) => {
    number += step;
    let col = 0;
    const inside = cells.map(([value, move, quote]) => {
      col += move === 0 ? -1 : move === 1 ? 2 : 1;
      col = Math.max(0, col);
      const place = `${String.fromCharCode(64 + Math.max(1, col))}${number}`;
      const written = quote === 0 ? `r = '${place}'` : quote === 1 ? '' : `r="${place}"`;
      return `<c ${written}${value}`.replace('<c  ', '<c ').replace('<c >', '<c>').replace('<c />', '<c/>');
    });
    return `<row r="${number}"${hidden ? ' hidden="1"' : ''}>${inside.join('')}</row>`;
  });
  return `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function scanned(sheet: string, sizes: readonly number[], sink: RawSink | ReturnType<typeof gathering>): void {
  const struckStyles = Uint8Array.from(styles, (style) => (style.struck ? 1 : 0));
  const colours = Uint16Array.from(styles, (_, at) => at % 3);
  const rules = {
    ...limits,
    values: new StoredValues(styles, false),
    strings: tableOf(),
    struckStyles,
    colours,
    pictures: null,
    links: null,
    uncalculated: false,
  };
  const scanner = new SheetScanner(sink, { ...rules, maxPendingBytes: 1 << 20 }, () =>
    sink.sheet({ index: 0, name: 'S', hidden: false, labels: 'letters', merges: null }),
  );
  const bytes = Buffer.from(sheet);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    scanner.feed(bytes.subarray(at, at + size));
    at += size;
  }
  scanner.finish();
}

/** Tells each row as `gathering` does, from the record's bytes. */
function takingBytes(from: number, width: number, refuses: (number: number) => boolean): RawSink & { rows: ReadRow[] } {
  const texts = gathering();
  const rows: ReadRow[] = [];
  return {
    rows,
    sheet: (info) => texts.sheet(info),
    row(each) {
      texts.row(each);
      rows.push(texts.sheets[0]!.rows.pop()!);
    },
    endSheet: (end) => texts.endSheet(end),
    rawWidth: () => width,
    rawFrom: () => from,
    raw(number, record) {
      if (refuses(number)) return false;
      rows.push(rowOf(number, record, from, width));
      return true;
    },
  };
}

function rowOf(number: number, record: RawRecord, from: number, width: number): ReadRow {
  const text = record.buffer.toString('utf8', record.start, record.end);
  const fields = Papa.parse<string[]>(`${text}\n`, { newline: '\n', delimiter: ',' }).data[0] ?? [];
  expect([fields.length, record.cells]).toEqual([width, width]);
  const cuts = Array.from(record.cuts.slice(0, record.cutCount), (at) => String.fromCharCode(record.buffer[at]!));
  const wanted = fields.map((field, at) => (record.fill[at] === 2 ? '"' : field.replaceAll(/[^\r\n]/g, '')));
  expect(cuts.join('')).toBe(wanted.join(''));
  const cells = [
    ...Array.from({ length: from }, () => null),
    ...fields.map((field, at) => (record.fill[at] === 0 ? null : field)),
  ];
  const read: ReadRow = {
    row: number,
    cells,
    kinds: cells.map((_, col) => cellKinds[record.kinds?.[col] ?? 0]).join(' '),
  };
  const notes = record.notes.slice(0, record.noteCount);
  if (notes.length > 0)
    read.notes = notes.map(({ col, flag, raw }) => `${col}:${flag}${raw === null ? '' : `:${raw}`}`);
  if (record.hidden) read.hidden = true;
  if (record.struck) read.struck = true;
  if (record.colour > 0) read.colour = record.colour;
  return read;
}

/** Without what only a fixed width tells: missing cells at the end, and what kind they would have. */
function trimmed(rows: readonly ReadRow[]): unknown[] {
  return rows.map(({ cells, kinds, ...rest }) => {
    const told = kinds.split(' ');
    const filled = cells.map((text, at) => (text === null ? null : `${told[at]} ${text}`));
    return { ...rest, cells: filled.slice(0, filled.findLastIndex((text) => text !== null) + 1) };
  });
}

describe('rows gathered as bytes', () => {
  test('tell what rows of texts tell, wherever chunks are cut', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        sizes,
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 2, max: 5 }),
        (rows, cuts, from, width, each) => {
          const sheet = sheetOf(rows);
          const whole = gathering();
          scanned(sheet, [1 << 20], whole);
          const bytes = takingBytes(from, width, (number) => number % each === 0);
          scanned(sheet, cuts, bytes);
          expect(trimmed(bytes.rows)).toEqual(trimmed((whole.sheets[0] as ReadSheet).rows));
        },
      ),
      { seed: 3, numRuns: 400 },
    );
  });

  test('are staged and printed as rows of texts are', async () => {
    const plain = Array.from(
      { length: 260 },
      (_, at) =>
        `<row><c t="inlineStr"><is><t>p${at}</t></is></c><c><v>${at}</v></c><c t="s"><v>8</v></c><c><v>1</v></c></row>`,
    );
    const head =
      '<row><c t="inlineStr"><is><t>id</t></is></c><c t="inlineStr"><is><t>n</t></is></c><c t="inlineStr"><is><t>x</t></is></c><c t="inlineStr"><is><t>last</t></is></c></row>';
    const odd = values.map(
      (value, at) => `<row><c t="inlineStr"><is><t>k${at}</t></is></c><c${value}<c${value}<c><v>2</v></c></row>`,
    );
    const strings = texts.map(
      (text) => `<si><t>${text.replaceAll('\u0010', '_x0010_').replaceAll('\r', '_x000D_')}</t></si>`,
    );
    const book = zipOf(
      partsOf({ sheets: [[head, ...plain, ...odd].join('')], strings: strings.join(''), styles: styleXml }),
    );
    const { sheets } = await readBytes(book);
    const want = sheets[0]!.rows
      .slice(1)
      .map(({ row: number, cells }) => [String(number), ...[0, 1, 2, 3].map((col) => cells[col] ?? null)]);
    const table = onlyTable(await parsed(book, { fileName: 'book.xlsx' }));
    expect(await stagedRows(table)).toEqual(want);
    const notes = sheets[0]!.rows
      .slice(1)
      .flatMap(({ row: number, notes: told = [] }) =>
        told.map((note) => [number, ...note.split(':').slice(0, 2)].join(':')),
      );
    expect((await kindsOf(table)).map(([number, col, , flag]) => `${number}:${col}:${flag}`).toSorted()).toEqual(
      notes.toSorted(),
    );
    const printed = await withFile(book, async (path) => {
      const pieces = { ndjson: '', csv: '' };
      for (const form of ['ndjson', 'csv'] as const) {
        const read = await openRead({ path, hints: {}, limits, form, as: 'stored', parse: parseFile });
        if (!read.ok) throw new Error(read.code);
        for await (const piece of read.pieces()) pieces[form] += piece.toString();
        read.close();
      }
      return pieces;
    });
    const lines = printed.ndjson
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line) as { row: number; cells: string[] });
    expect(lines.map(({ row: number, cells }) => [String(number), ...cells])).toEqual(want);
    const { data } = Papa.parse<string[]>(printed.csv.trimEnd(), { newline: '\n', delimiter: ',' });
    expect(data.slice(1)).toEqual(want.map((cells) => cells.slice(1).map((text) => text ?? '')));
  });
});
