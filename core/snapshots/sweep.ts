/** Removes from a store what belongs to no snapshot. */
import type { Found } from './chain.js';
import { objectsName } from './layout.js';
import type { SnapshotStore } from './stores/store.js';

/**
 * Objects that no manifest names. While one of the manifests cannot be read, or one that the archive has recorded there
 * is gone, none can be judged: null. What a lost manifest named may still be needed, when that comes back from elsewhere.
 */
export async function unnamedObjects(store: SnapshotStore, found: readonly Found[], recorded: readonly string[]) {
  if (!found.every((one) => 'head' in one)) return null;
  if (recorded.some((id) => !found.some((one) => one.id === id))) return null;
  const named = new Set(found.flatMap((one) => one.head.files.map(({ key }) => key)));
  const unnamed: { key: string; sizeBytes: number }[] = [];
  for await (const entry of store.list(objectsName)) if (!named.has(entry.key)) unnamed.push(entry);
  return unnamed;
}

/** Removes what killed runs left, and objects that no manifest names. */
export async function sweepObjects(
  store: SnapshotStore,
  found: readonly Found[],
  recorded: readonly string[],
): Promise<void> {
  await store.sweep();
  for (const { key } of (await unnamedObjects(store, found, recorded)) ?? []) await store.delete(key);
}
