/** Issues of cells and of rows. A row with an issue of level `error` is rejected. */
import { quoteText } from '../archive/sql-text.js';
import { noted } from './flags.js';
import type { Plan } from './plan.js';
import { sheetSql } from './places.js';
import { holds, valueOf } from './row-rules.js';

/** What the law said of the open cells: problems reject, warnings never do. */
export function insertCellIssues(plan: Plan): string {
  return `INSERT INTO ${plan.at}issues
    SELECT p.part, c.sheet, p.row, c.label, c.field, p.i.code,
      CASE WHEN NOT p.ok THEN 'error' WHEN v.level IN ('warning', 'info') THEN v.level ELSE 'warning' END,
      coalesce(p.stored, p.text), p.i.params::VARCHAR, CASE WHEN NOT p.ok THEN p.suggestion END
    FROM (SELECT *, unnest(from_json(codes, '[{"code":"VARCHAR","params":"JSON"}]')) AS i
      FROM ${plan.at}patches WHERE codes IS NOT NULL) p
    JOIN ${plan.at}places c ON c.part = p.part AND c.col = p.col LEFT JOIN ${plan.at}levels v ON v.code = p.i.code`;
}

/** What the kinds files tell of cells (of mapped columns) and of whole data rows. */
export function insertNotes(plan: Plan): string {
  const codes = noted.map(
    (note) => `(${quoteText(note.flag)}, ${note.whole}, ${quoteText(note.code)}, ${quoteText(note.level)})`,
  );
  return `INSERT INTO ${plan.at}issues
    SELECT DISTINCT m.part, ${sheetSql(plan, 'm.part')}, m.row, c.label, c.field, n.code, coalesce(v.level, n.level), m.raw, NULL, NULL
    FROM ${plan.at}marks m JOIN (VALUES ${codes.join(', ')}) n(flag, whole, code, level) ON n.flag = m.flag AND n.whole = (m.col IS NULL)
    SEMI JOIN ${plan.at}lane l ON l.part = m.part AND l.row = m.row
    LEFT JOIN ${plan.at}places c ON c.part = m.part AND c.col = m.col LEFT JOIN ${plan.at}levels v ON v.code = n.code
    WHERE m.col IS NULL OR m.slot >= 0`;
}

/** Problems given with the delivery, for rows that are there. */
export function insertGiven(plan: Plan): string {
  return `INSERT INTO ${plan.at}issues
    SELECT p.part, ${sheetSql(plan, 'p.part')}, p.row, p.label, c.field, p.code, coalesce(v.level, 'error'), p.value, p.params, NULL
    FROM ${plan.at}problems p SEMI JOIN ${plan.at}lane l ON l.part = p.part AND l.row = p.row
    LEFT JOIN ${plan.at}places c ON c.part = p.part AND c.label = p.label LEFT JOIN ${plan.at}levels v ON v.code = p.code`;
}

interface RowCheck {
  code: string;
  params: Record<string, string>;
  fields: string[];
  fails: string;
}

function rowChecks(plan: Plan): RowCheck[] {
  const required = plan.dataset.fields.filter((field) => field.required).map((field) => field.name);
  const keys = (plan.key ?? []).map((part) => part.name).filter((name) => !required.includes(name));
  const missing = (code: string) => (field: string) => ({
    code,
    params: { field },
    fields: [field],
    fails: `${valueOf(plan, field)} IS NULL`,
  });
  const rules = plan.dataset.rules.map(({ code, params, fields, ...rule }) => ({
    code,
    params,
    fields,
    fails: `NOT ${holds(plan, { code, params, fields, ...rule })}`,
  }));
  return [...required.map(missing('required-missing')), ...keys.map(missing('key-missing')), ...rules];
}

/** Checks over whole rows of `patched`; one that looks at a rejected cell says nothing. Null when there is none. */
export function insertRowIssues(plan: Plan): string | null {
  const checks = rowChecks(plan);
  if (checks.length === 0) return null;
  const selects = checks.map((check) => {
    const params = Object.keys(check.params).length === 0 ? null : JSON.stringify(check.params);
    const seen = plan.slots.filter((slot) => check.fields.includes(slot.field.name));
    const untold = seen.map((slot) => `AND NOT list_contains(bads, ${slot.index})`).join(' ');
    const label = placeOf(plan, check.fields);
    return `SELECT part, ${sheetSql(plan, 'part')}, row, ${label}, ${quoteText(check.fields[0] ?? null)}, ${quoteText(check.code)}, 'error',
      NULL, ${quoteText(params)}, NULL FROM ${plan.at}patched WHERE NOT accepted AND ${check.fails} ${untold}`;
  });
  return `INSERT INTO ${plan.at}issues ${selects.join(' UNION ALL ')}`;
}

/** Label of the first of the fields that has a column in the part. */
function placeOf(plan: Plan, fields: string[]): string {
  const labels = plan.parts.flatMap((part) => {
    const slots = fields.flatMap((name) => plan.slots.filter((slot) => slot.field.name === name));
    const feed = slots.map((slot) => part.feeds[slot.index]).find((column) => column);
    return feed ? [`WHEN ${part.part} THEN ${quoteText(part.source.columns[feed.position]?.label ?? null)}`] : [];
  });
  return labels.length === 0 ? 'NULL' : `CASE part ${labels.join(' ')} END`;
}

/** Issues of level error for rows given by a relation with part and row, of one code; shown at the key. */
export function insertKeyIssues(plan: Plan, rows: string, code: string, level: 'error' | 'info' | 'warning'): string {
  const fields = (plan.key ?? []).map((part) => part.name);
  return `INSERT INTO ${plan.at}issues SELECT part, ${sheetSql(plan, 'part')}, row, ${placeOf(plan, fields)}, ${quoteText(fields[0] ?? null)},
    ${quoteText(code)}, '${level}', NULL, NULL, NULL FROM ${rows}`;
}
