/**
 * Rows of totals that name what they sum up (华东小计, North total). Ordinary names look like such labels, so the numbers must prove it: they
 * are the sums of rows above, or near them in a row that has nothing else.
 */
import { labelKind, totalledName } from '../../../schemas/total-words.js';
import type { RawRecord, SheetRow } from '../cells.js';
import { dominantShape, profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { countFilled, firstFilled } from './row-kinds.js';
import { shapeBesideTotal } from './shapes.js';
import { statisticEnds, statisticOf, statisticWord } from './statistics.js';
import type { StatisticKind } from './statistics.js';

/** A whole number from here on, and any other number, is seldom by chance the sum of others. */
const tellingNumber = 100;
/** How far from the sum, in its own size, a number may be that was meant to be it. */
const nearby = 0.2;
const isLatin = /[a-z]/i;

interface Label {
  at: number;
  /** '' = none: a word for a statistic alone. */
  name: string;
  /** What the numbers are, where they are no sums. */
  statistic: StatisticKind | null;
}

/** The row has such a label and otherwise numbers alone: one to be proved; else null. */
export function labelledTotal({ cells, count }: SheetRow): Label | null {
  const at = firstFilled(cells, count);
  const label = at < 0 ? null : labelIn(cells[at] ?? '');
  if (label === null) return null;
  let numbers = 0;
  for (let next = at + 1; next < count; next += 1) {
    const shape = shapeBesideTotal(cells[next] ?? null);
    if (shape === 'number') numbers += 1;
    else if (shape !== 'blank' && shape !== 'none') return null;
  }
  return numbers > 0 ? { at, ...label } : null;
}

function labelIn(text: string): Omit<Label, 'at'> | null {
  const name = totalledName(text);
  if (name !== null) return { name, statistic: null };
  const found = statisticOf(text);
  if (found !== null) return { name: found.name, statistic: found.kind };
  return statisticWord(text) === 'average' ? { name: '', statistic: 'average' } : null;
}

const longestLabelBytes = 160;
const threeBytes = (buffer: Uint8Array, end: number): number =>
  ((buffer[end - 3] ?? 0) << 16) | ((buffer[end - 2] ?? 0) << 8) | (buffer[end - 1] ?? 0) | 0x20_20_20;
/** How the words end, by three bytes in lower case. */
const wordEnds = new Set(
  ['tal', 'als', '计', '总', ...statisticEnds].map((end) => threeBytes(Buffer.from(end), Buffer.from(end).length)),
);

/** Whether a record, looked at as bytes, begins with a cell that may end in a word for total; never misses one. */
export function mayBeLabelled({ buffer, start, end }: RawRecord, delimiter: number): boolean {
  const isQuoted = buffer[start] === 0x22;
  const stop = isQuoted ? 0x22 : delimiter;
  const from = isQuoted ? start + 1 : start;
  const limit = Math.min(end, from + longestLabelBytes);
  let at = from;
  while (at < limit && buffer[at] !== stop) at += 1;
  while (at > from && !isOfWord(buffer[at - 1] as number)) at -= at > from + 2 && buffer[at - 3] === 0xef ? 3 : 1;
  return at - from >= 3 && wordEnds.has(threeBytes(buffer, at));
}

/** No blank, colon, stop or bracket, of whatever width: those may stand behind the word. */
const isOfWord = (byte: number): boolean =>
  byte !== 0x20 && byte !== 0x2e && byte !== 0x3a && byte !== 0x29 && byte !== 0x9a && byte !== 0x89 && byte !== 0x80;

interface Stretch {
  rows: number;
  /** By column of the sheet: the sum of its numbers, and how many there are. */
  sums: readonly number[];
  counts: readonly number[];
}

const nothing: Stretch = { rows: 0, sums: [], counts: [] };

/** Sums up the rows of a table, and says which labelled rows are totals. As near as floats are; what totals prove is counted exactly elsewhere. */
export class TotalsProof {
  private rows = 0;
  private readonly sums: number[] = [];
  private readonly counts: number[] = [];
  private before = nothing;
  private readonly atKind = new Map<string, Stretch>();
  private last: HeadRow | null = null;
  /** The last row that holds nothing but a name: its column and text. */
  private heading: { col: number; text: string } | null = null;

  /** A row of data. */
  data(row: SheetRow): void {
    this.rows += 1;
    this.head(row);
    for (let col = 0; col < row.count; col += 1) {
      const number = numberIn(row.cells[col]);
      if (number === null) continue;
      this.sums[col] = (this.sums[col] ?? 0) + number;
      this.counts[col] = (this.counts[col] ?? 0) + 1;
    }
    this.last = { ...row, cells: row.cells.slice(0, row.count) };
  }

  /** A row of data or of nothing but the name of a group. */
  head({ cells, count }: SheetRow): void {
    if (countFilled(cells, count) !== 1) return;
    const col = firstFilled(cells, count);
    this.heading = { col, text: (cells[col] ?? '').trim() };
  }

  /** A row of totals, of any kind. */
  total(row: SheetRow): void {
    this.before = this.sofar();
    this.atKind.set(kindOf(row), this.before);
  }

  /** A row of a statistic: totals behind it sum up the rows before it, too. */
  statistic(row: SheetRow): void {
    this.atKind.set(kindOf(row), this.sofar());
  }

  /** `sample`: rows of data of the table. */
  proves(row: SheetRow, sample: readonly HeadRow[]): boolean {
    const label = labelledTotal(row);
    if (!label) return false;
    const { name, statistic } = label;
    const sameKind = this.atKind.get(kindOf(row));
    const ranges = [this.before, sameKind ?? nothing, nothing].map((start) => since(this.sofar(), start));
    const isGroup = name !== '' && this.isOfGroup(name, label.at);
    const missing = missingTexts(row, label.at, profilesOf(sample));
    const isAlone = missing > 0;
    // Names of companies look like English labels; 小计 ends hardly any.
    const isLabel = !isLatin.test(row.cells[label.at] ?? '');
    const mayBeNear = statistic === null && (missing > 1 || (isAlone && isLabel));
    return (
      ranges.some((range) =>
        isProof(fits(row, expected(range, statistic), statistic !== null), range.rows > 1, {
          isGroup,
          isSure: isAlone || isLabel,
          mayBeNear,
        }),
      ) ||
      (isGroup && isAlone)
    );
  }

  /** Whether the rows above are of the group of that name: by their column of groups, or by what stands alone above them. */
  private isOfGroup(name: string, col: number): boolean {
    const { heading, last } = this;
    return (last?.cells[col] ?? '').trim() === name || (heading?.col === col && heading.text === name);
  }

  private sofar(): Stretch {
    return { rows: this.rows, sums: [...this.sums], counts: [...this.counts] };
  }
}

/** Statistics of one kind follow one another as totals of one kind do. */
function kindOf({ cells, count }: SheetRow): string {
  const text = cells[firstFilled(cells, count)] ?? '';
  return statisticWord(text) ?? statisticOf(text)?.kind ?? labelKind(text);
}

const since = (all: Stretch, start: Stretch): Stretch => ({
  rows: all.rows - start.rows,
  sums: all.sums.map((sum, col) => sum - (start.sums[col] ?? 0)),
  counts: all.counts.map((count, col) => count - (start.counts[col] ?? 0)),
});

/** By column: what a number of the row would be. */
function expected({ rows, sums, counts }: Stretch, statistic: StatisticKind | null): readonly number[] {
  if (statistic === null) return sums;
  if (statistic === 'average') return sums.map((sum, col) => sum / (counts[col] ?? 1));
  return statistic === 'count' ? sums.map(() => rows) : [];
}

interface Fits {
  numbers: number;
  exact: number;
  telling: number;
  near: number;
}

interface Evidence {
  /** The row above is of the group that the label names, or stands below its name. */
  isGroup: boolean;
  /** Texts that other rows have are missing, or the label is hardly a name: any sum will do. */
  isSure: boolean;
  /** So surely a label that a number near the sum will do. */
  mayBeNear: boolean;
}

function isProof(
  { numbers, exact, telling, near }: Fits,
  isOfSeveral: boolean,
  { isGroup, isSure, mayBeNear }: Evidence,
) {
  const isMost = exact * 2 >= numbers && exact > 0;
  if (isGroup) return isMost;
  if (!isOfSeveral) return false;
  return (isMost && (exact > 1 || telling > 0 || isSure)) || (mayBeNear && near > 0);
}

/** `isRounded`: to the digits that are shown, as averages are. */
function fits({ cells, count }: SheetRow, sums: readonly number[], isRounded: boolean): Fits {
  const found: Fits = { numbers: 0, exact: 0, telling: 0, near: 0 };
  for (let col = 0; col < count; col += 1) {
    const number = numberIn(cells[col]);
    if (number === null || number === 0) continue;
    const sum = sums[col] ?? 0;
    const off = Math.abs(number - sum) / Math.abs(number);
    const isExact = off < 1e-9 || (isRounded && isRoundedTo(cells[col] ?? '', number, sum));
    found.numbers += 1;
    if (isExact) found.exact += 1;
    if (isExact && (Math.abs(number) >= tellingNumber || !Number.isInteger(number))) found.telling += 1;
    if (off < nearby) found.near += 1;
  }
  return found;
}

function isRoundedTo(text: string, number: number, exact: number): boolean {
  const digits = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  return Math.abs(number - exact) <= 0.5000001 * 10 ** -digits;
}

/** Columns of texts that are filled in the other rows: how many, if all of them are empty in this one; else 0. */
function missingTexts({ cells, count }: SheetRow, label: number, sample: readonly Profile[]): number {
  const width = Math.max(0, ...sample.map(({ shapes }) => shapes.length));
  const texts = Array.from({ length: width }, (_, col) => col).filter((col) => {
    const shape = col === label ? null : dominantShape(sample, col);
    const filled = sample.filter(({ shapes }) => (shapes[col] ?? 'blank') !== 'blank').length;
    return (shape === 'label' || shape === 'email' || shape === 'prose') && filled >= sample.length * 0.8;
  });
  return texts.every((col) => col >= count || (cells[col] ?? '').trim() === '') ? texts.length : 0;
}

/** Of ordinary cells; amounts in other units are left out. */
export function numberIn(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null;
  const [, open, digits = ''] = /^\s*([(-]?)\s*[￥¥$€£]?\s*(-?[\d,]*\.?\d+)\s*元?\)?\s*$/u.exec(text) ?? [];
  const number = digits === '' ? Number.NaN : Number(digits.replaceAll(',', ''));
  return Number.isFinite(number) ? (open ? -number : number) : null;
}
