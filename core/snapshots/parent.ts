/** Which earlier snapshot a new one can go on from. */
import type { Session } from '../archive/duck.js';
import { holdsMark } from '../archive/high-water.js';
import { fits } from './chain.js';
import type { Head } from './manifest/model.js';
import type { SnapshotKind } from './manifest/shapes.js';
import type { SnapshotStore } from './stores/store.js';

/** Those of this workspace and archive, sealed to the same keys, whose whole chain is so, too. Oldest first. */
export async function usable(
  s: Session,
  heads: readonly Head[],
  { workspace, sealing }: { workspace: string; sealing: { recipients: readonly string[] } },
): Promise<Head[]> {
  const found = new Map<string, Head>();
  const wanted = sealing.recipients.join();
  for (const head of heads) {
    if (head.workspace !== workspace || head.recipients.join() !== wanted || head.format === 1) continue;
    const parent = head.parent === null ? null : found.get(head.parent);
    if (parent === undefined || (parent && !fits(head, parent)) || !(await holdsMark(s, head.highWater))) continue;
    found.set(head.id, head);
  }
  return [...found.values()];
}

/** Those of which every file is there, by name and size: on one that lacks something nothing is built. */
export async function whole(store: SnapshotStore, heads: readonly Head[]): Promise<Head[]> {
  const sizes = new Map<string, number>();
  for await (const { key, sizeBytes } of store.list('')) sizes.set(key, sizeBytes);
  return heads.filter(({ files }) => files.every(({ key, sizeBytes }) => sizes.get(key) === sizeBytes));
}

/** The snapshot a new one goes on from; null: it must be full. */
export function parentOf(candidates: readonly Head[], kind: SnapshotKind | undefined): Head | null {
  if (kind === 'full') return null;
  const wanted = candidates.filter((one) => kind !== 'differential' || one.kind === 'full');
  // By what they hold, not by their names: a clock may have been set back.
  return wanted.toSorted((a, b) => a.seq.to - b.seq.to).at(-1) ?? null;
}
