/** What the archive knew at one time and knows otherwise at another, thing by thing. */
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { ContentView } from './content-view.js';
import { contentView, fieldColumn } from './content-view.js';
import type { Row, Session } from './duck.js';
import { num } from './duck.js';
import type { Change } from './history.js';
import { changesBetween } from './history.js';
import type { PointOfView } from './pov.js';
import { goldensSql } from './pov.js';
import { quoteText } from './sql-text.js';
import { versionsSql } from './versions.js';

export interface Difference {
  dataset: string;
  id: number;
  kind: 'added' | 'changed' | 'removed';
  changes: Change[];
}

export interface DiffRequest {
  /** Times with zone, or UTC days (`2024-03-05`, its start). What had been committed by then was known. */
  from: Date;
  to: Date;
  datasets: DatasetDef[];
}

/**
 * Differences in pages, by dataset and id. The cost follows what was committed between the two times. The log only
 * grows, so commits meanwhile change nothing.
 */
export async function* diff(s: Session, { from, to, datasets }: DiffRequest): AsyncGenerator<Difference[]> {
  const [known, until] = [await seqAt(s, from), await seqAt(s, to)];
  for (const dataset of datasets) {
    const view = await contentView(s, dataset);
    if (view.exists) yield* diffDataset(s, view, known, until);
  }
}

/** The last seq committed by that time; 0 = none. */
export async function seqAt(s: Session, time: Date): Promise<number> {
  return s.count(`SELECT coalesce(max(last_seq), 0) FROM archive.log.transactions WHERE "at" <= $1::TIMESTAMP`, [
    time.toISOString(),
  ]);
}

async function* diffDataset(s: Session, view: ContentView, known: number, until: number): AsyncGenerator<Difference[]> {
  const { dataset } = view;
  await gatherTouched(s, dataset.name, known, until);
  for (const [side, seq] of [
    ['before', known],
    ['after', until],
  ] as const) {
    const pov = { known: seq, effective: null };
    await s.run(`CREATE OR REPLACE TEMP TABLE diff_${side} AS
      SELECT * FROM (${versionsSql(view, pov, membersSql(pov))}) WHERE valid_to IS NULL`);
  }
  const columns = [...dataset.fields.map(({ id }) => fieldColumn(id)), 'extra'];
  const state = (side: string): string => `row(${columns.map((column) => `${side}.${column}`).join(', ')})`;
  const pages = s.pages<{ id: string; kind: Difference['kind']; old: Row | null; now: Row | null }>(
    `SELECT coalesce(a.id, b.id) AS id, b AS old, a AS now,
      CASE WHEN b.id IS NULL THEN 'added' WHEN a.id IS NULL THEN 'removed' ELSE 'changed' END AS kind
    FROM temp.main.diff_before b FULL JOIN temp.main.diff_after a ON a.id = b.id
    WHERE a.id IS NULL OR b.id IS NULL OR ${state('a')} IS DISTINCT FROM ${state('b')} ORDER BY 1`,
  );
  for await (const page of pages) {
    yield page.map(({ id, kind, old, now }) => ({
      dataset: dataset.name,
      id: num(id),
      kind,
      changes: changesBetween(dataset, kind === 'added' ? null : old, kind === 'removed' ? null : now),
    }));
  }
}

/** Things with a record that a commit, an undo or a link touched in between, at either end. */
async function gatherTouched(s: Session, dataset: string, known: number, until: number): Promise<void> {
  const between = (column: string): string => `(${column} > ${known} AND ${column} <= ${until})`;
  await s.run(`CREATE OR REPLACE TEMP TABLE diff_touched AS
    SELECT DISTINCT s.record FROM archive.log.sightings s JOIN archive.log.batches b ON b.seq = s.batch
    WHERE b.dataset = ${quoteText(dataset)} AND (${between('b.seq')}
      OR b.seq IN (SELECT u.batch FROM archive.log.undos u WHERE ${between('u.seq')}))
    UNION
    SELECT l.record FROM archive.log.links l JOIN archive.log.records r ON r.seq = l.record
    WHERE r.dataset = ${quoteText(dataset)} AND ${between('l.seq')}`);
  const touched = 'l.record IN (SELECT record FROM temp.main.diff_touched)';
  const ends = [known, until].map(
    (seq) => `SELECT golden FROM (${goldensSql({ known: seq, effective: null }, touched)})`,
  );
  await s.run(`CREATE OR REPLACE TEMP TABLE diff_goldens AS ${ends.join(' UNION ')}`);
}

/** (record, golden) of the gathered things at a point of view: also their records that nothing touched. */
function membersSql(pov: PointOfView): string {
  const goldens = 'SELECT golden FROM temp.main.diff_goldens';
  const ever = `l.record IN (SELECT record FROM archive.log.links WHERE golden IN (${goldens}))`;
  return `SELECT record, golden FROM (${goldensSql(pov, ever)}) WHERE golden IN (${goldens})`;
}
