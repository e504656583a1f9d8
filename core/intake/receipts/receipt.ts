/** Writes the receipt of a delivery: one workbook, and further ones when the rows to fix are very many. */
import { lstat, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { hashFile, makeFolder, tempName } from '../../archive/files.js';
import type { HashedFile } from '../../archive/files.js';
import { writeBook } from './book.js';
import type { Book } from './book.js';
import { asksColumns, writeChoices, writeColumns } from './columns-sheet.js';
import { receiptName } from './file-name.js';
import type { ReceiptInput, RejectedRow } from './input.js';
import { writeIssues } from './issues-sheet.js';
import { writeMembers } from './members-sheet.js';
import { placeNew, placeOver } from './place.js';
import { writeTables } from './tables-sheet.js';
import { writeSummary } from './summary.js';
import type { Overflow } from './summary.js';
import { ToFixSheets } from './to-fix.js';
import type { MakeToken } from './to-fix.js';

export interface ReceiptPlace {
  /** The outbox. */
  folder: string;
  token: MakeToken;
  /** The first workbook of this delivery's earlier receipt: it is replaced under its name. */
  replaces?: string | null;
  limits?: ReceiptLimits;
  /** Names of the temp files in the folder, for a caller that must clear them away when the writer itself cannot. */
  temps?: readonly string[];
}

/** Rows to fix per workbook, and workbooks per receipt; what goes beyond is told, with where to find it. */
export interface ReceiptLimits {
  rowsPerBook: number;
  books: number;
}

export const receiptLimits: ReceiptLimits = { rowsPerBook: 20_000, books: 5 };

export interface WrittenReceipt {
  /** The receipt proper. */
  path: string;
  /** All workbooks, the receipt first. */
  files: ({ path: string } & HashedFile)[];
  /** Rows to fix that are listed, and those for which there was no room. */
  listed: number;
  untold: number;
}

/** Writes and places the workbooks. On any error nothing is left under a final name that was not there before. */
export async function writeReceipt(input: ReceiptInput, place: ReceiptPlace): Promise<WrittenReceipt> {
  await makeFolder(place.folder);
  const { rowsPerBook, books } = place.limits ?? receiptLimits;
  const toFix = input.rejected ? Math.max(0, input.counts.rejected - input.resolved) : 0;
  const count = Math.min(books, Math.max(1, Math.ceil(toFix / rowsPerBook)));
  const names = await freeNames(input, place);
  const overflow: Overflow = {
    rows: Math.max(0, Math.min(toFix, count * rowsPerBook) - rowsPerBook),
    files: Array.from({ length: count - 1 }, (_, at) => numbered(names[0] ?? '', at + 2)),
    untold: Math.max(0, toFix - count * rowsPerBook),
  };
  const rows = new RowsToFix(input.rejected);
  const temps: string[] = [];
  try {
    for (let number = 1; number <= count; number += 1) {
      const temp = join(place.folder, place.temps?.[number - 1] ?? tempName());
      temps.push(temp);
      await writeBook(temp, (book) =>
        fillBook(book, input, place.token, rows, number === 1 ? overflow : null, rowsPerBook),
      );
    }
    return await placeAll(temps, names, place, { listed: rows.taken, untold: overflow.untold });
  } finally {
    await rows.close();
    for (const temp of temps) await rm(temp, { force: true });
  }
}

/** The whole receipt when `overflow` is given, else only a further workbook of rows. */
async function fillBook(
  book: Book,
  input: ReceiptInput,
  token: MakeToken,
  rows: RowsToFix,
  overflow: Overflow | null,
  rowsPerBook: number,
): Promise<void> {
  const used = new Set<string>();
  if (overflow) writeSummary(book, input, overflow);
  if (overflow && input.packed) writeMembers(book, input, input.packed);
  if (overflow && input.readingQuestions.length > 0) writeTables(book, input, token);
  if (overflow && asksColumns(input)) writeColumns(book, input, token);
  const sheets = new ToFixSheets(book, input, token, used);
  for (let listed = 0; listed < rowsPerBook; listed += 1) {
    if (listed % 200 === 0) await setImmediate();
    const row = await rows.next();
    if (!row) break;
    sheets.add(row);
  }
  sheets.close();
  if (overflow && input.issues.length > 0) writeIssues(book, input);
  writeChoices(book, input);
}

/** Names for the first workbook, best first; the last is the delivery's own. A receipt that is replaced keeps its name. */
async function freeNames(input: ReceiptInput, { folder, replaces }: ReceiptPlace): Promise<string[]> {
  if (replaces && dirname(replaces) === folder) return [basename(replaces)];
  const marks = ['', `_${input.delivery.slice(1, 5)}`, `_${input.delivery}`];
  const names = marks.map((mark) => receiptName(input, mark));
  const taken = await Promise.all(names.slice(0, -1).map((name) => exists(join(folder, name))));
  return names.filter((_, at) => !taken[at]);
}

const exists = async (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** `…_tofix9.xlsx` → `…_tofix9_2.xlsx` */
const numbered = (name: string, number: number): string => name.replace(/\.xlsx$/, `_${number}.xlsx`);

async function placeAll(
  temps: readonly string[],
  names: readonly string[],
  { folder }: ReceiptPlace,
  told: { listed: number; untold: number },
): Promise<WrittenReceipt> {
  const files: WrittenReceipt['files'] = [];
  let path = '';
  for (const [at, temp] of temps.entries()) {
    const hashed = await hashFile(temp);
    if (at === 0) path = await placeNew(temp, folder, names);
    else await placeOver(temp, numbered(path, at + 1));
    files.push({ path: at === 0 ? path : numbered(path, at + 1), ...hashed });
  }
  return { path, files, ...told };
}

/** The rows one by one over all workbooks. */
class RowsToFix {
  taken = 0;
  readonly #pages: AsyncIterator<readonly RejectedRow[]> | null;
  #page: readonly RejectedRow[] = [];
  #at = 0;

  constructor(pages: AsyncIterable<readonly RejectedRow[]> | null) {
    this.#pages = pages?.[Symbol.asyncIterator]() ?? null;
  }

  async next(): Promise<RejectedRow | null> {
    while (this.#at >= this.#page.length) {
      const next = await this.#pages?.next();
      if (!next || next.done) return null;
      this.#page = next.value;
      this.#at = 0;
    }
    this.taken += 1;
    return this.#page[this.#at++] ?? null;
  }

  async close(): Promise<void> {
    await this.#pages?.return?.();
  }
}
