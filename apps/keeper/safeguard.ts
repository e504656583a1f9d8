/** A snapshot that is taken and checked before a change of many rows. */
import { NamedError } from '../../schemas/errors.js';
import { readSnapshots } from '../../core/snapshots/chain.js';
import { snapshotKey } from '../../core/snapshots/manifest/sign.js';
import { ownStore } from '../../core/snapshots/ledger.js';
import { workspaceStore } from '../../core/snapshots/stores/open.js';
import { snapshotCheck, snapshotTake } from './verbs/snapshot.js';
import type { SnapshotContext } from './verbs/snapshot.js';

async function hasFull({ paths, identity }: SnapshotContext['parts']): Promise<boolean> {
  const found = await readSnapshots(workspaceStore(paths.snapshots), snapshotKey(identity.secret));
  return found.some((one) => 'head' in one && one.head.kind === 'full');
}

const refused = (what: string, cause?: unknown): NamedError =>
  new NamedError('snapshot-before-failed', `nothing was changed: the snapshot before it ${what}`, {
    hint: 'Put that right first (sheetkeep snapshot check), or go without it: --no-snapshot, or snapshots.beforeChanges: false in the settings.',
    ...(cause === undefined ? {} : { cause }),
  });

/** Takes one and checks it; answers its id. Throws `snapshot-before-failed`, `snapshot-running`: then nothing may be changed. */
export async function checkedSnapshot(context: SnapshotContext): Promise<string> {
  const taken = await snapshotTake(context, {}).catch((thrown: unknown) => {
    // Nothing to be put right: it is over soon.
    if (thrown instanceof NamedError && thrown.code === 'snapshot-running') throw thrown;
    const code = thrown instanceof NamedError ? thrown.code : 'unexpected';
    const message = thrown instanceof Error ? thrown.message : 'unexpected error';
    throw refused(`could not be taken (${code}): ${message}`, thrown);
  });
  const id = taken.snapshots[0]?.id ?? '';
  const { faults } = await snapshotCheck(context, { id, store: ownStore });
  const [first] = faults;
  if (first) throw refused(`is not whole: ${first.file} ${first.fault}`);
  return id;
}

/** The same where the settings want it and a full one exists; else null. */
export async function safeguard(context: SnapshotContext): Promise<string | null> {
  const { parts } = context;
  if (!parts.config.snapshots.beforeChanges || !(await hasFull(parts))) return null;
  return checkedSnapshot(context);
}
