/** Workbooks of forms, and what is found in them. */
import ExcelJS from 'exceljs';
import type { ParsedFile } from '../../schemas/staging.js';
import { stagedRows } from './parsing.js';

export type Cells = (string | number | Date | null)[];

export async function bookOf(
  sheets: Record<string, Cells[]>,
  edit: (sheet: ExcelJS.Worksheet) => void = () => undefined,
) {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    sheet.addRows(rows);
    edit(sheet);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** The first record of each table: sheet, columns, values. */
export const told = async (file: ParsedFile) => {
  const found = [];
  for (const table of file.tables) {
    const [row = []] = await stagedRows(table);
    found.push([table.sheet, table.columns.map(({ label, header }) => `${label} ${header}`).join(', '), row.join(' ')]);
  }
  return found;
};
