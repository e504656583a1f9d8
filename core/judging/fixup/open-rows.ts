/** The rejected rows of a source that still wait for their correction, and their raw cells by field. */
import { quoteIdent, quoteText } from '../../archive/duck.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import { partColumnsSql } from './part-columns.js';

const live = (batch: string): string => `NOT EXISTS (SELECT 1 FROM archive.log.undos u WHERE u.batch = ${batch})`;

/** BOOLEAN: a live batch resolved the rejected row `r` (batch, part, row). */
export const resolvedSql = (r: string): string => `EXISTS (SELECT 1 FROM archive.log.resolutions q
  WHERE q.parent_batch = ${r}.batch AND q.part = ${r}.part AND q."row" = ${r}."row" AND ${live('q.batch')})`;

/** batch, delivery, part, row, cells, resolved: rejected rows of live batches of (source, dataset). */
export const rejectedRowsSql = (source: string, dataset: string): string => `
  SELECT r.batch, b.delivery, r.part, r."row", r.cells, ${resolvedSql('r')} AS resolved
  FROM archive.log.rejected r JOIN archive.log.batches b ON b.seq = r.batch
  WHERE b.source = ${quoteText(source)} AND b.dataset = ${quoteText(dataset)} AND ${live('b.seq')}`;

/** Raw text of a field of an accepted row, as `rejected.cells` would hold it; NULL when empty. */
export const rawSql = (id: string): string =>
  `nullif(coalesce(${quoteIdent(`r_${id}`)}, ${quoteIdent(`f_${id}`)}), '')`;

/**
 * Makes `open_cells(batch, part, row, field, value)`: the filled raw cells of `open_rows` (batch, part, row, cells)
 * by field id, through the columns each part had.
 */
export function createOpenCells(scratch: string, dataset: DatasetDef): string[] {
  const at = `${quoteIdent(scratch)}.main.`;
  const ids = dataset.fields.map(({ name, id }) => `(${quoteText(name)}, ${quoteText(id)})`).join(', ');
  return [
    `CREATE OR REPLACE TABLE ${at}open_places AS
      SELECT p.batch, p.part, p.place, f.id AS field FROM (
        ${partColumnsSql(['field'], `batch IN (SELECT batch FROM ${at}open_rows)`)}) p
      JOIN (VALUES ${ids}) f(name, id) ON f.name = p.c.field OR f.id = p.c.field`,
    `CREATE OR REPLACE TABLE ${at}open_cells AS
      SELECT o.batch, o.part, o."row", p.field, o.list[p.place] AS value
      FROM (SELECT batch, part, "row", from_json(cells, '["VARCHAR"]') AS list FROM ${at}open_rows) o
      JOIN ${at}open_places p ON p.batch = o.batch AND p.part = o.part
      WHERE o.list[p.place] <> ''`,
  ];
}
