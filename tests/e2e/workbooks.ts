/** Workbooks as people make and correct them, with exceljs. */
import ExcelJS from 'exceljs';
import { sheetNames } from '../../schemas/receipt.js';

export type Cell = string | number | Date | null | { formula: string; result: number };

/** Sheets by name, row by row; `merge` names ranges of the first sheet. */
export async function workbook(sheets: Record<string, Cell[][]>, merge: readonly string[] = []): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows);
  for (const range of merge) book.worksheets[0]?.mergeCells(range);
  return Buffer.from(await book.xlsx.writeBuffer());
}

export async function openBook(path: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return book;
}

export const bytesOf = async (book: ExcelJS.Workbook): Promise<Buffer> => Buffer.from(await book.xlsx.writeBuffer());

/** The first sheet of a kind, in either language. */
export function sheetOf(book: ExcelJS.Workbook, kind: keyof typeof sheetNames): ExcelJS.Worksheet {
  const names = Object.values(sheetNames[kind]);
  const found = book.worksheets.find(({ name }) => names.some((one) => name.startsWith(one)));
  if (!found) throw new Error(`no sheet ${kind}: ${book.worksheets.map(({ name }) => name).join(', ')}`);
  return found;
}

export const textsOf = (sheet: ExcelJS.Worksheet, row: number): string[] =>
  Array.from({ length: sheet.columnCount }, (_, at) => sheet.getRow(row).getCell(at + 1).text);

/** Number of the column of a header in row 1. */
export function columnOf(sheet: ExcelJS.Worksheet, header: string): number {
  const at = textsOf(sheet, 1).indexOf(header);
  if (at < 0) throw new Error(`no header ${header}`);
  return at + 1;
}

/** Number of the first row in which the column holds the text. */
export function rowOf(sheet: ExcelJS.Worksheet, header: string, text: string): number {
  const at = columnOf(sheet, header);
  for (let row = 2; row <= sheet.rowCount; row++) if (sheet.getRow(row).getCell(at).text === text) return row;
  throw new Error(`no row ${text}`);
}

/** Puts a value into the cell of the row that is known by another cell. */
export function correct(
  sheet: ExcelJS.Worksheet,
  where: readonly [header: string, text: string],
  header: string,
  value: string,
): void {
  sheet.getRow(rowOf(sheet, ...where)).getCell(columnOf(sheet, header)).value = value;
}
