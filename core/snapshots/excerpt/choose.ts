/** Which rows of the log belong to a dataset, or to one thing of it (docs/snapshot-format.md, Excerpts). */
import { NamedError } from '../../../schemas/errors.js';
import { excerptsTable } from '../../archive/log/excerpts.js';
import type { Part } from '../../archive/log/excerpts.js';
import { num, quoteText } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import type { LogTable } from '../../archive/log-schema.js';
import type { Staged } from './stage.js';

/** Kept whole: they hold no cells, and numbers and the audit chain have no gaps. */
const whole: ReadonlySet<string> = new Set(['transactions', 'audit', 'rules', 'removals', 'removed', excerptsTable]);
/** The book of other snapshots: those are of the whole archive. */
const book: ReadonlySet<string> = new Set(['snapshots', 'snapshot_places', 'drills']);
/** Of one thing: they tell of other rows of its files, and nothing else is made from them. */
const ofFiles: ReadonlySet<string> = new Set(['skipped', 'readings']);

/** A condition on the rows of a table of the log; 'false': none of them is kept. */
export type Kept = (table: LogTable) => string;

interface Choosing {
  s: Session;
  from: Staged['from'];
  part: Part;
  /** Prefix of the tables of what is kept. */
  at: string;
}

/** Makes the sets of what is kept in a scratch catalog. Throws `thing-unknown`, `dataset-not-in-snapshot`. */
export async function choose(s: Session, scratch: string, { from }: Staged, part: Part): Promise<Kept> {
  const choosing: Choosing = { s, from, part, at: `${scratch}.main.` };
  await chooseRecords(choosing);
  await chooseBatches(choosing);
  await chooseDeliveries(choosing);
  if (part.record !== null) await chooseRows(choosing);
  const { at } = choosing;
  const found = await s.count(`SELECT (SELECT count(*) FROM ${at}batches) + (SELECT count(*) FROM ${at}deliveries)`);
  if (found === 0) throw notThere(part.dataset);
  return (table) => keptSql(table, part, at);
}

export const notThere = (dataset: string): NamedError =>
  new NamedError('dataset-not-in-snapshot', `at that time the archive held no ${dataset}`, { exit: 'usage' });

async function chooseRecords({ s, from, part, at }: Choosing): Promise<void> {
  const { dataset, record } = part;
  await s.run(`CREATE TABLE ${at}records AS
    SELECT seq AS record, source FROM ${from('records')} WHERE dataset = ${quoteText(dataset)}`);
  if (record === null) return;
  await s.run(`CREATE TABLE ${at}goldens AS
    SELECT r.record, coalesce(l.golden, r.record) AS golden FROM ${at}records r
    LEFT JOIN (SELECT record, arg_max(golden, seq) AS golden FROM ${from('links')}
      WHERE batch IS NULL OR batch NOT IN (SELECT batch FROM ${from('undos')}) GROUP BY record) l ON l.record = r.record`);
  // As wherever an id is typed: one that was merged away stands for what it was merged into.
  const golden = await s.one(
    `SELECT golden FROM ${at}goldens WHERE golden = $1 OR record = $1 ORDER BY golden = $1 DESC LIMIT 1`,
    [record],
  );
  if (!golden) throw new NamedError('thing-unknown', `at that time ${dataset} had no id ${record}`, { exit: 'usage' });
  await s.run(`DELETE FROM ${at}records WHERE record NOT IN
    (SELECT record FROM ${at}goldens WHERE golden = ${num(golden['golden'])})`);
}

/** Of one thing: the imports that saw it, linked it, or told that it is gone, and what they correct. */
async function chooseBatches({ s, from, part, at }: Choosing): Promise<void> {
  const of = `SELECT seq, delivery, parent, source, complete FROM ${from('batches')} WHERE dataset = ${quoteText(part.dataset)}`;
  if (part.record === null) return s.run(`CREATE TABLE ${at}batches AS ${of}`);
  const mine = `SELECT record FROM ${at}records`;
  await s.run(`CREATE TABLE ${at}batches AS
    WITH RECURSIVE own AS (${of}), kept AS (
      SELECT * FROM own WHERE seq IN (SELECT batch FROM ${from('sightings')} WHERE record IN (${mine}))
        OR seq IN (SELECT batch FROM ${from('links')} WHERE record IN (${mine}))
        OR (complete AND source IN (SELECT source FROM ${at}records))
      UNION SELECT own.* FROM own JOIN kept ON own.seq = kept.parent)
    SELECT * FROM kept`);
}

/**
 * Of a dataset also the files that no import came of: but never a packed one, which holds files of other datasets, nor its
 * members on their way, which lean on it.
 */
async function chooseDeliveries({ s, from, part, at }: Choosing): Promise<void> {
  const imported = `SELECT delivery FROM ${from('batches')}`;
  const without = `(dataset = ${quoteText(part.dataset)} AND delivery NOT IN (${imported})
    AND delivery NOT IN (SELECT parent FROM ${from('deliveries')} WHERE via = 'member' AND parent IS NOT NULL)
    AND (via <> 'member' OR delivery IN (SELECT delivery FROM ${from('outcomes')})))`;
  await s.run(`CREATE TABLE ${at}deliveries AS SELECT delivery, sha256 FROM ${from('deliveries')}
    WHERE delivery IN (SELECT delivery FROM ${at}batches) OR ${part.record === null ? without : 'false'}`);
}

/** The rows of files in which one thing stood. */
const chooseRows = ({ s, from, at }: Choosing): Promise<void> =>
  s.run(`CREATE TABLE ${at}"rows" AS SELECT DISTINCT batch, part, "row" FROM ${from('sightings')}
    WHERE record IN (SELECT record FROM ${at}records)`);

function keptSql({ table, columns }: LogTable, { dataset, record }: Part, at: string): string {
  const has = new Set(columns.map(({ name }) => name));
  const among = (column: string, set: string, of: string): string => `${column} IN (SELECT ${of} FROM ${at}${set})`;
  const rows = (batch: string): string => `(${batch}, part, "row") IN (SELECT (batch, part, "row") FROM ${at}"rows")`;
  if (whole.has(table)) return 'true';
  if (book.has(table)) return 'false';
  if (table.startsWith('content_') && table !== `content_${dataset}`) return 'false';
  if (record !== null) {
    if (ofFiles.has(table)) return 'false';
    if (table === 'rejected' || table === 'issues') return rows('batch');
    if (table === 'resolutions') return rows('parent_batch');
  }
  if (table === 'records') return among('seq', 'records', 'record');
  if (table === 'batches') return among('seq', 'batches', 'seq');
  if (table === 'originals') return among('sha256', 'deliveries', 'sha256');
  if (has.has('dataset') && table !== 'deliveries') return `dataset = ${quoteText(dataset)}`;
  if (has.has('record')) return among('record', 'records', 'record');
  const batch = `(batch IS NULL OR ${among('batch', 'batches', 'seq')})`;
  if (has.has('delivery'))
    return `${among('delivery', 'deliveries', 'delivery')}${has.has('batch') ? ` AND ${batch}` : ''}`;
  return has.has('batch') ? among('batch', 'batches', 'seq') : 'false';
}
