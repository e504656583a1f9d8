/** The links of a chain with their contents. */
import { chainOf } from '../chain.js';
import type { Identity } from '../age/keys.js';
import type { SnapshotKey } from '../manifest/sign.js';
import { readBody } from '../objects.js';
import type { Link } from '../link.js';
import type { SnapshotStore } from '../stores/store.js';

/** What opens snapshots and vouches for them. */
export interface Opener {
  /** null: nobody vouches. */
  key: SnapshotKey | null;
  identities: readonly Identity[];
}

export interface ChainRequest extends Opener {
  store: SnapshotStore;
  id: string;
}

/** The full one first. Throws `snapshot-unknown`, `snapshot-key-missing`, `snapshot-damaged`, `seal-key-wrong`. */
export async function openChain({ store, id, key, identities }: ChainRequest): Promise<Link[]> {
  const links: Link[] = [];
  for (const head of await chainOf(store, id, key)) {
    const opening = { store, head, identities };
    links.push({ ...opening, body: await readBody(opening) });
  }
  return links;
}

/** Whether the store has what is local of a chain. */
export async function hasLocal(store: SnapshotStore, chain: readonly Link[]): Promise<boolean> {
  const keys = chain.flatMap(({ head }) => head.files.filter(({ local }) => local).map(({ key }) => key));
  for (const key of keys) if ((await store.head(key)) !== null) return true;
  return keys.length === 0;
}
