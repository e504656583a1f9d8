/** From staged tables and the plan to what judging takes. */
import { quoteIdent, type Session } from '../core/archive/duck.js';
import { isLeftOutCounter } from '../core/mapping/columns.js';
import type { JudgeSource, RowProblem } from '../core/judging/types.js';
import { readKindsSql, readSkippedSql, readStagedSql } from '../core/parsing/stage-sql.js';
import { issueLevel } from '../schemas/issues/catalogue.js';
import type { FileIssue, ParsedFile, StagedTable } from '../schemas/staging.js';
import type { Plan } from './plan.js';

/** Rows a source does not want: hidden in the spreadsheet, struck through. */
export interface RowPolicy {
  hiddenRows: 'include' | 'skip';
  struckRows: 'include' | 'skip';
}

type TablePlan = Pick<Plan['tables'][number], 'table' | 'columns'>;

/** The chosen tables as judging reads them; rows that the policy leaves out are skipped with their reason. */
export function judgeSources(
  tables: readonly StagedTable[],
  plan: { tables: readonly TablePlan[] },
  policy: RowPolicy,
): JudgeSource[] {
  return plan.tables.flatMap(({ table, columns }) => {
    const staged = tables.find((one) => one.table === table);
    if (!staged) return [];
    return [
      {
        part: table,
        sheet: staged.sheet,
        columns: staged.columns,
        ...(staged.epoch1904 === true && { epoch1904: true }),
        mapped: columns,
        ignored: columns.filter(({ ignored }) => ignored === true).map(({ position }) => position),
        counters: columns.filter(isLeftOutCounter).map(({ position }) => position),
        ...rowsOf(staged, policy),
      },
    ];
  });
}

/** The FROM-clauses of a table: its rows, their flags, the rows left out. */
function rowsOf(table: StagedTable, policy: RowPolicy): Pick<JudgeSource, 'staged' | 'kinds' | 'skipped'> {
  const staged = readStagedSql(table);
  const kinds = table.kinds === null ? null : readKindsSql(table);
  const skipped = table.skipped === null ? null : readSkippedSql(table);
  const unwanted = [
    ...(policy.hiddenRows === 'skip' ? ['hidden'] : []),
    ...(policy.struckRows === 'skip' ? ['struck'] : []),
  ];
  if (kinds === null || unwanted.length === 0) return { staged, kinds, skipped };
  const flags = unwanted.map((flag) => `'${flag}'`).join(', ');
  const rows = `(SELECT row, min(flag) AS reason FROM ${kinds} WHERE col IS NULL AND flag IN (${flags}) GROUP BY row)`;
  const kept = (from: string): string => `(SELECT x.* FROM ${from} x WHERE x.row NOT IN (SELECT row FROM ${rows}))`;
  const others = skipped === null ? '' : `SELECT row, reason, cells FROM ${skipped} UNION ALL `;
  return {
    staged: kept(staged),
    kinds: kept(kinds),
    skipped: `(${others}SELECT row, reason, NULL::VARCHAR AS cells FROM ${rows})`,
  };
}

/** Codes that the kinds file tells for each row; the reader's own list is cut short and would tell some twice. */
const toldByFlags = new Set([
  'ragged-short',
  'ragged-long',
  'other-delimiter',
  'row-twice',
  'stray-quote',
  'damaged-text',
  'double-encoded',
  'maybe-group-row',
  'maybe-form',
  'maybe-note',
]);

/** Codes of rows that are no data, wherever they stand in the table, and of several places, of which the first may lie in one. */
const ofSkippedRows = new Set([
  'total-not-compared',
  'formula-rows',
  'cell-comments',
  'cell-links',
  'row-out-of-order',
  'column-beyond-sheet',
]);

/** What the reader found wrong, by what it is about: rows are judged with it, the file's own stands beside them. */
export function fileNotes({ issues, tables }: ParsedFile): { rows: RowProblem[]; file: FileIssue[] } {
  const rows: RowProblem[] = [];
  const file: FileIssue[] = [];
  for (const issue of issues) {
    const { row, column, code, value, params } = issue;
    const table = tables.find(
      (one) => one.sheet === (issue.sheet ?? null) && one.firstRow <= (row ?? 0) && (row ?? 0) <= one.lastRow,
    );
    if (row === undefined || !table || ofSkippedRows.has(code)) file.push(issue);
    else if (!toldByFlags.has(code)) {
      const place = { part: table.table, row, code };
      rows.push({
        ...place,
        ...(column && { column }),
        ...(value !== undefined && { value }),
        ...(params && { params }),
      });
    }
  }
  return { rows, file };
}

/** Adds what concerns the file as a whole to the issues of the judged set. */
export async function insertFileNotes(s: Session, scratch: string, notes: readonly FileIssue[]): Promise<void> {
  for (const { code, sheet, row, column, value, params } of notes) {
    await s.run(`INSERT INTO ${quoteIdent(scratch)}.main.issues VALUES (0, $1, $2, $3, NULL, $4, $5, $6, $7, NULL)`, [
      sheet ?? null,
      row ?? null,
      column ?? null,
      code,
      issueLevel(code),
      value ?? null,
      params ? JSON.stringify(params) : null,
    ]);
  }
}
