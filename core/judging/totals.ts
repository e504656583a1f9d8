/** Compares the numbers in rows of totals with the sums of the accepted rows above them. Told, never a reason to reject. */
import { canonicalDecimal } from '../../schemas/fields/decimal-text.js';
import { issueLevel } from '../../schemas/issues/catalogue.js';
import { num, quoteText } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import type { PartContexts } from './contexts.js';
import { askTheLaw } from './law-runs.js';
import type { PartPlan, Plan } from './plan.js';
import { SharedContexts } from './shared-contexts.js';
import { TotalsComparer } from './totals/sums.js';
import type { ComparedTotals, TotalsRow } from './totals/sums.js';
import { createTotalCells, createTotals, endRow, sumScale, totalsRowsSql } from './totals/totals-sql.js';
import type { NumberColumn } from './totals/totals-sql.js';
import type { JudgeInput } from './types.js';

const summed = new Set(['money', 'decimal', 'integer']);
const issuesPerStatement = 500;

/** Adds an issue for each total that differs, and one per column for those that agree. */
export async function compareTotals(
  s: Session,
  plan: Plan,
  input: JudgeInput,
  contexts: readonly PartContexts[],
): Promise<void> {
  if (plan.parts.every(({ source }) => source.skipped === null)) return;
  const shared = new SharedContexts();
  const columns = numberColumns(plan, contexts, shared);
  if (columns.size === 0) return;
  await s.run(createTotals(plan));
  if ((await s.count(`SELECT count(*) FROM ${plan.at}totals`)) > 0) {
    await s.run(createTotalCells(plan, columns));
    const counts = await s.one(
      `SELECT count(*) AS asked, coalesce(max(strlen(text)), 0) AS longest FROM ${plan.at}asked`,
    );
    const longestBytes = num(counts?.['longest']);
    await askTheLaw(s, plan.at, { input, contexts: shared.list, asked: num(counts?.['asked']), longestBytes });
    for (const [part, numbers] of columns) await tell(s, plan, part, numbers);
    await s.run(`DROP TABLE ${plan.at}total_cells; DROP TABLE ${plan.at}asked; DROP TABLE ${plan.at}verdicts`);
  }
  await s.run(`DROP TABLE ${plan.at}totals`);
}

/** The parts' columns of numbers; parts without one are left out. */
function numberColumns(
  plan: Plan,
  contexts: readonly PartContexts[],
  shared: SharedContexts,
): Map<PartPlan, NumberColumn[]> {
  const found = new Map<PartPlan, NumberColumn[]>();
  for (const [at, part] of plan.parts.entries()) {
    const numbers = plan.slots.flatMap((slot): NumberColumn[] => {
      const position = part.feeds[slot.index]?.position;
      const context = contexts[at]?.[slot.index];
      if (!summed.has(slot.field.type) || position === undefined || !context) return [];
      return [{ slot, position, context: shared.number(context), unit: context.unit }];
    });
    if (numbers.length > 0) found.set(part, numbers);
  }
  return found;
}

type StoredRow = Record<string, string | number | null> & { texts: (string | null)[] };

async function tell(s: Session, plan: Plan, part: PartPlan, numbers: readonly NumberColumn[]): Promise<void> {
  const comparer = new TotalsComparer(numbers.length);
  const told: string[] = [];
  const agreed = numbers.map((): { count: number; row: number } => ({ count: 0, row: 0 }));
  for await (const page of s.pages<StoredRow>(totalsRowsSql(plan, part, numbers))) {
    for (const stored of page) {
      const total = totalsRow(stored, numbers.length);
      const found = total.row === endRow ? comparer.end(total.stretch) : comparer.next(total);
      for (const { at, total, sum } of found?.columns ?? []) {
        const column = numbers[at];
        const before = agreed[at];
        if (!found || !column || !before) continue;
        if (total === sum) agreed[at] = { count: before.count + 1, row: found.row };
        else told.push(issueSql(part, column, found.row, ...differenceOf(found, column.unit, total, sum)));
      }
    }
  }
  for (const [at, { count, row }] of agreed.entries()) {
    const column = numbers[at];
    if (column && count > 0) told.push(issueSql(part, column, row, 'total-agrees', { totals: count }));
  }
  for (let at = 0; at < told.length; at += issuesPerStatement) {
    await s.run(`INSERT INTO ${plan.at}issues VALUES ${told.slice(at, at + issuesPerStatement).join(', ')}`);
  }
}

function totalsRow(stored: StoredRow, columns: number): TotalsRow {
  const indexes = Array.from({ length: columns }, (_, at) => at);
  return {
    row: num(stored['row']),
    word: String(stored['word'] ?? ''),
    totals: indexes.map((at) => scaled(stored.texts[at] ?? null)),
    stretch: {
      sums: indexes.map((at) => BigInt(stored[`w${at}`] ?? 0) * unit + BigInt(stored[`f${at}`] ?? 0)),
      rows: num(stored['counted'] ?? 0),
      rejected: num(stored['rejected'] ?? 0),
      repeats: num(stored['repeats'] ?? 0),
    },
  };
}

const unit = 10n ** BigInt(sumScale);

/** A canonical decimal in multiples of 10^-18; '' says nothing. */
function scaled(text: string | null): bigint | null {
  if (text === null || text === '') return null;
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * unit + BigInt(fraction.slice(0, sumScale).padEnd(sumScale, '0'));
  return text.startsWith('-') ? -size : size;
}

/** Multiples of 10^-scale. */
function decimal(size: bigint, scale = sumScale): string {
  const digits = (size < 0n ? -size : size).toString().padStart(scale + 1, '0');
  return canonicalDecimal(`${size < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
}

type Difference = [code: string, params: Record<string, string | number>];

/** In the numbers that stand in the sheet: of a column in 万元 not in 元, but for the difference, which is told in both. */
function differenceOf({ rejected, repeats }: ComparedTotals, inUnit: string, total: bigint, sum: bigint): Difference {
  const isPower = /^10+$/.test(inUnit);
  const scale = sumScale + (isPower ? inUnit.length - 1 : 0);
  const [told, summedUp, difference] = [total, sum, total - sum].map((size) => decimal(size, scale)) as [
    string,
    string,
    string,
  ];
  const params = { total: told, sum: summedUp, difference, rejected, repeats };
  if (!isPower) return ['total-differs', params];
  return ['total-differs-units', { ...params, unit: inUnit, whole: decimal(total - sum) }];
}

function issueSql(
  { part, source }: PartPlan,
  { slot, position }: NumberColumn,
  row: number,
  code: string,
  params: Record<string, string | number>,
): string {
  const label = source.columns[position]?.label ?? null;
  const texts = [source.sheet, label, slot.field.name, code, issueLevel(code), JSON.stringify(params)].map(quoteText);
  const [sheet, column, field, name, level, told] = texts;
  return `(${part}, ${sheet}, ${row}, ${column}, ${field}, ${name}, ${level}, NULL, ${told}, NULL)`;
}
