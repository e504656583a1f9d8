/** The made-up customers as a workbook, written by exceljs's streaming writer. */
import ExcelJS from 'exceljs';
import { customerHeaders, customerRow } from './data/customer.js';
import type { CustomerOptions } from './data/customer.js';
import type { MadeFile } from './data.js';

/** One sheet with shared strings, as Excel saves; credit limits are numbers, all else is text. Memory grows with the strings. */
export async function writeCustomersXlsx(
  path: string,
  rows: number,
  options: CustomerOptions,
): Promise<Omit<MadeFile, 'sizeBytes'>> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true, useStyles: false });
  const sheet = book.addWorksheet('customers');
  sheet.addRow([...customerHeaders]).commit();
  const money = customerHeaders.indexOf('credit_limit');
  let badCells = 0;
  for (let index = 0; index < rows; index += 1) {
    const made = customerRow(index, options);
    badCells += made.badCells;
    sheet.addRow(made.cells.map((text, column) => storedValue(text, column === money))).commit();
  }
  sheet.commit();
  await book.commit();
  return { rows, cells: rows * customerHeaders.length, badCells };
}

const storedValue = (text: string, isMoney: boolean): string | number | null => {
  if (text === '') return null;
  return isMoney && /^\d+\.\d{2}$/.test(text) ? Number(text) : text;
};
