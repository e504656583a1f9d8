/** Restores a snapshot of a workspace into another folder. Needs neither the keeper nor the archive: both may be gone. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../core/archive/files.js';
import type { Session } from '../../core/archive/duck.js';
import type { WorkspacePaths } from '../../core/archive/workspace.js';
import { verifyAudit } from '../../core/audit/verify.js';
import { readSnapshots } from '../../core/snapshots/chain.js';
import { checkSnapshots } from '../../core/snapshots/check.js';
import type { CheckAnswer, CheckRequest } from '../../core/snapshots/check.js';
import { snapshotKey } from '../../core/snapshots/manifest.js';
import type { SnapshotKey } from '../../core/snapshots/manifest.js';
import { type RestorePlan, restoreSnapshot } from '../../core/snapshots/restore.js';
import { NamedError } from '../../schemas/errors.js';
import { workspaceIdentity } from './identity.js';
import { type SnapshotsAnswer, toSnapshot } from './snapshot-answers.js';
import { findWorkspace } from './workspace.js';

export interface RestoreArgs {
  /** The workspace whose snapshots are used. */
  root: string;
  id: string;
  /** New or empty folder, absolute. */
  to: string;
  at?: string;
  planOnly: boolean;
  /** Restore although nobody vouches for the manifest; the place gets an identity of its own. */
  withoutKey: boolean;
  progress: (event: { step: string }) => void;
  signal: AbortSignal;
}

const identityFile = (paths: WorkspacePaths): string => join(dirname(paths.archiveFile), 'identity.json');

/** The key of a workspace; throws `snapshot-key-missing` when it has no identity. Makes none. */
async function keyOf(paths: WorkspacePaths): Promise<SnapshotKey> {
  if (existsSync(identityFile(paths))) return snapshotKey((await workspaceIdentity(paths)).secret);
  throw new NamedError(
    'snapshot-key-missing',
    'archive/identity.json is not there: snapshots cannot be authenticated.',
    {
      hint: 'Put it back from a copy, or restore with --without-key.',
      exit: 'missingPart',
    },
  );
}

export async function restoreWorkspace(args: RestoreArgs): Promise<RestorePlan> {
  const { paths, config } = await findWorkspace(args.root);
  const key = args.withoutKey ? null : await keyOf(paths);
  const { id, to, planOnly, progress, signal } = args;
  const plan = await restoreSnapshot({
    root: paths.snapshots,
    key,
    id,
    to,
    ...(args.at === undefined ? {} : { at: args.at }),
    identity: key ? await readFile(identityFile(paths), 'utf8') : null,
    memoryLimitMb: config.memory.archiveMb,
    threads: config.threads.archive,
    verifyAudit: auditFault,
    planOnly,
    progress,
    signal,
  });
  if (!planOnly) await makeInboxes(to);
  return plan;
}

async function auditFault(s: Session): Promise<string | null> {
  const found = await verifyAudit(s, null);
  return found.ok ? null : `entry ${found.firstBad} ${found.fault}`;
}

async function makeInboxes(root: string): Promise<void> {
  const { paths, config } = await findWorkspace(root);
  for (const { folder } of config.sources) await makeFolder(join(paths.root, ...folder.split('/')));
  await makeFolder(paths.outbox);
}

/** Snapshots by their files alone, for an archive that cannot be opened; none counts as proved. */
export async function listFiles(root: string): Promise<SnapshotsAnswer> {
  const { paths } = await findWorkspace(root);
  const found = await readSnapshots(paths.snapshots, await keyOf(paths));
  return {
    snapshots: found.flatMap((one) => ('manifest' in one ? [toSnapshot(one.manifest, false)] : [])),
    unreadable: found.flatMap((one) => ('fault' in one ? [{ id: one.id, fault: one.fault }] : [])),
  };
}

/** The check without the archive's own book of snapshots. */
export async function checkFiles(root: string, asked: Pick<CheckRequest, 'id' | 'slice'>): Promise<CheckAnswer> {
  const { paths } = await findWorkspace(root);
  return checkSnapshots({ root: paths.snapshots, key: await keyOf(paths), ...asked });
}
