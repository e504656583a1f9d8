/** Sheets whose rows go to the last one that a workbook can have: what stood behind was cut off by the program that made the file. */
import type { FileIssue, StagedTable } from '../../../schemas/staging.js';

/** Of .xls and of the programs that write like it, and of .xlsx. A text file that ends there was saved from such a sheet. */
const lastRows = new Set([65_536, 1_048_576]);

/** One issue per full sheet. */
export function fullSheets(tables: readonly Pick<StagedTable, 'sheet' | 'lastRow'>[]): FileIssue[] {
  const full = tables.filter(({ lastRow }) => lastRows.has(lastRow));
  const sheets = new Map(full.map(({ sheet, lastRow }) => [sheet, lastRow]));
  return [...sheets].map(([sheet, row]) => ({ code: 'sheet-full', sheet, row }));
}
