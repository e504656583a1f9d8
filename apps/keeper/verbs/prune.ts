/** Pruning of the snapshots of the workspace a keeper holds: a plan, or its execution. */
import { z } from 'zod';
import { alone } from '../../../core/snapshots/alone.js';
import { snapshotIds } from '../../../core/snapshots/chain.js';
import { drills, ownStore, provedBy, recordPlaces, recordedSnapshots } from '../../../core/snapshots/ledger.js';
import { snapshotKey } from '../../../core/snapshots/manifest/sign.js';
import { executePrune, planPrune } from '../../../core/snapshots/prune.js';
import { NamedError } from '../../../schemas/errors.js';
import { actor } from '../actor.js';
import { refuseApart } from '../apart.js';
import type { Parts } from '../parts.js';
import type { PruneAnswer } from '../snapshot-answers.js';
import { storeNamed, storesOf } from '../snapshot-stores.js';
import type { StorePlace } from '../snapshot-stores.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './context.js';

const pruneSchema = z.strictObject({ store: z.string().optional(), apply: z.boolean() });

export async function snapshotPrune({ parts, signal }: VerbContext, args: unknown): Promise<PruneAnswer> {
  const { store, apply } = parseArgs(pruneSchema, args);
  const all = storesOf(parts.paths, parts.config);
  const isOurs = (name: string): boolean => parts.apart === null || name === ownStore;
  const places = store === undefined ? all.filter(({ name }) => isOurs(name)) : [storeNamed(all, store, false)];
  if (places.some(({ name }) => !isOurs(name))) refuseApart(parts);
  const proved = provedBy(await parts.duck.read(drills));
  const stores: PruneAnswer['stores'] = [];
  for (const place of places)
    stores.push(await alone(parts.paths.snapshots, () => pruneOne(parts, place, proved, apply, signal)));
  return { plan: !apply, stores };
}

async function pruneOne(
  { duck, identity, config }: Parts,
  { name, keep, open }: StorePlace,
  proved: ReadonlySet<string>,
  apply: boolean,
  signal: AbortSignal,
): Promise<PruneAnswer['stores'][number]> {
  try {
    const key = snapshotKey(identity.secret);
    const recorded = await duck.read((s) => recordedSnapshots(s, name));
    const request = { store: open(), key, keep, timeZone: config.timeZone, proved, recorded, signal };
    const plan = await planPrune(request);
    if (!apply) return { ...plan, removed: [], error: null };
    const removing = plan.remove.map(({ id }) => id);
    // The book first: what it does not expect is never missed, and what is still there is swept by the next run.
    await duck.write((s) => recordPlaces(s, name, removing, 'pruned', actor()));
    const done = await executePrune(request, plan).catch(async (thrown: unknown) => {
      const left = (await snapshotIds(request.store)).filter((id) => removing.includes(id));
      await duck.write((s) => recordPlaces(s, name, left, 'stored', actor()));
      throw thrown;
    });
    return { ...plan, ...done, error: null };
  } catch (thrown) {
    if (!(thrown instanceof NamedError)) throw thrown;
    const { code, message, hint } = thrown;
    const nothing = { keep: [], remove: [], objects: 0, bytes: 0, removed: [] };
    return { store: name, ...nothing, error: { code, message, hint } };
  }
}
