/** Where a decided table begins among the rows of a sheet, and which of its rows are left out. */
import type { TableShape } from '../../../schemas/decisions.js';
import type { SheetRow } from '../cells.js';
import type { HeadRow } from '../tables/profiles.js';
import { countFilled } from '../tables/row-kinds.js';
import { wordHere } from './entries.js';
import type { Entry } from './entries.js';
import { hasTexts, headerTexts, signatureOf } from './signature.js';

/** A decided table found in the head of a sheet. */
export interface DecidedStart {
  entry: Entry;
  /** Positions of its header rows; empty = it has none. */
  headerAt: number[];
  /** Position of its first row behind the header. */
  dataAt: number;
}

/** A later file may have a few more lines above the table; many more are something else. */
const moreAbove = 3;

export class SheetDecisions {
  readonly #entries: readonly Entry[];

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /** The first decided table in the rows; null = none, they are read by what they look like. */
  start(head: readonly HeadRow[]): DecidedStart | null {
    const found = this.#entries.flatMap((entry) => startOf(entry, head) ?? []);
    return found.toSorted((a, b) => placeOf(a) - placeOf(b))[0] ?? null;
  }

  /** What was said of the table, wherever its header is found. */
  loose(): Entry | null {
    return this.#entries.find(({ word, shape }) => shape === null && word.headerRows === null) ?? null;
  }

  /** Whether a decided table begins with this row, above or below of others. */
  begins(row: SheetRow): boolean {
    return this.#entries.some((entry) => {
      if (isPlaced(entry)) return entry.word.headerRows?.[0] === row.number;
      const first = entry.shape?.header[0];
      return first !== undefined && hasTexts(headerTexts(row), first);
    });
  }

  /** Whether the row must be looked at although its bytes could be copied. */
  looksAt(number: number, text: () => string): boolean {
    return this.#entries.some((entry) => {
      if (isPlaced(entry)) return entry.word.headerRows?.[0] === number;
      const first = entry.shape?.header[0]?.[0];
      return first !== undefined && text().startsWith(first);
    });
  }
}

/** Its header is known by place, if at all. */
const isPlaced = (entry: Entry): boolean => entry.shape === null || (wordHere(entry)?.headerRows ?? null) !== null;

const placeOf = ({ headerAt, dataAt }: DecidedStart): number => headerAt[0] ?? dataAt;

function startOf(entry: Entry, head: readonly HeadRow[]): DecidedStart | null {
  const { shape } = entry;
  if (shape === null) return byPlace(entry, head);
  if (isPlaced(entry)) {
    const start = byPlace(entry, head);
    return start && hasHeader(shape, head, start.headerAt) ? start : null;
  }
  if (shape.header.length === 0) return withoutHeader(entry, head, shape.width);
  const at = head.findIndex((_, from) =>
    shape.header.every((texts, row) => {
      const there = head[from + row];
      return there !== undefined && hasTexts(headerTexts(there), texts);
    }),
  );
  if (at < 0 || filledAbove(head, at) > shape.above + moreAbove) return null;
  return { entry, headerAt: shape.header.map((_, row) => at + row), dataAt: at + shape.header.length };
}

/** The header said to stand there is the one that is remembered. */
const hasHeader = ({ header }: TableShape, head: readonly HeadRow[], at: readonly number[]): boolean =>
  header.length === at.length &&
  header.every((texts, level) => {
    const row = head[at[level] ?? -1];
    return row !== undefined && hasTexts(headerTexts(row), texts);
  });

function byPlace(entry: Entry, head: readonly HeadRow[]): DecidedStart | null {
  const { headerRows, firstRow } = entry.word;
  if (headerRows === null) return null;
  const headerAt = headerRows.flatMap((number) => {
    const at = head.findIndex((row) => row.number === number);
    return at < 0 ? [] : [at];
  });
  if (headerAt.length < headerRows.length) return null;
  const from = headerAt.length > 0 ? (headerAt.at(-1) ?? 0) + 1 : 0;
  const dataAt = headerAt.length > 0 ? from : head.findIndex((row) => row.number >= (firstRow ?? 1));
  return dataAt < 0 ? null : { entry, headerAt, dataAt };
}

/** Rows as wide as they were; what stood above the data then is known by its words. */
function withoutHeader(entry: Entry, head: readonly HeadRow[], width: number): DecidedStart | null {
  const above = new Set(entry.shape?.between);
  const isLeftOut = (row: HeadRow): boolean =>
    countFilled(row.cells, row.count) === 0 || above.has(signatureOf(row) ?? '');
  const dataAt = head.findIndex((row) => !isLeftOut(row));
  const widest = Math.max(0, ...head.slice(Math.max(0, dataAt)).map((row) => lastFilled(row) + 1));
  return dataAt < 0 || widest !== width ? null : { entry, headerAt: [], dataAt };
}

const lastFilled = ({ cells, count }: HeadRow): number =>
  cells.slice(0, count).findLastIndex((cell) => (cell ?? '').trim() !== '');

export const filledAbove = (head: readonly HeadRow[], at: number): number =>
  head.slice(0, at).filter((row) => countFilled(row.cells, row.count) > 0).length;
