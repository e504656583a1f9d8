/** What is needed to read snapshots without a keeper: the archive, the machine or the workspace itself may be gone. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { WorkspacePaths } from '../../core/archive/workspace.js';
import { workspacePaths } from '../../core/archive/workspace.js';
import type { Identity } from '../../core/snapshots/age/keys.js';
import { readHead, readSnapshots } from '../../core/snapshots/chain.js';
import { keyringText, readKeyring } from '../../core/snapshots/keys/keyring.js';
import { recoverFrom } from '../../core/snapshots/keys/recover.js';
import type { Brought } from '../../core/snapshots/keys/recover.js';
import { ownStore } from '../../core/snapshots/ledger.js';
import { snapshotKey } from '../../core/snapshots/manifest/sign.js';
import type { SnapshotKey } from '../../core/snapshots/manifest/sign.js';
import type { Secrets } from '../../core/snapshots/restore.js';
import type { Opener } from '../../core/snapshots/restore/open-chain.js';
import type { SnapshotStore } from '../../core/snapshots/stores/store.js';
import { parseConfig } from '../../schemas/config.js';
import { NamedError } from '../../schemas/errors.js';
import { identityText, workspaceIdentity } from './identity.js';
import { storeNamed, storesOf } from './snapshot-stores.js';
import type { StorePlace } from './snapshot-stores.js';
import { findWorkspace } from './workspace.js';
import type { Workspace } from './workspace.js';

/** The workspace, or the default settings where none is left. */
export async function workspaceOrNone(root: string): Promise<Workspace> {
  const paths = workspacePaths(root);
  return existsSync(paths.config) ? findWorkspace(root) : { paths, config: parseConfig(undefined) };
}

/** The store to read from: the workspace's own, another of the settings, a folder. Throws `no-workspace`, `unknown-store`. */
export async function storeToRead(
  root: string,
  from: string | undefined,
): Promise<{ workspace: Workspace; place: StorePlace }> {
  const workspace = from === undefined ? await findWorkspace(root) : await workspaceOrNone(root);
  const stores = storesOf(workspace.paths, workspace.config);
  return { workspace, place: storeNamed(stores, from ?? ownStore, false) };
}

/** The key of a workspace; throws `snapshot-key-missing` when it has no identity. Makes none. */
export async function keyOf(paths: WorkspacePaths): Promise<SnapshotKey> {
  if (existsSync(paths.identity)) return snapshotKey((await workspaceIdentity(paths)).secret);
  throw new NamedError(
    'snapshot-key-missing',
    'archive/identity.json is not there: snapshots cannot be authenticated.',
    {
      hint: 'Name the file with the recovery identity with --identity, put archive/identity.json back from a copy, or restore with --without-key.',
      exit: 'missingPart',
    },
  );
}

/** What the recovery identity brings back of a store's snapshots; null: none of them is the recovery identity. */
export async function broughtBack(
  store: SnapshotStore,
  identities: readonly Identity[],
  id?: string,
): Promise<Brought | null> {
  const found = id === undefined ? await readSnapshots(store, null) : [await readHead(store, id, null)];
  return recoverFrom(
    found.flatMap((one) => ('head' in one ? [one.head] : [])),
    identities,
  );
}

export const identityOf = ({ id, secret }: Brought): string =>
  identityText({ id, secret: Buffer.from(secret).toString('hex') });

export interface Access {
  opener: Opener;
  secrets: Secrets;
}

export interface AccessRequest {
  paths: WorkspacePaths;
  store: SnapshotStore;
  id: string;
  /** Out of --identity; null: those of the workspace. */
  identities: Identity[] | null;
  withoutKey: boolean;
}

/** What opens a snapshot and vouches for it, and what a place restored from it is given. Throws `snapshot-key-missing`. */
export async function accessTo({ paths, store, id, identities, withoutKey }: AccessRequest): Promise<Access> {
  const brought = identities ? await broughtBack(store, identities, id) : null;
  if (identities && brought) {
    return {
      opener: { key: snapshotKey(brought.secret), identities: [...identities, ...brought.identities] },
      secrets: { identity: identityOf(brought), keys: keyringText(brought.keyring) },
    };
  }
  const keyring = await readKeyring(paths.keys);
  const own = (keyring?.own ?? []).map(({ identity }) => identity);
  const opens = identities ?? own;
  if (withoutKey) return { opener: { key: null, identities: opens }, secrets: { identity: null, keys: null } };
  const opener = { key: await keyOf(paths), identities: opens };
  const keys = keyring ? keyringText(keyring) : null;
  return { opener, secrets: { identity: await readFile(paths.identity, 'utf8'), keys } };
}
