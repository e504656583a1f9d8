/** Numbers that had lost digits and came back as they were: a receipt writes them as text, which hides what had been wrong. */
import { quoteIdent, quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import type { JudgeSource } from '../types.js';
import { withTold } from './told.js';

/** The sources with such cells told as `precision-lost` again. `readTokens` was run before; columns are found by their headers. */
export async function withDoubted(
  s: Session,
  scratch: string,
  sources: readonly JudgeSource[],
): Promise<JudgeSource[]> {
  const doubted = `${quoteIdent(scratch)}.main.doubted`;
  await s.run(`CREATE OR REPLACE TABLE ${doubted} AS ${doubtedSql(scratch)}`);
  const found = await s.rows<{ header: string }>(`SELECT DISTINCT header FROM ${doubted}`);
  const headers = new Set(found.map(({ header }) => header));
  return sources.map((source) => {
    const cells = source.columns.flatMap(({ header }, position) =>
      headers.has(header) ? [sameCellsSql(doubted, source, header, position)] : [],
    );
    return withTold(source, cells);
  });
}

/** part, row of the returned row; header and text of the cell as its parent rejected it; raw, as the parent's issue showed it. */
const doubtedSql = (scratch: string): string => `
  SELECT t.part, t."row", p.c.header AS header, from_json(r.cells, '["VARCHAR"]')[p.place] AS cell, i.value AS raw
  FROM ${quoteIdent(scratch)}.main.returned t
  JOIN (SELECT delivery, max(seq) AS batch FROM archive.log.batches GROUP BY delivery) b ON b.delivery = t.delivery
  JOIN archive.log.issues i ON i.batch = b.batch AND i.part = t.parent_part AND i."row" = t.parent_row AND i.code = 'precision-lost'
  JOIN archive.log.rejected r ON r.batch = b.batch AND r.part = t.parent_part AND r."row" = t.parent_row
  JOIN (SELECT batch, part, unnest(from_json(columns, '[{"label":"VARCHAR","header":"VARCHAR"}]')) AS c,
      generate_subscripts(from_json(columns, '["JSON"]'), 1) AS place FROM archive.log.parts) p
    ON p.batch = b.batch AND p.part = t.parent_part AND p.c.label = i.col`;

const sameCellsSql = (doubted: string, source: JudgeSource, header: string, position: number): string => `
  SELECT d."row", ${position}, NULL, 'precision-lost', d.raw FROM ${doubted} d
  JOIN (SELECT row, c${position} AS cell FROM ${source.staged}) n ON n.row = d."row" AND trim(n.cell) = trim(d.cell)
  WHERE d.part = ${source.part} AND d.header = ${quoteText(header)}`;
