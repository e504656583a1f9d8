/** Removes from a store what belongs to no snapshot. */
import type { Found } from './chain.js';
import { objectsName } from './layout.js';
import type { SnapshotStore } from './stores/store.js';

/** Objects that no manifest names. While one of them cannot be read, none can be judged: null. */
export async function unnamedObjects(store: SnapshotStore, found: readonly Found[]) {
  if (!found.every((one) => 'head' in one)) return null;
  const named = new Set(found.flatMap((one) => one.head.files.map(({ key }) => key)));
  const unnamed: { key: string; sizeBytes: number }[] = [];
  for await (const entry of store.list(objectsName)) if (!named.has(entry.key)) unnamed.push(entry);
  return unnamed;
}

/** Removes what killed runs left, and objects that no manifest names. */
export async function sweepObjects(store: SnapshotStore, found: readonly Found[]): Promise<void> {
  await store.sweep();
  for (const { key } of (await unnamedObjects(store, found)) ?? []) await store.delete(key);
}
