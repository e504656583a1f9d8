/** The cells for which rows were sent back, beside the rows that came back with their tokens. */
import { quoteIdent, quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import type { JudgeSource } from '../types.js';
import { partColumnsSql } from './part-columns.js';
import { withTold } from './told.js';

/**
 * The sources with what those cells tell. `readTokens` was run before; columns are found by their headers, one that was renamed
 * by its field. A number that had lost digits and is still the same has lost them, although a receipt writes it as text. A cell
 * that was emptied says that there is no such value, and that is told; where its whole column is gone nobody has said anything,
 * and the row is still to fix.
 */
export async function withSentBack(
  s: Session,
  scratch: string,
  sources: readonly JudgeSource[],
): Promise<JudgeSource[]> {
  const cells = `${quoteIdent(scratch)}.main.sent_back`;
  await s.run(`CREATE OR REPLACE TABLE ${cells} AS ${sentBackSql(scratch)}`);
  const found = await s.rows<{ header: string; field: string | null; lost: boolean }>(
    `SELECT header, any_value(field) AS field, bool_or(code = 'precision-lost') AS lost FROM ${cells} GROUP BY header`,
  );
  const sent = found.length === 0 ? [] : await s.rows<{ header: string }>(sentHeadersSql(scratch));
  const known = new Set(sent.map(({ header }) => header));
  const told: JudgeSource[] = [];
  for (const source of sources) {
    const queries = found.flatMap(({ header, field, lost }) => {
      const same = source.columns.flatMap((column, position) => (column.header === header ? [position] : []));
      const positions = same.length > 0 ? same : renamed(source, field, known);
      if (positions.length === 0) return [absentSql(cells, source, header)];
      return positions.flatMap((position) => [
        emptiedSql(cells, source, header, position),
        ...(lost ? [sameSql(cells, source, header, position)] : []),
      ]);
    });
    told.push(withTold(source, queries));
  }
  return told;
}

/** Columns of the field whose header was in no table that the rows came from. */
const renamed = ({ mapped = [] }: JudgeSource, field: string | null, known: ReadonlySet<string>): number[] =>
  mapped.flatMap((column) =>
    field !== null && column.field === field && !known.has(column.header) ? [column.position] : [],
  );

const latestBatch = 'SELECT delivery, max(seq) AS batch FROM archive.log.batches GROUP BY delivery';

const sentHeadersSql = (scratch: string): string => `
  SELECT DISTINCT p.c.header AS header
  FROM (SELECT DISTINCT delivery, parent_part FROM ${quoteIdent(scratch)}.main.returned) t
  JOIN (${latestBatch}) b ON b.delivery = t.delivery
  JOIN (${partColumnsSql(['header'])}) p ON p.batch = b.batch AND p.part = t.parent_part`;

/** part, row of the returned row; header, field and text of the cell as its parent rejected it; raw, as the parent's issue showed it. */
const sentBackSql = (scratch: string): string => `
  SELECT DISTINCT t.part, t."row", p.c.header AS header, p.c.field AS field, from_json(r.cells, '["VARCHAR"]')[p.place] AS cell, i.code, i.value AS raw
  FROM ${quoteIdent(scratch)}.main.returned t
  JOIN (${latestBatch}) b ON b.delivery = t.delivery
  JOIN archive.log.issues i ON i.batch = b.batch AND i.part = t.parent_part AND i."row" = t.parent_row AND i.level = 'error'
  JOIN archive.log.rejected r ON r.batch = b.batch AND r.part = t.parent_part AND r."row" = t.parent_row
  JOIN (${partColumnsSql(['label', 'header', 'field'])}) p
    ON p.batch = b.batch AND p.part = t.parent_part AND p.c.label = i.col`;

const sameSql = (cells: string, source: JudgeSource, header: string, position: number): string => `
  SELECT d."row", ${position}, NULL, 'precision-lost', d.raw FROM ${cells} d
  JOIN (SELECT row, c${position} AS cell FROM ${source.staged}) n ON n.row = d."row" AND trim(n.cell) = trim(d.cell)
  WHERE d.part = ${source.part} AND d.header = ${quoteText(header)} AND d.code = 'precision-lost'`;

/** Of cells that held something: one that was empty and had to be filled is told as still empty. */
const filled = `trim(coalesce(d.cell, '')) <> ''`;

const emptiedSql = (cells: string, source: JudgeSource, header: string, position: number): string => `
  SELECT DISTINCT d."row", ${position}, NULL, 'emptied', d.cell FROM ${cells} d
  JOIN (SELECT row, c${position} AS cell FROM ${source.staged}) n ON n.row = d."row" AND trim(coalesce(n.cell, '')) = ''
  WHERE d.part = ${source.part} AND d.header = ${quoteText(header)} AND ${filled}`;

const absentSql = (cells: string, source: JudgeSource, header: string): string => `
  SELECT DISTINCT d."row", NULL, NULL, 'correction-absent', d.cell FROM ${cells} d
  WHERE d.part = ${source.part} AND d.header = ${quoteText(header)} AND ${filled}`;
