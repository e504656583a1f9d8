/** Snapshots of the workspace a keeper holds. */
import { z } from 'zod';
import { alone, quiet } from '../../../core/snapshots/alone.js';
import { readSnapshots } from '../../../core/snapshots/chain.js';
import type { Found } from '../../../core/snapshots/chain.js';
import { copySnapshot } from '../../../core/snapshots/copy.js';
import { drills, ownStore, provedBy, recordPlaces, recordedSnapshots } from '../../../core/snapshots/ledger.js';
import { snapshotKinds } from '../../../core/snapshots/manifest/shapes.js';
import { snapshotKey } from '../../../core/snapshots/manifest/sign.js';
import { writeBook } from '../../../core/snapshots/removals/book.js';
import { spreadSnapshot } from '../../../core/snapshots/spread.js';
import { workspaceStore } from '../../../core/snapshots/stores/open.js';
import { takeSnapshot } from '../../../core/snapshots/take.js';
import { productVersion } from '../../version.js';
import { actor } from '../actor.js';
import { refuseApart } from '../apart.js';
import type { Parts } from '../parts.js';
import { toSnapshot } from '../snapshot-answers.js';
import type { CheckResult, CopyResult, SnapshotsAnswer, TakeAnswer } from '../snapshot-answers.js';
import { checkStores } from '../snapshot-check.js';
import { sealingNow } from '../snapshot-keys.js';
import { storeNamed, storesOf } from '../snapshot-stores.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './context.js';

/** What snapshots are made of: also before a keeper is whole. */
export interface SnapshotContext extends Pick<VerbContext, 'progress' | 'signal'> {
  parts: Pick<Parts, 'duck' | 'paths' | 'config' | 'identity' | 'apart'>;
}

const takeSchema = z.strictObject({ kind: z.enum(snapshotKinds).optional() });

export const ownSnapshots = ({ paths, identity }: SnapshotContext['parts']): Promise<Found[]> =>
  readSnapshots(workspaceStore(paths.snapshots), snapshotKey(identity.secret));

export async function snapshotTake({ parts, progress, signal }: SnapshotContext, args: unknown): Promise<TakeAnswer> {
  const { kind } = parseArgs(takeSchema, args);
  const { duck, paths, identity, config } = parts;
  const key = snapshotKey(identity.secret);
  const { sealing, warnings } = await sealingNow(paths, config.snapshots, async () =>
    (await ownSnapshots(parts)).flatMap((one) => ('head' in one ? [one.head] : [])),
  );
  const head = await takeSnapshot({
    duck,
    paths,
    workspace: identity.id,
    key,
    sealing,
    localOnly: config.snapshots.localOnly,
    ...(kind ? { kind } : {}),
    actor: actor(),
    product: productVersion(),
    progress,
    signal,
  });
  const [own, ...others] = storesOf(paths, config);
  const destinations = parts.apart === null ? others : [];
  const from = workspaceStore(paths.snapshots);
  const spread = { duck, from, destinations, id: head.id, key, tempDir: paths.tmp, actor: actor(), progress, signal };
  const copies = await alone(paths.snapshots, () => spreadSnapshot(spread));
  const arrived = copies.filter(({ error }) => error === null).map(({ store }) => store);
  const left = destinations.length < others.length ? (['set-apart'] as const) : [];
  const snapshot = toSnapshot(head, false, [own?.name ?? '', ...arrived]);
  return { snapshots: [snapshot], warnings: [...warnings, ...left], copies };
}

/** Snapshots whose manifest can be read, oldest first. */
export async function listSnapshots(parts: Parts): Promise<SnapshotsAnswer> {
  const { duck, paths, config } = parts;
  const found = await ownSnapshots(parts);
  const [proved, places] = await duck.read(async (s) => {
    const held: [string, Set<string>][] = [];
    for (const { name } of storesOf(paths, config)) held.push([name, new Set(await recordedSnapshots(s, name))]);
    return [provedBy(await drills(s)), held] as const;
  });
  const storesWith = (id: string): string[] => places.filter(([, ids]) => ids.has(id)).map(([name]) => name);
  return {
    snapshots: found.flatMap((one) =>
      'head' in one ? [toSnapshot(one.head, proved.has(one.id), storesWith(one.id))] : [],
    ),
    unreadable: found.flatMap((one) => ('fault' in one ? [{ id: one.id, fault: one.fault }] : [])),
  };
}

export const snapshotList = ({ parts }: VerbContext): Promise<SnapshotsAnswer> => listSnapshots(parts);

const checkSchema = z.strictObject({
  id: z.string().optional(),
  slice: z.strictObject({ n: z.number().int().positive(), t: z.number().int().positive() }).optional(),
  store: z.string().optional(),
});

export async function snapshotCheck({ parts, signal }: SnapshotContext, args: unknown): Promise<CheckResult> {
  const { store, id, slice } = parseArgs(checkSchema, args);
  const { duck, paths, config, identity } = parts;
  const all = storesOf(paths, config);
  // The stores of the first workspace are looked at when asked for.
  const near = parts.apart === null ? all : all.slice(0, 1);
  return checkStores({
    stores: store === undefined ? near : [storeNamed(all, store, false)],
    key: snapshotKey(identity.secret),
    ...(id === undefined ? {} : { id }),
    ...(slice ? { slice } : {}),
    recorded: (name) => duck.read((s) => recordedSnapshots(s, name)),
    quiet: (work) => quiet(paths.snapshots, work),
    signal,
  });
}

const bookSchema = z.strictObject({ to: z.string() });

/** Writes what the archive knows of removals and holds into a folder, for a restore that goes on without the keeper. */
export async function snapshotBook({ parts }: VerbContext, args: unknown): Promise<{ book: string }> {
  const { to } = parseArgs(bookSchema, args);
  await parts.duck.read((s) => writeBook(s, to));
  return { book: to };
}

/** `from` and `to`: a store of the settings, or the absolute path of a folder. */
const copySchema = z.strictObject({ id: z.string(), from: z.string().optional(), to: z.string() });

export async function snapshotCopy({ parts, progress, signal }: VerbContext, args: unknown): Promise<CopyResult> {
  const { id, from = ownStore, to } = parseArgs(copySchema, args);
  const { duck, paths, config, identity } = parts;
  const stores = storesOf(paths, config);
  const place = storeNamed(stores, to, true);
  if (place.name !== ownStore && stores.includes(place)) refuseApart(parts);
  const copied = await alone(paths.snapshots, () =>
    copySnapshot({
      from: storeNamed(stores, from, false).open(),
      to: place.open(),
      id,
      key: snapshotKey(identity.secret),
      // Another store may lack what must not leave: what it has is taken.
      withLocal: place.holdsLocal && from !== ownStore ? 'as-found' : place.holdsLocal,
      tempDir: paths.tmp,
      progress,
      signal,
    }),
  );
  // A folder that is carried away is nobody's to keep book of.
  if (stores.includes(place)) {
    await duck.write((s) => recordPlaces(s, place.name, copied.snapshots, 'stored', actor()));
  }
  return { store: place.name, ...copied };
}
