/**
 * A sheet that repeats the rows of the others (总表, All): by what stands in it, whatever it is called.
 *
 * It is the largest of the sheets whose headers are alike (up to two columns apart, for a serial number and the branch). Nearly each
 * of its rows stands on one of at least two other sheets, nearly all rows of those stand on it, and most of them on one sheet only: lists
 * that are kept month by month repeat one another without being a sum. Rows are compared by the texts of the common columns.
 */
import type { StagedTable } from '../../../schemas/staging.js';
import type { IssueList } from '../refusal.js';
import { rowTexts } from '../rows/row-texts.js';
import { isSerialHeader } from './header-marks.js';

interface RepeatSheet {
  sheetIndex: number;
  /** Its rows, and those that stand on no other sheet. */
  rows: number;
  only: number;
}

const mostColumnsApart = 2;
const leastCommon = 2;
const leastRows = 3;
/** Digests of so many rows are held: 8 bytes each. */
const mostRows = 4_000_000;
/** Sheets of so many rows are always compared; of larger ones so many rows at first. */
const smallRows = 20_000;
const headRows = 500;
const wholeName = /总|全部|所有|汇|合并|\b(?:all|total|whole|everything|summary|overview|master|combined|merged)\b/i;
/** Shares of rows: of the sheet on others, of another on it; of those found, on one other sheet only; that are no repeats themselves. */
const nearlyAll = 0.95;
const belongs = 0.8;
const onOneSheet = 0.8;
const distinct = 0.9;

/** Leaves such sheets out, with an issue for each; `wants`: what a person said of a sheet (null = nothing). */
export function withoutRepeats(
  tables: StagedTable[],
  issues: IssueList,
  wants: (sheet: string | null) => boolean | null,
): StagedTable[] {
  const found = repeatSheet(tables.filter(({ sheet }) => wants(sheet) !== false));
  if (found === null) return tables;
  const sheet = tables.find(({ sheetIndex }) => sheetIndex === found.sheetIndex)?.sheet ?? null;
  if (wants(sheet) === true) return tables;
  const { rows, only } = found;
  issues.add({ code: 'repeat-sheet-skipped', sheet, params: { rows, only } });
  const left = tables
    .filter(({ sheetIndex }) => sheetIndex !== found.sheetIndex)
    .map((table, at) => ({ ...table, table: at }));
  // There may be a second one (总表 and All).
  return withoutRepeats(left, issues, wants);
}

/** The sheet that repeats others of the tables; null = none. */
function repeatSheet(tables: readonly StagedTable[]): RepeatSheet | null {
  const candidates = onlyOnes(tables);
  for (const whole of candidates) {
    const alike = candidates.filter((table) => table !== whole && isAlike(whole, table));
    const isLargest = alike.every(({ rows }) => rows <= whole.rows);
    const found = isLargest ? repeatOf(whole, alike) : null;
    if (found !== null) return found;
  }
  return null;
}

function repeatOf(whole: StagedTable, alike: readonly StagedTable[]): RepeatSheet | null {
  if (whole.rows < leastRows || whole.rows > mostRows) return null;
  const parts = alike.filter(({ rows }) => rows < whole.rows);
  const sum = parts.reduce((rows, part) => rows + part.rows, 0);
  const columns = commonHeaders([whole, ...parts]);
  if (parts.length < 2 || sum < nearlyAll * whole.rows || columns.length < leastCommon) return null;
  return isWorthIt(whole, parts, columns) ? compared(whole, parts, columns) : null;
}

/** All rows of large sheets are read once more only where their first ones, or the name, speak for it. */
function isWorthIt(whole: StagedTable, parts: readonly StagedTable[], columns: readonly string[]): boolean {
  if (whole.rows <= smallRows || wholeName.test(whole.sheet ?? '')) return true;
  const heads = new Set(parts.flatMap((part) => [...headOf(part, columns)]));
  for (const digest of headOf(whole, columns)) if (heads.has(digest)) return true;
  return false;
}

function* headOf(table: StagedTable, columns: readonly string[]): Generator<number> {
  let left = headRows;
  for (const digest of digestsOf(table, columns)) {
    if (left-- === 0) return;
    yield digest;
  }
}

/** The tables that are the only ones of their sheets; a sheet with several is none that sums up. */
function onlyOnes(tables: readonly StagedTable[]): StagedTable[] {
  return tables.filter(
    (table) =>
      table.headerRows.length > 0 && !tables.some((other) => other !== table && other.sheetIndex === table.sheetIndex),
  );
}

const folded = (header: string): string => header.normalize('NFKC').trim().toLowerCase();

const headersOf = ({ columns }: StagedTable): Set<string> =>
  new Set(columns.map(({ header }) => folded(header)).filter((header) => header !== '' && !isSerialHeader(header)));

function isAlike(whole: StagedTable, part: StagedTable): boolean {
  const [own, other] = [headersOf(whole), headersOf(part)];
  const common = [...other].filter((header) => own.has(header)).length;
  return Math.max(own.size, other.size) - common <= mostColumnsApart && common > other.size / 2;
}

function commonHeaders(tables: readonly StagedTable[]): string[] {
  const [first, ...others] = tables.map(headersOf);
  return [...(first ?? [])].filter((header) => others.every((headers) => headers.has(header)));
}

function compared(whole: StagedTable, parts: readonly StagedTable[], headers: readonly string[]): RepeatSheet | null {
  const own = new OwnRows(digestsOf(whole, headers));
  if (own.distinct < distinct * own.rows || own.rows < leastRows) return null;
  const taken = parts.filter((part, at) => own.meet(digestsOf(part, headers), at) >= belongs);
  if (taken.length < 2) return null;
  // What stands on sheets that do not belong to it proves nothing: only those that do are met.
  const found = new OwnRows(digestsOf(whole, headers));
  for (const [at, part] of taken.entries()) found.meet(digestsOf(part, headers), at);
  if (found.met < nearlyAll * found.rows || found.metOnce < onOneSheet * found.met) return null;
  return { sheetIndex: whole.sheetIndex, rows: whole.rows, only: found.rows - found.met };
}

/** The rows of a sheet by their digests, and on how many others each was met. */
class OwnRows {
  readonly rows: number;
  readonly distinct: number;
  private readonly digests: Float64Array;
  /** By place among the digests: number of sheets, and the last of them plus 1. */
  private readonly sheets: Uint16Array;
  private readonly last: Uint16Array;

  constructor(digests: Iterable<number>) {
    this.digests = Float64Array.from(digests).sort();
    this.rows = this.digests.length;
    this.sheets = new Uint16Array(this.rows);
    this.last = new Uint16Array(this.rows);
    this.distinct = this.digests.reduce((count, digest, at) => count + (digest === this.digests[at - 1] ? 0 : 1), 0);
  }

  /** The share of the other's rows that stand here. */
  meet(others: Iterable<number>, sheet: number): number {
    let rows = 0;
    let met = 0;
    for (const digest of others) {
      rows += 1;
      const at = this.find(digest);
      if (at < 0) continue;
      met += 1;
      if (this.last[at] === sheet + 1) continue;
      this.last[at] = sheet + 1;
      this.sheets[at] = (this.sheets[at] ?? 0) + 1;
    }
    return rows === 0 ? 0 : met / rows;
  }

  /** Rows that were met on any sheet. */
  get met(): number {
    return this.count((sheets) => sheets > 0);
  }

  get metOnce(): number {
    return this.count((sheets) => sheets === 1);
  }

  private count(holds: (sheets: number) => boolean): number {
    let [count, first] = [0, 0];
    for (let at = 0; at < this.rows; at += 1) {
      if (this.digests[at] !== this.digests[at - 1]) first = at;
      if (holds(this.sheets[first] ?? 0)) count += 1;
    }
    return count;
  }

  /** The first place of a digest; -1 = it is not there. */
  private find(digest: number): number {
    let [from, to] = [0, this.rows];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.digests[middle] ?? 0) < digest) from = middle + 1;
      else to = middle;
    }
    return this.digests[from] === digest ? from : -1;
  }
}

/** Of rows with at least two filled cells in the columns: one filled cell says too little. */
function* digestsOf({ csv, columns }: StagedTable, headers: readonly string[]): Generator<number> {
  const places = headers.map((header) => columns.findIndex((column) => folded(column.header) === header));
  for (const cells of rowTexts(csv)) {
    const texts = places.map((place) => (cells[place] ?? '').trim());
    if (texts.filter((text) => text !== '').length >= 2) yield digestOf(texts.join('\u001f'));
  }
}

/** 53 bits of two multiplicative hashes: no promise, but chance equality does not reach a share of rows. */
function digestOf(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (0x1fffff & low) + (high >>> 0);
}
