/** The sets behind the comparison of totals: their cells, what the law reads in them, the sums of the rows between them. */
import type { PartPlan, Plan, Slot } from '../plan.js';
import { takenRows } from '../row-rules.js';

/** Digits behind the point that sums keep; the law accepts fewer. */
export const sumScale = 18;

/** A column of numbers in one part. */
export interface NumberColumn {
  slot: Slot;
  position: number;
  /** Number of its context among those the law is given. */
  context: number;
  /** What its header multiplies its numbers by (万元: 10000), else '1'. */
  unit: string;
}

/** BOOLEAN over skipped rows: one of totals, with its cells. */
export const isTotal = `reason = 'total' AND cells IS NOT NULL`;

/** `totals`: part, row, cells (a list of texts) of every row of totals. */
export function createTotals(plan: Plan): string {
  const selects = plan.parts.flatMap(({ part, source }) =>
    source.skipped === null
      ? []
      : [
          `SELECT ${part} AS part, row::BIGINT AS row, from_json(cells, '["VARCHAR"]') AS cells
            FROM ${source.skipped} WHERE ${isTotal}`,
        ],
  );
  const none = `SELECT 0 AS part, 0::BIGINT AS row, []::VARCHAR[] AS cells WHERE false`;
  return `CREATE OR REPLACE TABLE ${plan.at}totals AS ${selects.join(' UNION ALL ') || none}`;
}

/** `total_cells`: part, row, at (place among the part's columns of numbers), ctx, text; `asked`: the distinct ones, for the law. */
export function createTotalCells(plan: Plan, columns: ReadonlyMap<PartPlan, readonly NumberColumn[]>): string {
  const selects = [...columns].flatMap(([{ part }, numbers]) =>
    numbers.map(
      ({ position, context }, at) =>
        `SELECT part, row, ${at} AS at, ${context} AS ctx, nullif(trim(cells[${position + 1}]), '') AS text
          FROM ${plan.at}totals WHERE part = ${part}`,
    ),
  );
  return `CREATE OR REPLACE TABLE ${plan.at}total_cells AS SELECT * FROM (${selects.join(' UNION ALL ')}) WHERE text IS NOT NULL;
    CREATE OR REPLACE TABLE ${plan.at}asked AS SELECT row_number() OVER () AS id, ctx, '' AS flag, text
      FROM (SELECT DISTINCT ctx, text FROM ${plan.at}total_cells)`;
}

/** Stands behind all rows, as a row of totals without a word: what was left since the last one is told with it. */
export const endRow = Number.MAX_SAFE_INTEGER;

/**
 * The rows of totals of a part in their order, and the end: row, word, texts (canonical, by column, NULL = none), then what the rows since the one
 * before come to: `w0`, `f0` … (whole numbers, and fractions in 10^-18), `counted`, `rejected`, `repeats`.
 */
export function totalsRowsSql(plan: Plan, { part }: PartPlan, numbers: readonly NumberColumn[]): string {
  const { at } = plan;
  const sums = numbers.map((_, n) => `coalesce(sum(w${n}), 0) AS w${n}, coalesce(sum(f${n}), 0) AS f${n}`);
  const parsed = numbers.map(({ slot }, n) => `${wholeSql(slot.f)} AS w${n}, ${fractionSql(slot.f)} AS f${n}`);
  const none = numbers.map((_, n) => `NULL AS w${n}, NULL AS f${n}`);
  const of = (table: string, fate: string): string =>
    `SELECT row, ${[...none, `'${fate}' AS fate`].join(', ')} FROM ${at}${table} WHERE part = ${part}`;
  const taken = takenRows(plan, ['part', 'row', ...new Set(numbers.map(({ slot }) => slot.f))]);
  const rows = `SELECT row, ${[...parsed, `'taken' AS fate`].join(', ')} FROM ${taken} WHERE part = ${part}
    UNION ALL ${of('rejected', 'rejected')} UNION ALL ${of('skipped', 'repeat')} AND reason = 'duplicate'`;
  const texts = numbers.map((_, n) => `max(v.text) FILTER (c.at = ${n})`);
  return `SELECT t.row, t.word, coalesce(x.texts, []) AS texts, s.* EXCLUDE (row)
    FROM (SELECT row, list_filter(cells, cell -> trim(cell) <> '')[1] AS word FROM ${at}totals WHERE part = ${part}
      UNION ALL SELECT ${endRow}, NULL) t
    LEFT JOIN (SELECT c.row, [${texts.join(', ')}] AS texts FROM ${at}total_cells c
      JOIN ${at}asked a ON a.ctx = c.ctx AND a.text = c.text JOIN ${at}verdicts v ON v.id = a.id AND v.ok
      WHERE c.part = ${part} GROUP BY c.row) x ON x.row = t.row
    LEFT JOIN (SELECT t.row, ${sums.join(', ')}, count(*) AS counted, count(*) FILTER (fate = 'rejected') AS rejected,
        count(*) FILTER (fate = 'repeat') AS repeats
      FROM (${rows}) r ASOF JOIN (SELECT row FROM ${at}totals WHERE part = ${part} UNION ALL SELECT ${endRow}) t ON r.row < t.row
      GROUP BY t.row) s ON s.row = t.row
    ORDER BY t.row`;
}

const wholeSql = (x: string): string => `TRY_CAST(split_part(${x}, '.', 1) AS HUGEINT)`;

/** As long as DOUBLE and DECIMAL are not asked nothing is rounded and nothing runs over. */
const fractionSql = (x: string): string =>
  `CASE WHEN contains(${x}, '.') THEN TRY_CAST(rpad(split_part(${x}, '.', 2), ${sumScale}, '0') AS BIGINT) * CASE WHEN starts_with(${x}, '-') THEN -1 ELSE 1 END END`;
