/**
 * Snapshots of an archive: `node dist/bench/snapshot.js STEP FOLDER ROWS`. Steps: `make` (once): an archive of customers
 * and its published file; `full`, `check`, `restore`; `change`: 1 % of the rows, spread over all; `incremental`.
 * Prints one JSON line each.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duck } from '../core/archive/duck.js';
import { openArchive } from '../core/archive/archive.js';
import { publish } from '../core/archive/publish/publish.js';
import { workspacePaths } from '../core/archive/workspace.js';
import { verifyAudit } from '../core/audit/verify.js';
import { parseIdentity } from '../core/snapshots/age/keys.js';
import { readSnapshots } from '../core/snapshots/chain.js';
import { checkSnapshots } from '../core/snapshots/check.js';
import { bytesOf } from '../core/snapshots/manifest/model.js';
import { snapshotKey } from '../core/snapshots/manifest/sign.js';
import { restoreSnapshot } from '../core/snapshots/restore.js';
import { workspaceStore } from '../core/snapshots/stores/open.js';
import { takeSnapshot } from '../core/snapshots/take.js';
import { measure } from './measure.js';
import { deliver, fiveDatasets } from './publish/archive.js';

const [step = '', folder = '', count = '1000000'] = process.argv.slice(2);
const rows = Number(count);
const customers = fiveDatasets.find(({ name }) => name === 'customers') as (typeof fiveDatasets)[0];

const paths = workspacePaths(join(folder, 'workspace'));
const published = (name: string): string => join(folder, `${name}.duckdb`);
const limits = { memoryLimitMb: 450, threads: 2 };
const key = snapshotKey(Buffer.alloc(32, 7));
/** Made for tests: they open nothing else. */
const identity = parseIdentity('AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE');
const other = parseIdentity('AGE-SECRET-KEY-1LLL0ML8MLTUL3ALK7H608UH37RH7AM0VA04WN688UMJ7FCLZU8SQVA8U8L');
const sealing = { recipients: [identity.recipient, other.recipient].sort(), recovery: [] };
const store = workspaceStore(paths.snapshots);

const open = (): Promise<Duck> =>
  openArchive({ archiveFile: paths.archiveFile, highWater: paths.highWater, tempDir: paths.tmp, ...limits });

async function withArchive(work: (duck: Duck) => Promise<void>): Promise<void> {
  const duck = await open();
  await work(duck);
  await duck.close();
}

const sent = { dataset: customers, rows };
const publishTo = (duck: Duck, name: string) => publish(duck, { out: published(name), datasets: [customers] });

/** Kept: `archive-before` and `before.duckdb`. */
async function make(): Promise<void> {
  if (existsSync(join(folder, 'made'))) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(paths.root, { recursive: true });
  await writeFile(paths.config, 'export default {};\n');
  await withArchive(async (duck) => {
    await deliver(duck, sent);
    await publishTo(duck, 'before');
  });
  await rename(join(paths.root, 'archive'), join(folder, 'archive-before'));
  await writeFile(join(folder, 'made'), '');
}

const about = { contender: step, delivery: 1, sizeBytes: 0 };

/** Every hundredth row gets another content; the published file is brought up to date. */
async function change(): Promise<void> {
  for (const end of ['.duckdb', '_history.duckdb', '.json'])
    await cp(join(folder, `before${end}`), join(folder, `after${end}`), { force: true });
  await withArchive(async (duck) => {
    await deliver(duck, { ...sent, changedEvery: 100 });
    await publishTo(duck, 'after');
  });
}

const take = (kind: 'full' | 'incremental') => async (): Promise<void> => {
  if (kind === 'full') {
    for (const old of [paths.snapshots, join(paths.root, 'archive')]) await rm(old, { recursive: true, force: true });
    await cp(join(folder, 'archive-before'), join(paths.root, 'archive'), { recursive: true });
  }
  const fixed = { workspace: 'ab'.repeat(8), key, sealing, localOnly: [], actor: 'bench', product: 'bench' };
  await withArchive((duck) =>
    measure(about, async () => {
      const head = await takeSnapshot({ duck, paths, kind, ...fixed });
      if (head.kind !== kind) throw new Error(`it became ${head.kind}`);
      return { rows: head.rows, counts: { bytes: bytesOf(head) } };
    }),
  );
};

async function newest(): Promise<string> {
  const found = await readSnapshots(store, key);
  return found.at(-1)?.id ?? '';
}

async function check(): Promise<void> {
  await measure(about, async () => {
    const { ok, bytesRead } = await checkSnapshots({ store, holdsLocal: true, key });
    if (!ok) throw new Error('the check failed');
    return { rows, counts: { bytes: bytesRead } };
  });
}

async function restore(): Promise<void> {
  const to = join(folder, 'restored');
  await rm(to, { recursive: true, force: true });
  const audit = async (s: Parameters<typeof verifyAudit>[0]) => ((await verifyAudit(s, [])).ok ? null : 'broken');
  const id = await newest();
  await measure(about, async () => {
    const secrets = { identity: '{}', keys: null };
    await restoreSnapshot({ store, key, identities: [identity], id, to, secrets, verifyAudit: audit, ...limits });
    return { rows };
  });
  await rm(to, { recursive: true, force: true });
}

const steps: Record<string, () => Promise<void>> = {
  make,
  full: take('full'),
  check,
  restore,
  change,
  incremental: take('incremental'),
};
await steps[step]?.();
