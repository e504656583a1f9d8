/** The book of snapshots, of the places they lie in and of drills in the log; its tables are made when first needed. */
import { isoSql, num } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { appendAudit } from '../archive/log/audit.js';
import { hasLogTable } from '../archive/log/tables.js';
import { transaction } from '../archive/log/transactions.js';
import { parseDetail } from './drill/detail.js';
import type { DrillDetail } from './drill/detail.js';
import type { Head } from './manifest/model.js';

const tables = {
  snapshots: `snapshot VARCHAR, kind VARCHAR, parent VARCHAR, from_seq BIGINT, to_seq BIGINT, rows BIGINT,
    size_bytes BIGINT, "at" TIMESTAMP`,
  snapshot_places: 'snapshot VARCHAR, store VARCHAR, state VARCHAR, "at" TIMESTAMP',
  drills: 'drill VARCHAR, snapshot VARCHAR, result VARCHAR, detail VARCHAR, took_ms BIGINT, "at" TIMESTAMP',
};

/** The store that a snapshot is in from the start. */
export const ownStore = 'workspace';

export type DrillResult = 'pass' | 'fail' | 'inconclusive';

export interface DrillRow extends DrillDetail {
  id: string;
  snapshot: string;
  result: DrillResult;
  tookMs: number;
  /** ISO 8601 UTC. */
  at: string;
}

const make = (s: Session, table: keyof typeof tables): Promise<void> =>
  s.run(`CREATE TABLE IF NOT EXISTS archive.log.${table} (seq BIGINT, ${tables[table]})`);

export async function recordSnapshot(s: Session, head: Head, bytes: number, actor: string): Promise<void> {
  await make(s, 'snapshots');
  const tx = await transaction(s, 'snapshot');
  const { id, kind, parent, seq, at, rows } = head;
  await s.run('INSERT INTO archive.log.snapshots VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::TIMESTAMP)', [
    tx.take(),
    id,
    kind,
    parent,
    seq.from,
    seq.to,
    rows,
    bytes,
    at,
  ]);
  await appendAudit(s, { actor, action: 'snapshot', subject: id, detail: { kind, parent, to: seq.to, rows, bytes } });
}

export type PlaceState = 'stored' | 'pruned';

/** Snapshots that came into a store or were removed from it. */
export async function recordPlaces(
  s: Session,
  store: string,
  ids: readonly string[],
  state: PlaceState,
  actor: string,
) {
  if (ids.length === 0) return;
  await make(s, 'snapshot_places');
  const tx = await transaction(s, `snapshot ${state}`);
  for (const id of ids) {
    await s.run('INSERT INTO archive.log.snapshot_places VALUES ($1, $2, $3, $4, $5::TIMESTAMP)', [
      tx.take(),
      id,
      store,
      state,
      tx.at,
    ]);
    await appendAudit(s, { actor, action: `snapshot ${state}`, subject: id, detail: { store } });
  }
}

export async function recordDrill(s: Session, drill: DrillRow, actor: string): Promise<void> {
  await make(s, 'drills');
  const tx = await transaction(s, 'drill');
  const { id, snapshot, result, findings, facts, tookMs, at } = drill;
  await s.run('INSERT INTO archive.log.drills VALUES ($1, $2, $3, $4, $5, $6, $7::TIMESTAMP)', [
    tx.take(),
    id,
    snapshot,
    result,
    JSON.stringify({ findings, facts }),
    tookMs,
    at,
  ]);
  await appendAudit(s, { actor, action: 'drill', subject: snapshot, detail: { drill: id, result, tookMs } });
}

/** Ids of the snapshots that must be in a store by this archive's book, oldest first. */
export async function recordedSnapshots(s: Session, store = ownStore): Promise<string[]> {
  const taken = (await hasLogTable(s, 'snapshots'))
    ? await s.rows<{ snapshot: string }>('SELECT snapshot FROM archive.log.snapshots ORDER BY seq')
    : [];
  const places = (await hasLogTable(s, 'snapshot_places'))
    ? await s.rows<{ snapshot: string; state: string }>(
        `SELECT snapshot, arg_max(state, seq) AS state FROM archive.log.snapshot_places WHERE store = $1
         GROUP BY snapshot ORDER BY min(seq)`,
        [store],
      )
    : [];
  const states = new Map(places.map(({ snapshot, state }) => [snapshot, state]));
  const own = store === ownStore ? taken.map(({ snapshot }) => snapshot) : [];
  const all = [...own, ...[...states.keys()].filter((id) => !own.includes(id))];
  return all.filter((id) => (states.get(id) ?? 'stored') === 'stored');
}

/** Whether this archive has taken a snapshot of that id. */
export const isRecorded = async (s: Session, id: string): Promise<boolean> =>
  (await hasLogTable(s, 'snapshots')) &&
  (await s.count('SELECT count(*) FROM archive.log.snapshots WHERE snapshot = $1', [id])) > 0;

/** Drills, oldest first. */
export async function drills(s: Session): Promise<DrillRow[]> {
  if (!(await hasLogTable(s, 'drills'))) return [];
  const rows = await s.rows<Record<string, string>>(
    `SELECT *, ${isoSql('"at"')} AS iso FROM archive.log.drills ORDER BY seq`,
  );
  return rows.map((row) => ({
    id: row['drill'] ?? '',
    snapshot: row['snapshot'] ?? '',
    result: row['result'] as DrillResult,
    ...parseDetail(row['detail']),
    tookMs: num(row['took_ms']),
    at: row['iso'] ?? '',
  }));
}

/** Snapshots whose last verdict was a pass: an inconclusive drill takes nothing back. */
export function provedBy(rows: readonly DrillRow[]): Set<string> {
  const decided = rows.filter(({ result }) => result !== 'inconclusive');
  const last = new Map(decided.map(({ snapshot, result }) => [snapshot, result]));
  return new Set([...last].filter(([, result]) => result === 'pass').map(([snapshot]) => snapshot));
}
