/** What a restore plan starts from: the snapshots there are, where they lie, what drills measured, whether the key is kept. */
import { resolve } from 'node:path';
import { num } from '../../core/archive/duck.js';
import type { Session } from '../../core/archive/duck.js';
import { hasLogTable } from '../../core/archive/log/tables.js';
import { readKeyring } from '../../core/snapshots/keys/keyring.js';
import { drills, ownStore } from '../../core/snapshots/ledger.js';
import type { DrillRow } from '../../core/snapshots/ledger.js';
import type { Elsewhere, Situation } from '../../core/snapshots/restore/scenario.js';
import { listFiles } from './restore.js';
import type { Parts } from './parts.js';
import type { SnapshotAnswer } from './snapshot-answers.js';
import { listSnapshots } from './verbs/snapshot.js';
import type { Workspace } from './workspace.js';
import { findWorkspace } from './workspace.js';

type Known = Situation['snapshots'][number];

/** Keys that cannot be read are as lost as those that are not there. */
async function recoveryOf(
  { paths, config }: Workspace,
  snapshots: readonly SnapshotAnswer[],
): Promise<Situation['recovery']> {
  const keyring = await readKeyring(paths.keys).catch(() => null);
  if (keyring === null && snapshots.some(({ sealed }) => sealed)) return 'keys-lost';
  if (!config.snapshots.seal) return 'not-sealed';
  const recovery = keyring?.recovery;
  if (!recovery) return 'missing';
  return recovery.confirmedAt === null ? 'not-confirmed' : 'confirmed';
}

const knownOf = (one: SnapshotAnswer, since: Known['since']): Known => {
  const { id, at, proved, rows, stores } = one;
  return { id, at, proved, rows, stores, since };
};

/** A store by what finds it on another machine; keys of access never stand in settings. */
function elsewhereOf({ paths, config }: Workspace): Situation['elsewhere'] {
  const found = config.snapshots.stores.map((store): [string, Elsewhere] => {
    const { name } = store;
    if (store.kind === 'folder') return [name, { path: resolve(paths.root, store.path) }];
    const { kind, endpoint, bucket, prefix, region, pathStyle, credentials } = store;
    const named = { [name]: { kind, endpoint, bucket, prefix, region, pathStyle, credentials } };
    return [name, { settings: `export default ${JSON.stringify({ snapshots: { stores: named } })};` }];
  });
  return Object.fromEntries(found);
}

/** Live imports committed after each snapshot; what restores brought back, which nobody can send again, is counted apart. */
async function sinceEach(s: Session): Promise<Map<string, NonNullable<Known['since']>>> {
  if (!(await hasLogTable(s, 'snapshots'))) return new Map();
  const sent = `FILTER (b.via <> 'restore')`;
  const rows = await s.rows<{ snapshot: string; batches: string; n: string; restores: string }>(
    `SELECT t.snapshot, count(b.seq) ${sent} AS batches, coalesce(sum(b.rows) ${sent}, 0)::BIGINT AS n,
       count(b.seq) FILTER (b.via = 'restore') AS restores
     FROM archive.log.snapshots t
     LEFT JOIN (SELECT o.seq, o.rows, d.via FROM archive.log.batches o JOIN archive.log.deliveries d USING (delivery)
       WHERE o.seq NOT IN (SELECT batch FROM archive.log.undos)) b ON b.seq > t.to_seq
     GROUP BY t.snapshot`,
  );
  return new Map(
    rows.map(({ snapshot, batches, n, restores }) => [
      snapshot,
      { batches: num(batches), rows: num(n), restores: num(restores) },
    ]),
  );
}

function measuredBy(rows: readonly DrillRow[]): Situation['measured'] {
  const facts = rows.findLast((row) => row.result === 'pass' && row.facts !== null)?.facts;
  return facts ? { rows: facts.rows, restoreMs: facts.restoreMs } : null;
}

export async function situationOf(parts: Parts): Promise<Situation> {
  const { snapshots } = await listSnapshots(parts);
  const [since, held] = await parts.duck.read(async (s) => [await sinceEach(s), await drills(s)] as const);
  return {
    snapshots: snapshots.map((one) => knownOf(one, since.get(one.id) ?? null)),
    ownStore,
    elsewhere: elsewhereOf(parts),
    measured: measuredBy(held),
    recovery: await recoveryOf(parts, snapshots),
  };
}

/** The same by the files alone: nothing counts as proved, nothing is known of what came since. */
export async function situationOfFiles(root: string): Promise<Situation> {
  const workspace = await findWorkspace(root);
  const { snapshots } = await listFiles(root);
  return {
    snapshots: snapshots.map((one) => knownOf(one, null)),
    ownStore,
    elsewhere: elsewhereOf(workspace),
    measured: null,
    recovery: await recoveryOf(workspace, snapshots),
  };
}
