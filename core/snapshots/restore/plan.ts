/** What a restore into the living archive would do, or did, in numbers. */
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import { num, quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import { recordStates } from './selection.js';
import type { RecordState, StateReason } from './selection.js';

export interface RecordLine {
  /** The id analysts see. */
  id: number;
  source: string;
  state: RecordState;
  reason: StateReason | null;
  /** Names of fields that differ, and `extra`. */
  fields: string[];
}

export interface LivePlan {
  counts: Record<RecordState, number>;
  reasons: { state: RecordState; reason: StateReason; records: number }[];
  /** Records of the dataset that the snapshot does not know: left as they are. Only told of whole datasets. */
  newer: number;
  /** Those that are not simply unchanged, the first hundred. */
  records: RecordLine[];
  recordsLeftOff: number;
}

const linesTold = 100;

/** `states`: a table of `statesSql`. */
export async function planOf(s: Session, states: string, dataset: DatasetDef, whole: boolean): Promise<LivePlan> {
  const rows = await s.rows<{ state: RecordState; reason: StateReason | null; n: string }>(
    `SELECT verdict.state AS state, verdict.reason AS reason, count(*) AS n FROM ${states} GROUP BY ALL ORDER BY ALL`,
  );
  const of = (state: RecordState): number =>
    rows.filter((row) => row.state === state).reduce((sum, { n }) => sum + num(n), 0);
  const counts = Object.fromEntries(recordStates.map((state) => [state, of(state)])) as LivePlan['counts'];
  const records = await linesOf(s, states, dataset);
  const told = rows.reduce((sum, { n }) => sum + num(n), 0) - counts.unchanged;
  return {
    counts,
    reasons: rows.flatMap(({ state, reason, n }) => (reason === null ? [] : [{ state, reason, records: num(n) }])),
    newer: whole ? await newerOf(s, states, dataset.name) : 0,
    records,
    recordsLeftOff: told - records.length,
  };
}

/** Whether nothing would be written. */
export const isIdle = ({ counts }: Pick<LivePlan, 'counts'>): boolean => counts.created + counts.updated === 0;

/** SQL of one line: id, source, state, reason, fields (names). */
function lineSql(states: string, { fields }: DatasetDef): string {
  const renamed = fields.filter(({ id, name }) => id !== name);
  const name = renamed.reduce(
    (sql, field) => `CASE x WHEN ${quoteText(field.id)} THEN ${quoteText(field.name)} ELSE ${sql} END`,
    'x',
  );
  return `SELECT coalesce(l_golden, golden) AS id, source, verdict.state AS state, verdict.reason AS reason,
    list_transform(differing, lambda x : ${name}) AS fields FROM ${states}`;
}

async function linesOf(s: Session, states: string, dataset: DatasetDef): Promise<RecordLine[]> {
  const rows = await s.rows<Omit<RecordLine, 'id'> & { id: string }>(
    `${lineSql(states, dataset)} WHERE verdict.state <> 'unchanged' ORDER BY id, source LIMIT ${linesTold}`,
  );
  return rows.map((row) => ({ ...row, id: num(row.id) }));
}

const newerOf = (s: Session, states: string, dataset: string): Promise<number> =>
  s.count(
    `SELECT count(*) FROM archive.derived.heads h WHERE h.dataset = ${quoteText(dataset)}
     AND h.record NOT IN (SELECT live_record FROM ${states} WHERE live_record IS NOT NULL)`,
  );

/** Writes every record's state as CSV: for people, beside the receipts. */
export const writeLines = (s: Session, states: string, dataset: DatasetDef, to: string): Promise<void> =>
  s.run(`COPY (SELECT * REPLACE (array_to_string(fields, ' ') AS fields) FROM (${lineSql(states, dataset)}) ORDER BY id, source)
    TO ${quoteText(to)} (FORMAT csv, HEADER)`);
