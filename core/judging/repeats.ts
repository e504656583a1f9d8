/**
 * Repeats inside the delivery. Same key, same content: the lowest row stays, the others are duplicates. Same key, other content: the
 * newest by the declared field, else all are rejected. Without a key equal contents are told apart by their occurrence.
 */
import type { Session } from '../archive/duck.js';
import { slicesOfKeys } from '../archive/digests.js';
import { quoteText } from '../archive/sql-text.js';
import { insertKeyIssues } from './issues.js';
import type { Plan, Slot } from './plan.js';
import { insertRejected } from './rejected.js';
import { keyDigest, takenRows } from './row-rules.js';

const numeric = new Set(['integer', 'decimal', 'money']);

/** `rows`: of the lane; `hasKnown`: there is a view `known_cells`. */
export async function settleRepeats(
  s: Session,
  plan: Plan,
  { rows, hasKnown }: { rows: number; hasKnown: boolean },
): Promise<void> {
  if (plan.key === null) return runAll(s, numberOccurrences(plan));
  await runAll(s, findTwice(plan, rows));
  if ((await s.count(`SELECT count(*) FROM ${plan.at}twice`)) === 0) return;
  await runAll(s, findTorn(plan));
  if (hasKnown) await rejectKnown(s, plan);
  await runAll(s, dropRepeats(plan));
}

async function runAll(s: Session, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await s.run(statement);
}

const tables = ['lane', 'patched'] as const;
/** Where the rows of each are stored. */
const stored = { lane: 'laid', patched: 'patched' };

function numberOccurrences(plan: Plan): string[] {
  const rows = takenRows(plan, ['part', 'row', 'content_digest']);
  return [
    `CREATE OR REPLACE TABLE ${plan.at}occurrences AS
      SELECT part, row, row_number() OVER (PARTITION BY content_digest ORDER BY part, row) AS occurrence FROM ${rows}
      WHERE content_digest IN (SELECT content_digest FROM ${rows} GROUP BY content_digest HAVING count(*) > 1)`,
    ...tables.map(
      (
        table,
      ) => `UPDATE ${plan.at}${stored[table]} l SET key_digest = ${keyDigest(plan, 'l.content_digest', 'o.occurrence')}
        FROM ${plan.at}occurrences o WHERE o.occurrence > 1 AND l.accepted AND o.part = l.part AND o.row = l.row`,
    ),
  ];
}

/** The keys that stand more than once. */
const findTwice = (plan: Plan, rows: number): string[] => [
  `CREATE OR REPLACE TABLE ${plan.at}twice (key_digest UUID)`,
  ...slicesOfKeys(rows).map(
    (some) => `INSERT INTO ${plan.at}twice SELECT key_digest FROM ${takenRows(plan, ['key_digest'])} WHERE ${some}
      GROUP BY key_digest HAVING count(*) > 1`,
  ),
];

const dropped = (plan: Plan, fate: string): string =>
  `(SELECT part, row FROM ${plan.at}repeated WHERE fate = ${quoteText(fate)})`;

const tornOf = (plan: Plan, table: string, known: boolean): string =>
  `(SELECT r.part, r.row, t.key_digest FROM ${dropped(plan, 'torn')} r JOIN ${plan.at}${table} t ON t.part = r.part AND t.row = r.row
    WHERE t.accepted AND ${known ? '' : 'NOT '}t.known)`;

function findTorn(plan: Plan): string[] {
  return [
    `CREATE OR REPLACE TABLE ${plan.at}repeated AS ${fatesSql(plan)}`,
    `INSERT INTO ${plan.at}skipped SELECT part, row, 'duplicate' FROM ${plan.at}repeated WHERE fate IN ('repeat', 'older')`,
    insertKeyIssues(plan, dropped(plan, 'older'), 'older-version', 'info'),
    insertKeyIssues(plan, dropped(plan, 'torn'), 'same-key-different', 'error'),
    ...tables.flatMap((table) => insertRejected(plan, tornOf(plan, table, false), table)),
  ];
}

/** Rows known by their text that another row of their key contradicts: the lane does not hold their cells. */
async function rejectKnown(s: Session, plan: Plan): Promise<void> {
  const torn = tornOf(plan, 'lane', true);
  if ((await s.count(`SELECT count(*) FROM ${torn}`)) === 0) return;
  await s.run(`INSERT INTO ${plan.at}rejected SELECT k.part, k.row, to_json(k.cells)::VARCHAR, t.key_digest
    FROM ${plan.at}known_cells k JOIN ${torn} t ON t.part = k.part AND t.row = k.row`);
}

function dropRepeats(plan: Plan): string[] {
  return tables.map(
    (table) => `UPDATE ${plan.at}${stored[table]} l SET accepted = FALSE FROM ${plan.at}repeated r
        WHERE l.accepted AND r.fate <> 'kept' AND r.part = l.part AND r.row = l.row`,
  );
}

/** What becomes of every row whose key stands more than once. */
function fatesSql(plan: Plan): string {
  const newest = plan.newest ? newestSql(plan.newest) : 'NULL::VARCHAR';
  const wanted = ['part', 'row', 'key_digest', 'content_digest'];
  return `SELECT part, row, CASE
      WHEN contents > 1 AND newest_contents IS DISTINCT FROM 1 THEN 'torn'
      WHEN contents > 1 AND newest IS DISTINCT FROM top THEN 'older'
      WHEN place > 1 THEN 'repeat' ELSE 'kept' END AS fate
    FROM (SELECT *,
        count(DISTINCT content_digest) FILTER (newest = top) OVER (PARTITION BY key_digest) AS newest_contents,
        row_number() OVER (PARTITION BY key_digest, content_digest ORDER BY part, row) AS place
      FROM (SELECT *, max(newest) OVER (PARTITION BY key_digest) AS top,
          count(DISTINCT content_digest) OVER (PARTITION BY key_digest) AS contents
        FROM ${takenRows(plan, [...wanted, `${newest} AS newest`])}
        WHERE key_digest IN (SELECT key_digest FROM ${plan.at}twice)))`;
}

/** Sorts as its type does; canonical dates sort as text. */
function newestSql(slot: Slot): string {
  const value = `nullif(${slot.f}, '')`;
  return numeric.has(slot.field.type) ? `TRY_CAST(${value} AS DECIMAL(38, 10))` : value;
}
