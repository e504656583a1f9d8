/** Workbooks made of lists of cells. */
import ExcelJS from 'exceljs';
import type { ParsedFile } from '../../schemas/staging.js';
import { parsed } from './parsing.js';

export type Cell = string | number | null;

export async function book(sheets: Record<string, Cell[][]>, merges: string[] = []): Promise<ParsedFile> {
  const made = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = made.addWorksheet(name);
    sheet.addRows(rows);
    for (const range of merges) sheet.mergeCells(range);
  }
  return parsed(new Uint8Array(await made.xlsx.writeBuffer()), { fileName: 'a.xlsx' });
}

export const headers = (file: ParsedFile, at = 0) => file.tables[at]?.columns.map((column) => column.header);
export const codes = (file: ParsedFile) => file.issues.map(({ code, sheet }) => [code, sheet]);
