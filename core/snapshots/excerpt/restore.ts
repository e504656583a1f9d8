/** Restores one dataset, or one thing of it, into an empty place: a workspace of its own that says what it lacks. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import { makeFolder, makeNamedFolder, renameDurably, tempName } from '../../archive/files.js';
import type { Part } from '../../archive/log/excerpts.js';
import { workspacePaths } from '../../archive/workspace.js';
import { checkSnapshots } from '../check.js';
import { totalOf } from '../manifest/model.js';
import type { BodyOriginal } from '../manifest/model.js';
import { placeOriginal } from '../originals.js';
import type { Link } from '../link.js';
import { originalsOf, placeSettings, refuseFaults, refuseOccupied } from '../restore.js';
import type { RestorePlan, RestoreRequest } from '../restore.js';
import type { Book } from '../removals/book.js';
import { gatherBooks } from '../removals/gather.js';
import { setApart } from '../restore/apart.js';
import { cutAt, newsAt } from '../restore/foresight.js';
import { hasLocal, openChain } from '../restore/open-chain.js';
import { cutArchive } from './build.js';
import type { Cut } from './build.js';
import { notThere } from './choose.js';
import { isRead } from './stage.js';

export interface ExcerptPlan extends RestorePlan, Part {
  leftOut: { rows: number; originals: number };
}

export interface ExcerptRequest extends Omit<RestoreRequest, 'secrets' | 'withoutOriginals'> {
  part: Part;
  /** Who asks for it. */
  actor: string;
}

/**
 * Throws as `restoreSnapshot`, and `dataset-not-in-snapshot`, `thing-unknown`, `dataset-withheld`. After an error `to` is as it was.
 * Damage to what is not needed does not matter.
 */
export async function restoreExcerpt(request: ExcerptRequest): Promise<ExcerptPlan> {
  await refuseOccupied(request.to);
  const chain = await openChain(request);
  await refuseDamaged(request, chain);
  const withLocal = await hasLocal(request.store, chain);
  refuseUnknown(request, chain, withLocal);
  const lastSeq = request.at === undefined ? endOf(chain).seq.to : await cutAt(request, chain, request.at);
  const folder = await mkdtemp(join(tmpdir(), 'sheetkeep-books-'));
  try {
    const opened: Opened = { chain, withLocal, lastSeq, ...(await gatherBooks(request, chain, withLocal, folder)) };
    return await (request.planOnly ? planOnly(request, opened) : place(request, opened));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function place(request: ExcerptRequest, opened: Opened): Promise<ExcerptPlan> {
  const to = resolve(request.to);
  const temp = join(dirname(to), tempName());
  await makeNamedFolder(temp);
  try {
    const plan = await build(request, opened, temp);
    await renameDurably(temp, to);
    return plan;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

interface Opened {
  chain: readonly Link[];
  withLocal: boolean;
  lastSeq: number;
  books: readonly Book[];
  unread: string[];
}

const endOf = (chain: readonly Link[]) => (chain.at(-1) as Link).head;

/** Names and sizes of all that may be needed; bytes are proved when they are read. */
async function refuseDamaged({ store, key, id, part, signal }: ExcerptRequest, chain: readonly Link[]): Promise<void> {
  const asked = { store, holdsLocal: null, key, id, slice: null };
  const { faults } = await checkSnapshots({ ...asked, ...(signal ? { signal } : {}) });
  const idle = new Set(
    chain.flatMap(({ body }) => [
      ...body.files.filter(({ table }) => table !== null && !isRead(table, part.dataset)).map(({ key: file }) => file),
      ...body.originals.flatMap(({ key: file }) => file ?? []),
    ]),
  );
  refuseFaults(
    id,
    faults.filter(({ file }) => !idle.has(file)),
  );
}

function refuseUnknown({ store, part: { dataset } }: ExcerptRequest, chain: readonly Link[], withLocal: boolean): void {
  const tables = chain.flatMap(({ body }) => body.tables).filter(({ table }) => table === `content_${dataset}`);
  if (tables.length === 0) throw notThere(dataset);
  if (withLocal || tables.every((table) => totalOf(table, false).rows === totalOf(table).rows)) return;
  throw new NamedError('dataset-withheld', `${store.name} may not hold ${dataset}: its rows are not there`, {
    hint: 'Restore it from the store "workspace", or from another that may hold it (holdsLocal).',
    exit: 'missingPart',
  });
}

const requestOf = ({ part, actor, memoryLimitMb, threads, verifyAudit, progress, signal }: ExcerptRequest) => ({
  part,
  actor,
  verifyAudit,
  limits: { memoryLimitMb, threads },
  ...(progress ? { progress } : {}),
  ...(signal ? { signal } : {}),
});

async function planOnly(request: ExcerptRequest, opened: Opened): Promise<ExcerptPlan> {
  // Beside the place, as a restore does, where that can be.
  const beside = dirname(resolve(request.to));
  const tempDir = await mkdtemp(join(existsSync(beside) ? beside : tmpdir(), `${tempName()}-`));
  try {
    const { limits, ...asked } = requestOf(request);
    const cut = await cutArchive({ ...asked, ...rangeOf(opened), limits: { ...limits, tempDir }, into: null });
    return await planOf(request, opened, cut);
  } finally {
    await rm(tempDir, { recursive: true, force: true });
  }
}

const rangeOf = ({ chain, withLocal, lastSeq, books }: Opened) => ({ chain, withLocal, to: lastSeq, books });

async function build(request: ExcerptRequest, opened: Opened, folder: string): Promise<ExcerptPlan> {
  const paths = workspacePaths(folder);
  const { archiveFile, highWater, tmp: tempDir } = paths;
  await makeFolder(dirname(archiveFile));
  const { limits, ...asked } = requestOf(request);
  const into = { archiveFile, highWater };
  const cut = await cutArchive({ ...asked, ...rangeOf(opened), limits: { ...limits, tempDir }, into });
  await rm(tempDir, { recursive: true, force: true });
  request.progress?.({ step: 'originals' });
  await makeFolder(paths.originals);
  for (const { link, original } of placedOf(opened, cut)) {
    request.signal?.throwIfAborted();
    await placeOriginal(link, original, folder);
  }
  await placeSettings(opened.chain.at(-1) as Link, paths.config);
  await setApart(paths.apart, endOf(opened.chain).id, request.part);
  return planOf(request, opened, cut);
}

/** Those that go with it and that the store has. */
const placedOf = ({ chain, withLocal }: Opened, { originals }: Cut): { link: Link; original: BodyOriginal }[] =>
  originalsOf(chain).filter(({ original: { sha256, local } }) => originals.has(sha256) && (withLocal || !local));

async function planOf(request: ExcerptRequest, opened: Opened, cut: Cut): Promise<ExcerptPlan> {
  const { at, part } = request;
  const { chain, lastSeq } = opened;
  const { id, highWater } = endOf(chain);
  const placed = placedOf(opened, cut).map(({ original }) => original);
  const stored = placed.filter(({ key }) => key !== null);
  const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
  return {
    snapshot: id,
    chain: chain.map(({ head }) => head.id),
    at: at ?? highWater.at,
    lastSeq,
    ...part,
    tables: cut.tables.toSorted((a, b) => (a.table < b.table ? -1 : 1)),
    rows: sum(cut.tables.map(({ rows }) => rows)),
    originals: {
      files: stored.length,
      bytes: sum(stored.map(({ sizeBytes }) => sizeBytes)),
      missing: placed.length - stored.length,
    },
    since: await newsAt(request, opened.books, lastSeq),
    unread: opened.unread,
    withheld: { rows: 0, originals: cut.originals.size - placed.length },
    leftOut: { rows: sum(Object.values(cut.leftOut)), originals: originalsOf(chain).length - placed.length },
  };
}
