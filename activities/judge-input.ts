/** From staged tables and the plan to what judging takes. */
import { quoteIdent, type Session } from '../core/archive/duck.js';
import type { JudgeSource, RowProblem } from '../core/judging/types.js';
import { readKindsSql, readSkippedSql, readStagedSql } from '../core/parsing/stage-sql.js';
import { issueLevel } from '../schemas/issues/catalogue.js';
import type { FileIssue, ParsedFile, StagedTable } from '../schemas/staging.js';
import type { Plan } from './plan.js';

export function judgeSources(tables: readonly StagedTable[], plan: Plan): JudgeSource[] {
  return plan.tables.flatMap(({ table, columns }) => {
    const staged = tables.find((one) => one.table === table);
    if (!staged) return [];
    return [
      {
        part: table,
        sheet: staged.sheet,
        columns: staged.columns,
        mapped: columns,
        ignored: columns.filter(({ ignored }) => ignored === true).map(({ position }) => position),
        staged: readStagedSql(staged),
        kinds: staged.kinds === null ? null : readKindsSql(staged),
        skipped: staged.skipped === null ? null : readSkippedSql(staged),
      },
    ];
  });
}

/** What the reader found wrong, by what it is about: rows are judged with it, the file's own stands beside them. */
export function fileNotes({ issues, tables }: ParsedFile): { rows: RowProblem[]; file: FileIssue[] } {
  const rows: RowProblem[] = [];
  const file: FileIssue[] = [];
  for (const issue of issues) {
    const { row, column, code, value, params } = issue;
    const table = tables.find(
      (one) => one.sheet === (issue.sheet ?? null) && one.firstRow <= (row ?? 0) && (row ?? 0) <= one.lastRow,
    );
    if (row === undefined || !table) file.push(issue);
    else {
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
