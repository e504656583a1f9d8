/** The currency written in a cell of money must be the one that the row's own column of currencies says. */
import { quoteText } from '../archive/sql-text.js';
import type { Plan } from './plan.js';

/** Adds an issue for each cell whose spelling cannot mean what the column says; null = no column feeds a currency. */
export function insertCurrencyIssues(plan: Plan): string | null {
  const fed = plan.slots.find(({ field, currencyOf }) => field.name === 'currency' && currencyOf === null);
  const money = plan.slots.filter(({ field }) => field.type === 'money').map(({ index }) => index);
  if (!fed || money.length === 0) return null;
  const said = `coalesce(k.judged, l.${fed.f})`;
  const written = `from_json(p.extra::JSON -> '$.currencies', '["VARCHAR"]')`;
  return `INSERT INTO ${plan.at}issues
    SELECT p.part, c.sheet, p.row, c.label, c.field, ${quoteText('currency-differs')}, 'error', coalesce(p.stored, p.text),
      json_object('expected', ${said})::VARCHAR, NULL
    FROM ${plan.at}patches p JOIN ${plan.at}lane l ON l.part = p.part AND l.row = p.row
    JOIN ${plan.at}places c ON c.part = p.part AND c.col = p.col
    LEFT JOIN (SELECT part, row, judged FROM ${plan.at}patches WHERE slot = ${fed.index} AND ok) k
      ON k.part = p.part AND k.row = p.row
    WHERE p.slot IN (${money.join(', ')}) AND p.ok AND p.extra IS NOT NULL AND ${said} <> ''
      AND NOT list_contains(${written}, ${said})`;
}
