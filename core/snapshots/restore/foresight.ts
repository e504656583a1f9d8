/** What can be told of a chain before an archive is made of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import { openDuck } from '../../archive/duck.js';
import type { Duck } from '../../archive/duck.js';
import type { Link } from '../link.js';
import { seqAt } from '../rebuild.js';
import type { Book } from '../removals/book.js';
import { loadKnown, nothingNew } from '../removals/known.js';

export interface Limits {
  memoryLimitMb: number;
  threads: number;
}

/** What a restore up to a seq would carry along. */
export async function newsAt(limits: Limits, books: readonly Book[], to: number) {
  if (books.length === 0) return nothingNew;
  return inMemory(limits, (duck) => duck.scratch(async (s, scratch) => (await loadKnown(s, scratch, books, to)).news));
}

/** An engine without an archive, and a folder that goes with it. */
async function inMemory<T>(
  { memoryLimitMb, threads }: Limits,
  fn: (duck: Duck, tempDir: string) => Promise<T>,
): Promise<T> {
  const tempDir = await mkdtemp(join(tmpdir(), 'sheetkeep-plan-'));
  const duck = await openDuck({ archivePath: null, tempDir, memoryLimitMb, threads });
  try {
    return await fn(duck, tempDir);
  } finally {
    await duck.close();
    await rm(tempDir, { recursive: true, force: true });
  }
}

const tooLate = (taken: string): NamedError =>
  new NamedError('later-than-snapshot', `the snapshot was taken at ${taken}, before that time: it cannot tell`, {
    exit: 'usage',
    hint: 'Choose a newer one ("sheetkeep snapshot list"), or leave --at out for all that it holds.',
  });

/** The last seq of that time. Throws `later-than-snapshot`, `nothing-at-that-time`. */
export async function cutAt(request: Limits, chain: readonly Link[], at: string): Promise<number> {
  const { at: begun, highWater } = (chain.at(-1) as Link).head;
  const taken = Math.max(Date.parse(begun), Date.parse(highWater.at));
  if (Date.parse(at) > taken) throw tooLate(new Date(taken).toISOString());
  const seq = await inMemory(request, (duck, tempDir) => seqAt(duck, chain, tempDir, at));
  if (seq > 0) return seq;
  throw new NamedError('nothing-at-that-time', 'the archive did not exist at that time', { exit: 'usage' });
}
