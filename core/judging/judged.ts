/** The judged set as the commit reads it: a view that gives every field of the dataset its two columns. */
import { fieldType } from '../../schemas/fields/registry.js';
import { quoteIdent, quoteText } from '../archive/sql-text.js';
import type { Plan } from './plan.js';
import { takenRows } from './row-rules.js';

export function createJudged(plan: Plan): string {
  const fed = new Set(plan.slots.map((slot) => slot.field.id));
  const column = (prefix: string, id: string): string => {
    const name = quoteIdent(`${prefix}_${id}`);
    return fed.has(id) ? name : `NULL::VARCHAR AS ${name}`;
  };
  const ids = plan.dataset.fields.map((field) => field.id);
  const columns = [
    'part',
    'row',
    ...ids.map((id) => column('f', id)),
    ...ids.map((id) => column('r', id)),
    'extra',
    'repairs',
    `${effectiveAt(plan)} AS effective_at`,
    'key_digest',
    'content_digest',
    'known',
  ];
  return `CREATE OR REPLACE VIEW ${plan.at}judged AS SELECT * FROM ${takenRows(plan, columns)}`;
}

/** When the row became true, UTC: wall-clock times are of the source's zone, a bare date is its midnight there. NULL = not told. */
function effectiveAt(plan: Plan): string {
  const slot = plan.effective;
  if (slot === null) return 'NULL::TIMESTAMP';
  const wall = `TRY_CAST(${fieldType(slot.field.type).publishSql(`nullif(${slot.f}, '')`)} AS TIMESTAMP)`;
  return `(${wall} AT TIME ZONE ${quoteText(plan.timeZone)} AT TIME ZONE 'UTC')`;
}
