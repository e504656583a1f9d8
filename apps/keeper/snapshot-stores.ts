/** The stores of a workspace: its own folder, and those of the settings with the keys that the environment holds. */
import { isAbsolute, join, resolve } from 'node:path';
import type { WorkspacePaths } from '../../core/archive/workspace.js';
import { ownStore } from '../../core/snapshots/ledger.js';
import type { Keep } from '../../core/snapshots/retention.js';
import { openStore } from '../../core/snapshots/stores/open.js';
import type { StoreSpec } from '../../core/snapshots/stores/open.js';
import type { SnapshotStore } from '../../core/snapshots/stores/store.js';
import type { Config, S3StoreConfig, StoreConfig } from '../../schemas/config/types.js';
import { NamedError } from '../../schemas/errors.js';

export interface StorePlace {
  name: string;
  holdsLocal: boolean;
  keep: Keep;
  /** Throws `store-credentials-missing`. */
  spec: () => StoreSpec;
  open: () => SnapshotStore;
}

/** Milliseconds without a byte before a request is given up. */
const silenceMs = 60_000;

function credentialsOf({ name, credentials: prefix }: S3StoreConfig, env: NodeJS.ProcessEnv) {
  const [accessKeyId, secretAccessKey] = [env[`${prefix}_ACCESS_KEY_ID`], env[`${prefix}_SECRET_ACCESS_KEY`]];
  const sessionToken = env[`${prefix}_SESSION_TOKEN`];
  if (accessKeyId && secretAccessKey)
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  throw new NamedError('store-credentials-missing', `the keys of the store ${name} are not in the environment`, {
    exit: 'missingPart',
    hint: `Set ${prefix}_ACCESS_KEY_ID and ${prefix}_SECRET_ACCESS_KEY where the keeper is started.`,
  });
}

function specOf(store: StoreConfig, root: string, env: NodeJS.ProcessEnv): StoreSpec {
  const { name } = store;
  if (store.kind === 'folder') {
    const path = isAbsolute(store.path) ? store.path : join(root, store.path);
    return { kind: 'folder', name, root: path, mayCreate: false };
  }
  const { endpoint, bucket, prefix, region, pathStyle, lockDays } = store;
  const target = { endpoint, bucket, prefix, region, pathStyle, lockDays, silenceMs };
  return { kind: 's3', name, ...target, credentials: credentialsOf(store, env) };
}

const place = (name: string, holdsLocal: boolean, keep: Keep, spec: () => StoreSpec): StorePlace => ({
  name,
  holdsLocal,
  keep,
  spec,
  open: () => openStore(spec()),
});

/** The workspace's own first. */
export function storesOf({ root, snapshots }: WorkspacePaths, config: Config, env: NodeJS.ProcessEnv = process.env) {
  const own = place(ownStore, true, config.snapshots.keep, () => ({
    kind: 'folder',
    name: ownStore,
    root: snapshots,
    mayCreate: true,
  }));
  const others = config.snapshots.stores.map((store) =>
    place(store.name, store.holdsLocal, store.keep, () => specOf(store, root, env)),
  );
  return [own, ...others];
}

/** A store by its name in the settings, else a folder by its path. Throws `unknown-store`. */
export function storeNamed(stores: readonly StorePlace[], asked: string, mayCreate: boolean): StorePlace {
  const known = stores.find(({ name }) => name === asked);
  if (known) return known;
  if (/^[a-z][a-z0-9_]*$/.test(asked)) {
    throw new NamedError('unknown-store', `there is no store ${asked}`, {
      exit: 'usage',
      hint: `Known are ${stores.map(({ name }) => name).join(', ')}. A folder needs a path with a slash, as ./${asked}.`,
    });
  }
  const root = resolve(asked);
  return place('folder', true, stores[0]?.keep ?? nothing, () => ({ kind: 'folder', name: 'folder', root, mayCreate }));
}

const nothing: Keep = { last: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
