/** Brings records back into the living archive out of a snapshot. */
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { compiledModule } from '../../../core/archive/compiled.js';
import { makeFolder, hashFile, tempName } from '../../../core/archive/files.js';
import type { HashedFile } from '../../../core/archive/files.js';
import { originalRef } from '../../../core/archive/objects.js';
import { ownStore } from '../../../core/snapshots/ledger.js';
import { snapshotKey } from '../../../core/snapshots/manifest/sign.js';
import { planRestore, restoreIntoLive } from '../../../core/snapshots/restore/into-live.js';
import type { IntoLive } from '../../../core/snapshots/restore/into-live.js';
import { makePast } from '../../../core/snapshots/restore/make-past.js';
import { isIdle } from '../../../core/snapshots/restore/plan.js';
import { writeBook } from '../../../core/snapshots/removals/book.js';
import { undoneBatches } from '../../../core/snapshots/restore/undone.js';
import type { Selection } from '../../../core/snapshots/restore/selection.js';
import { namedField } from '../../../schemas/datasets/named-field.js';
import { namedDataset } from '../../named.js';
import { productVersion } from '../../version.js';
import { actor } from '../actor.js';
import type { Parts } from '../parts.js';
import { safeguard } from '../safeguard.js';
import type { LiveRestoreAnswer } from '../snapshot-answers.js';
import { identitiesOf } from '../snapshot-keys.js';
import { storeNamed, storesOf } from '../snapshot-stores.js';
import { parseArgs, wholeNumber } from './args.js';
import type { VerbContext } from './context.js';

const schema = z.strictObject({
  id: z.string(),
  dataset: z.string(),
  record: z.string().optional(),
  field: z.string().optional(),
  at: z.iso.datetime().optional(),
  store: z.string().optional(),
  withUndone: z.boolean(),
  plan: z.boolean(),
  snapshot: z.boolean(),
});
type Asked = z.infer<typeof schema>;

/** A field may be asked for by its label; from here on it goes by its name. */
function askedOf({ config }: Parts, args: unknown): { asked: Asked; selection: Selection } {
  const { field: named, ...asked } = parseArgs(schema, args);
  const { dataset: name, record, withUndone } = asked;
  const dataset = namedDataset(config, name);
  const field = named === undefined ? undefined : namedField(dataset, named);
  const selection = {
    dataset,
    withUndone,
    ...(record === undefined ? {} : { id: wholeNumber(record, 'A record') }),
    ...(field ? { field: field.id } : {}),
  };
  return { asked: field ? { ...asked, field: field.name } : asked, selection };
}

/** Rebuilds the snapshot below `folder`; answers the archive file, and up to where it knows what was removed here. */
async function pastOf({ parts, progress, signal }: VerbContext, asked: Asked, folder: string) {
  const { duck, paths, config, identity } = parts;
  const living = join(folder, 'book');
  const knownTo = await duck.read((s) => writeBook(s, living));
  const pastFile = await makePast({
    store: storeNamed(storesOf(paths, config), asked.store ?? ownStore, false).spec(),
    key: snapshotKey(identity.secret),
    identities: await identitiesOf(paths),
    id: asked.id,
    to: join(folder, 'past'),
    living,
    ...(asked.at === undefined ? {} : { at: asked.at }),
    undone: asked.withUndone ? [] : await duck.read(undoneBatches),
    memoryLimitMb: config.memory.archiveMb,
    threads: config.threads.archive,
    audit: compiledModule('../audit-fault.js', import.meta.url).href,
    progress,
    signal,
  });
  return { pastFile, knownTo };
}

/** What was asked for, as the original of the delivery: ids only. */
async function placeOrder({ paths, store }: Parts, restore: string, asked: Asked): Promise<HashedFile> {
  const { id: snapshot, at = null, dataset, record = null, field = null, withUndone } = asked;
  const order = {
    restore,
    snapshot,
    at,
    dataset,
    record,
    field,
    withUndone,
    by: actor(),
    time: new Date().toISOString(),
  };
  const temp = join(paths.originals, tempName());
  try {
    await writeFile(temp, `${JSON.stringify(order)}\n`, { flag: 'wx' });
    const hashed = await hashFile(temp);
    await store.put(temp, originalRef(hashed.sha256), { hashed });
    return hashed;
  } finally {
    await rm(temp, { force: true });
  }
}

export async function snapshotRestore(context: VerbContext, args: unknown): Promise<LiveRestoreAnswer> {
  const { parts, changed, signal } = context;
  const { duck, paths } = parts;
  const { asked, selection } = askedOf(parts, args);
  const restore = `restore-${randomBytes(6).toString('hex')}`;
  const folder = join(paths.tmp, restore);
  await makeFolder(folder);
  try {
    const past = await pastOf(context, asked, folder);
    const common = { snapshot: asked.id, actor: actor(), product: productVersion(), signal };
    const request: IntoLive = { duck, ...past, selection, ...common };
    const told = { snapshot: asked.id, dataset: asked.dataset, at: asked.at ?? null, plan: asked.plan };
    const unchanged = { batches: [], snapshotBefore: null };
    if (asked.plan) return { ...told, ...(await planRestore(request)), ...unchanged, lines: null };
    const lines = join(paths.outbox, `${restore}.csv`);
    if (asked.snapshot) {
      // What changes nothing needs no snapshot before.
      const planned = await planRestore(request, lines);
      if (isIdle(planned)) return { ...told, ...planned, ...unchanged, lines };
    }
    const snapshotBefore = asked.snapshot ? await safeguard(context) : null;
    const done = await execute(context, request, lines, asked);
    if (done.batches.length > 0) await changed();
    return { ...told, ...done, snapshotBefore };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function execute({ parts, progress }: VerbContext, request: IntoLive, lines: string, asked: Asked) {
  const order = await placeOrder(parts, basename(lines, '.csv'), asked);
  try {
    const done = await restoreIntoLive(request, {
      order,
      lines,
      planned: ({ counts }) => progress({ step: 'commit', rows: counts.created + counts.updated }),
    });
    if (done.batches.length === 0) await sweep(parts, order, '');
    const batches = done.batches.map(({ batch, ...rest }) => ({ batch: String(batch), ...rest }));
    return { ...done, batches, lines };
  } catch (thrown) {
    await sweep(parts, order, lines);
    throw thrown;
  }
}

/** Where nothing was committed, what was laid out for it goes, too. */
async function sweep({ duck, store }: Parts, { sha256 }: HashedFile, lines: string): Promise<void> {
  const landed = await duck.read((s) =>
    s.count('SELECT count(*) FROM archive.log.originals WHERE sha256 = $1', [sha256]),
  );
  if (landed > 0) return;
  await rm(lines, { force: true });
  await store.remove(originalRef(sha256));
}
