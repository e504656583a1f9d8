/** What to ask about the reading of a file under way, with the rows that show it. */
import { isUnsureHeader, readingQuestions as questionsOf, type AskedTable } from '../core/mapping/reading-questions.js';
import { readStagedSql } from '../core/parsing/stage-sql.js';
import type { ColumnMapping } from '../schemas/mapping.js';
import type { ReadingQuestion } from '../schemas/reading-questions.js';
import type { ParsedFile, StagedTable } from '../schemas/staging.js';
import type { ActivityDeps } from './deps.js';

const shownRows = 3;
const shownCells = 8;
const cellChars = 30;

type Reader = Pick<ActivityDeps, 'duck'>;

async function firstRows({ duck }: Reader, table: StagedTable): Promise<(string | null)[][]> {
  const columns = table.columns.slice(0, shownCells);
  const cells = columns.map((_, at) => `left(c${at}, ${cellChars}) AS c${at}`);
  const sql = `SELECT ${cells.join(', ')} FROM ${readStagedSql(table)} ORDER BY row LIMIT ${shownRows}`;
  const found = await duck.read((s) => s.rows<Record<string, string | null>>(sql));
  const rows = found.map((row) => columns.map((_, at) => row[`c${at}`] ?? null));
  const headers = columns.map(({ header }) => header.slice(0, cellChars));
  return table.headerRows.length > 0 ? [headers, ...rows] : rows;
}

/** `mapped`: the tables taken, with what their columns mean. `waits`: a person is asked about them anyway. */
export async function readingQuestions(
  deps: Reader,
  file: ParsedFile,
  mapped: ReadonlyMap<number, { columns: readonly ColumnMapping[] }>,
  waits: boolean,
): Promise<ReadingQuestion[]> {
  const tables: AskedTable[] = [];
  for (const table of file.tables) {
    const columns = mapped.get(table.table)?.columns;
    if (!columns) continue;
    const rows = waits && isUnsureHeader({ table, columns }) ? await firstRows(deps, table) : [];
    tables.push({ table, columns, rows });
  }
  return questionsOf(file, tables, waits);
}
