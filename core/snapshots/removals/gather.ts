/**
 * Collects what is known of removals and holds where a snapshot is restored from: its own book, those of the snapshots of the
 * stores that know more, and of the living archive.
 */
import { join } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import { readSnapshots } from '../chain.js';
import type { Head } from '../manifest/model.js';
import type { ManifestFault } from '../manifest/read.js';
import type { Link } from '../link.js';
import { hasLocal, openChain } from '../restore/open-chain.js';
import type { Opener } from '../restore/open-chain.js';
import type { SnapshotStore } from '../stores/store.js';
import { bookIn, bookOf, factsIn } from './book.js';
import type { Book, BookFacts } from './book.js';

export interface GatherRequest extends Opener {
  /** Where it is restored from; and others that may know more. */
  store: SnapshotStore;
  alsoIn?: readonly SnapshotStore[];
  /** Folder with the book of the living archive (`writeBook`). */
  living?: string;
}

interface Other {
  head: Head;
  store: SnapshotStore;
}

export interface Gathered {
  /** The own one first; none at all where nobody knows of anything. */
  books: Book[];
  /** Newer snapshots whose manifest cannot be read, where no living archive was asked: they may tell of removals nobody else knows of. */
  unread: string[];
}

/** Throws `removals-unreadable`. */
export async function gatherBooks(
  request: GatherRequest,
  chain: readonly Link[],
  withLocal: boolean,
  folder: string,
): Promise<Gathered> {
  const { living } = request;
  const { head } = chain.at(-1) as Link;
  const { others, unread } = await othersOf(request, head);
  const told = living === undefined ? nothing : await factsIn(living);
  const heads = [head, told, ...others.map((one) => one.head)];
  if (heads.every(({ removals, holds }) => removals.length + holds === 0)) return { books: [], unread };
  const books = [await bookOf(chain, withLocal, join(folder, '0'))];
  if (living !== undefined) books.push(bookIn(living));
  // The living archive has the last word on holds; without it the newest snapshot that tells of any.
  const last = living === undefined ? others.find((one) => one.head.holds > 0 && one.head.id > head.id) : undefined;
  const known = { removals: new Set([...head.removals, ...told.removals]), holds: Math.max(head.holds, told.holds) };
  return { books: [...books, ...(await readOthers(request, known, others, last, folder))], unread };
}

const nothing: BookFacts = { removals: [], holds: 0 };

/** Snapshots of the same workspace that tell of anything, the newest first; and newer ones that cannot be read. */
async function othersOf({ store, alsoIn = [], key, living }: GatherRequest, own: Head) {
  const others: Other[] = [];
  const [seen, faulty] = [new Set<string>(), new Set<string>()];
  for (const one of [store, ...alsoIn]) {
    for (const found of await readSnapshots(one, key)) {
      if ('fault' in found) {
        if (isTelling(found.fault) && found.id > own.id) faulty.add(found.id);
        continue;
      }
      const { head } = found;
      seen.add(head.id);
      if (head.id === own.id || head.workspace !== own.workspace) continue;
      if (head.removals.length + head.holds > 0) others.push({ head, store: one });
    }
  }
  others.sort((a, b) => (a.head.id === b.head.id ? 0 : a.head.id < b.head.id ? 1 : -1));
  const unread = living === undefined ? [...faulty].filter((id) => !seen.has(id)).sort() : [];
  return { others, unread };
}

/** Without a manifest there is no snapshot, and that of another workspace tells nothing of this one. */
const isTelling = (fault: ManifestFault): boolean => fault !== 'manifest-missing' && fault !== 'other-key';

/** As many as are needed to know every removal that any of them names, and the last word on holds. */
async function readOthers(
  request: GatherRequest,
  known: { removals: Set<string>; holds: number },
  others: readonly Other[],
  last: Other | undefined,
  folder: string,
): Promise<Book[]> {
  const books: Book[] = [];
  const says = ({ head }: Other): boolean =>
    head.holds > known.holds || head.removals.some((id) => !known.removals.has(id));
  for (const other of others) {
    if (other !== last && !says(other)) continue;
    const book = await read(request, other, join(folder, String(books.length + 1)));
    if (book === null) continue;
    books.push(book);
    known.holds = Math.max(known.holds, other.head.holds);
    for (const id of other.head.removals) known.removals.add(id);
  }
  const lost = others.filter(says);
  if (lost.length > 0) throw unreadable(lost);
  return books;
}

/** null: it cannot be read; another one may say the same. */
async function read(request: GatherRequest, { head, store }: Other, folder: string): Promise<Book | null> {
  try {
    const chain = await openChain({ ...request, store, id: head.id });
    return await bookOf(chain, await hasLocal(store, chain), folder);
  } catch (thrown) {
    if (thrown instanceof NamedError && !thrown.retryable) return null;
    throw thrown;
  }
}

const unreadable = (lost: readonly Other[]): NamedError =>
  new NamedError(
    'removals-unreadable',
    `what was removed since cannot be read: ${lost.map(({ head }) => head.id).join(', ')}`,
    {
      exit: 'checkFailed',
      hint: 'Nothing was restored: what was removed would come back. If keys were rotated since, name a file with --identity that holds the newest recovery identity as well. If one of these snapshots is damaged, bring it back with "sheetkeep snapshot copy ID --from STORE --to workspace", or restore out of a store that has it whole (--from).',
    },
  );
