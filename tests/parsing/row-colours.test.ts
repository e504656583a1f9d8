/** Rows that somebody coloured: taken as they are, and told. */
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { RowColours } from '../../core/parsing/tables/row-colours.js';
import { parseStyles } from '../../core/parsing/xlsx/styles/styles.js';
import { kindsOf, onlyTable, parsed, stagedRows } from './parsing.js';

const [yellow, grey, white] = ['FFFFFF00', 'FFD9D9D9', 'FFFFFFFF'];

/** A list of customers; `colourOf` gives the background of a row's cells. */
async function bookOf(rows: number, colourOf: (row: number, col: number) => string | undefined): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('客户');
  sheet.addRow(['编号', '姓名', '城市', '备注']).eachCell((cell) => paint(cell, grey));
  for (let row = 2; row <= rows + 1; row += 1) {
    const added = sheet.addRow([`C${row}`, `客户${row}`, '上海', null]);
    for (let col = 1; col <= 4; col += 1) paint(added.getCell(col), colourOf(row, col));
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

function paint(cell: ExcelJS.Cell, argb: string | undefined): void {
  if (argb !== undefined) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

async function markedIn(bytes: Buffer): Promise<(string | null)[]> {
  const table = onlyTable(await parsed(bytes));
  const flags = table.kinds === null ? [] : await kindsOf(table);
  return flags.filter((flag) => flag.includes('highlighted')).map(([row]) => row ?? null);
}

test('a yellow row among others is flagged, and nothing else of it changes', async () => {
  const plain = await bookOf(10, () => undefined);
  const coloured = await bookOf(10, (row) => (row === 5 || row === 8 ? yellow : undefined));
  expect(await markedIn(coloured)).toEqual(['5', '8']);
  expect(await stagedRows(onlyTable(await parsed(coloured)))).toEqual(await stagedRows(onlyTable(await parsed(plain))));
  expect(await markedIn(plain)).toEqual([]);
});

test('stripes, a coloured column, coloured single cells and a white background are no marks', async () => {
  expect(await markedIn(await bookOf(12, (row) => (row % 2 === 0 ? grey : white)))).toEqual([]);
  expect(await markedIn(await bookOf(12, (row) => (row % 3 === 0 ? yellow : undefined)))).toEqual([]);
  expect(await markedIn(await bookOf(12, (_, col) => (col === 1 ? yellow : undefined)))).toEqual([]);
  expect(await markedIn(await bookOf(12, (row, col) => (row === 4 && col === 2 ? yellow : undefined)))).toEqual([]);
  expect(await markedIn(await bookOf(12, () => white))).toEqual([]);
});

test('a colour on most rows is a design, another one on few of them a mark', async () => {
  expect(await markedIn(await bookOf(40, (row) => (row === 7 ? yellow : grey)))).toEqual(['7']);
  expect(await markedIn(await bookOf(40, (row) => (row > 25 ? yellow : undefined)))).toEqual([]);
});

test('rows that were empty but for their colour, or blank in the coloured cells, are none', async () => {
  expect(await markedIn(await bookOf(12, (row, col) => (row === 4 && col === 4 ? yellow : undefined)))).toEqual([]);
});

test('colours are told apart by theme, palette and tint', () => {
  const fill = (colour: string) => `<fill><patternFill patternType="solid"><fgColor ${colour}/></patternFill></fill>`;
  const fills = [
    '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"><fgColor rgb="FF00FF00"/></patternFill></fill>',
    fill('theme="4" tint="0.4"'),
    fill('theme="4" tint="0.6"'),
    fill('indexed="13"'),
    fill('indexed="64"'),
    fill('theme="0"'),
    fill('rgb="FFFFFFFF"'),
    fill('rgb="FFFFFF00"'),
    '<fill><gradientFill><stop position="0"><color rgb="FFFF0000"/></stop></gradientFill></fill>',
  ];
  const formats = Array.from({ length: 10 }, (_, at) => `<xf fillId="${at}"/>`);
  const xml = `<styleSheet><fills>${fills.join('')}</fills><cellXfs>${formats.join('')}</cellXfs></styleSheet>`;
  expect(parseStyles(xml).map(({ colour }) => colour)).toEqual([0, 0, 1, 2, 3, 0, 0, 0, 4, 5]);
});

test('a colour of very many rows is not held row by row', () => {
  const colours = new RowColours();
  for (let row = 1; row <= 200_000; row += 1) colours.add(row, row < 190_000 && row > 160_000 ? 1 : 0);
  expect(colours.marked()).toEqual([]);
  for (let row = 200_001; row <= 200_100; row += 1) colours.add(row, 2);
  expect(colours.marked()).toHaveLength(100);
});
