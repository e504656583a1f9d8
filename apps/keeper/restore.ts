/** Snapshots without the keeper: restored, listed and checked by their files alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../core/archive/files.js';
import { readIdentities } from '../../core/snapshots/keys/identity-file.js';
import { readSnapshots } from '../../core/snapshots/chain.js';
import type { CheckAnswer } from '../../core/snapshots/check.js';
import type { Part } from '../../core/archive/log/excerpts.js';
import { restoreExcerpt } from '../../core/snapshots/excerpt/restore.js';
import type { ExcerptPlan } from '../../core/snapshots/excerpt/restore.js';
import { type RestorePlan, restoreSnapshot } from '../../core/snapshots/restore.js';
import { workspaceStore } from '../../core/snapshots/stores/open.js';
import { actor } from './actor.js';
import { auditFault } from './audit-fault.js';
import { accessTo, keyOf, storeToRead } from './snapshot-access.js';
import { type SnapshotsAnswer, toSnapshot } from './snapshot-answers.js';
import { checkStores } from './snapshot-check.js';
import type { CheckStores } from './snapshot-check.js';
import { storeNamed, storesOf } from './snapshot-stores.js';
import { findWorkspace } from './workspace.js';

export interface RestoreArgs {
  /** The workspace whose snapshots are used. */
  root: string;
  id: string;
  /** New or empty folder, absolute. */
  to: string;
  at?: string;
  /** Only this; absent: everything. */
  part?: Part;
  planOnly: boolean;
  /** Another store than the workspace's own: its name, or a folder. */
  from?: string;
  /** A file with identities to open with, instead of the workspace's keys. */
  identityFile?: string;
  /** Restore although nobody vouches for the manifest; the place gets an identity of its own. */
  withoutKey: boolean;
  /** Folder with what the archive in use knows of removals; absent: it could not be asked. */
  living?: string;
  progress: (event: { step: string }) => void;
  signal: AbortSignal;
}

export async function restoreWorkspace(args: RestoreArgs): Promise<RestorePlan | ExcerptPlan> {
  const { workspace, place } = await storeToRead(args.root, args.from);
  const { paths, config } = workspace;
  const { id, to, part, planOnly, withoutKey, progress, signal } = args;
  const store = place.open();
  const identities = args.identityFile === undefined ? null : await readIdentities(args.identityFile);
  const { opener, secrets } = await accessTo({ paths, store, id, identities, withoutKey });
  const request = {
    store,
    ...opener,
    id,
    to,
    ...(args.at === undefined ? {} : { at: args.at }),
    ...(args.living === undefined ? {} : { living: args.living }),
    // Another store may be older than the workspace's own.
    alsoIn: args.from !== undefined && existsSync(paths.snapshots) ? [workspaceStore(paths.snapshots)] : [],
    memoryLimitMb: config.memory.archiveMb,
    threads: config.threads.archive,
    verifyAudit: auditFault,
    planOnly,
    progress,
    signal,
  };
  // An excerpt is a workspace of its own: its snapshots must never be taken for those of the whole.
  const plan = await (part
    ? restoreExcerpt({ ...request, part, actor: actor() })
    : restoreSnapshot({ ...request, secrets }));
  if (!planOnly) await makeInboxes(to);
  return plan;
}

async function makeInboxes(root: string): Promise<void> {
  const { paths, config } = await findWorkspace(root);
  for (const { folder } of config.sources) await makeFolder(join(paths.root, ...folder.split('/')));
  await makeFolder(paths.outbox);
}

/** Snapshots of a store by its files alone, for an archive that cannot be opened; none counts as proved. */
export async function listFiles(root: string, from?: string): Promise<SnapshotsAnswer> {
  const { workspace, place } = await storeToRead(root, from);
  // Without a workspace nobody can vouch; what is listed there is what the files say.
  const key = await keyOf(workspace.paths).catch(() => null);
  const found = await readSnapshots(place.open(), key);
  return {
    snapshots: found.flatMap((one) => ('head' in one ? [toSnapshot(one.head, false, [place.name])] : [])),
    unreadable: found.flatMap((one) => ('fault' in one ? [{ id: one.id, fault: one.fault }] : [])),
  };
}

/** The check without the archive's own book of snapshots. */
export async function checkFiles(
  root: string,
  { store, ...asked }: Pick<CheckStores, 'id' | 'slice'> & { store?: string },
): Promise<CheckAnswer> {
  const { paths, config } = await findWorkspace(root);
  const all = storesOf(paths, config);
  const stores = store === undefined ? all : [storeNamed(all, store, false)];
  return checkStores({ stores, key: await keyOf(paths), ...asked });
}
