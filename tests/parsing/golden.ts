import type { ParseHints } from '../../schemas/staging.js';
import { kindsOf, parseBytes, skippedOf, stagedRows } from './parsing.js';

/** What a file comes to, without the paths: the shape of `outcome` in fixtures/parsing/NAME.expected.json. */
export async function golden(bytes: Uint8Array, hints: ParseHints): Promise<unknown> {
  const outcome = await parseBytes(bytes, { hints });
  if (!outcome.ok) return { refused: outcome.code };
  const { encoding, issues } = outcome;
  const { delimiter, quote, newline } = outcome.dialect ?? {};
  const dialect = { delimiter, quote, newline };
  const tables = [];
  for (const table of outcome.tables) {
    tables.push({
      headerRows: table.headerRows,
      firstRow: table.firstRow,
      lastRow: table.lastRow,
      headers: table.columns.map((column) => column.header),
      rows: await stagedRows(table),
      skipped: await skippedOf(table),
      flags: (await kindsOf(table)).map(([row, col, , flag]) => [row, col, flag]),
    });
  }
  return { encoding, dialect, tables, issues: issues.map((issue) => issue.code) };
}
