/** Small tables that turn numbers of parts, columns and slots into what people read. */
import { allIssues } from '../../schemas/issues/catalogue.js';
import { quoteText } from '../archive/sql-text.js';
import type { Plan } from './plan.js';
import type { RowProblem } from './types.js';

const valuesOf = (rows: string[][], width: number): string =>
  rows.length === 0
    ? `(SELECT ${Array.from({ length: width }, () => 'NULL').join(', ')} LIMIT 0)`
    : `(VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')})`;

/** `places`: part, col -> slot, sheet, label, field. `levels`: code -> level. `problems`: as given. */
export function createPlaces(plan: Plan, problems: readonly RowProblem[]): string {
  const places = plan.parts.flatMap((part) =>
    part.source.columns.map((column, position) => {
      const slot = plan.slots.find((one) => part.feeds[one.index]?.position === position);
      const field = quoteText(slot?.field.name ?? null);
      return [
        `${part.part}`,
        `${position}`,
        `${slot?.index ?? -1}`,
        quoteText(part.source.sheet),
        quoteText(column.label),
        field,
      ];
    }),
  );
  const levels = allIssues().map((issue) => [quoteText(issue.code), quoteText(issue.level)]);
  const given = problems.map((problem) => [
    `${problem.part}`,
    `${problem.row}`,
    quoteText(problem.column ?? null),
    quoteText(problem.code),
    quoteText(problem.value ?? null),
    quoteText(problem.params ? JSON.stringify(problem.params) : null),
  ]);
  return `
    CREATE OR REPLACE TABLE ${plan.at}places (part INTEGER, col INTEGER, slot INTEGER, sheet VARCHAR, label VARCHAR, field VARCHAR);
    INSERT INTO ${plan.at}places SELECT * FROM ${valuesOf(places, 6)};
    CREATE OR REPLACE TABLE ${plan.at}levels (code VARCHAR, level VARCHAR);
    INSERT INTO ${plan.at}levels SELECT * FROM ${valuesOf(levels, 2)};
    CREATE OR REPLACE TABLE ${plan.at}problems (part INTEGER, row BIGINT, label VARCHAR, code VARCHAR, value VARCHAR, params VARCHAR);
    INSERT INTO ${plan.at}problems SELECT * FROM ${valuesOf(given, 6)}`;
}

/** Tables every judging answers with, beside `judged`. */
export const createAnswers = (plan: Plan): string => `
  CREATE OR REPLACE TABLE ${plan.at}issues (part INTEGER, sheet VARCHAR, row BIGINT, col VARCHAR, field VARCHAR, code VARCHAR,
    level VARCHAR, value VARCHAR, params VARCHAR, suggestion VARCHAR);
  CREATE OR REPLACE TABLE ${plan.at}rejected (part INTEGER, row BIGINT, cells VARCHAR, key_digest UUID);
  CREATE OR REPLACE TABLE ${plan.at}skipped (part INTEGER, row BIGINT, reason VARCHAR);`;

/** The sheet of a part, as an expression. */
export function sheetSql(plan: Plan, part: string): string {
  const sheets = plan.parts.map((one) => `WHEN ${one.part} THEN ${quoteText(one.source.sheet)}`);
  return sheets.length === 0 ? 'NULL::VARCHAR' : `CASE ${part} ${sheets.join(' ')} END`;
}
