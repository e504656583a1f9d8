/**
 * Rows of totals that name what they sum up (华东小计, North total). Ordinary names look like such labels, so the numbers must prove it: they
 * are the sums of rows above, or near them in a row that has nothing else.
 */
import { labelKind, totalledName } from '../../../schemas/total-words.js';
import type { RawRecord, SheetRow } from '../cells.js';
import { dominantShape, profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { firstFilled } from './row-kinds.js';
import { shapeOf } from './shapes.js';

/** A whole number from here on, and any other number, is seldom by chance the sum of others. */
const tellingNumber = 100;
/** How far from the sum, in its own size, a number may be that was meant to be it. */
const nearby = 0.2;
const isLatin = /[a-z]/i;

/** The row has such a label and otherwise numbers alone: one to be proved. Its place and the name in it, or null. */
export function labelledTotal({ cells, count }: SheetRow): { at: number; name: string } | null {
  const at = firstFilled(cells, count);
  const name = at < 0 ? null : totalledName(cells[at] ?? '');
  if (name === null) return null;
  let numbers = 0;
  for (let next = at + 1; next < count; next += 1) {
    const shape = shapeOf(cells[next] ?? null, 0);
    if (shape === 'number') numbers += 1;
    else if (shape !== 'blank' && shape !== 'none') return null;
  }
  return numbers > 0 ? { at, name } : null;
}

const longestLabelBytes = 160;

/** Whether a record, looked at as bytes, begins with a cell that may end in a word for total; never misses one. */
export function mayBeLabelled({ buffer, start, end }: RawRecord, delimiter: number): boolean {
  const isQuoted = buffer[start] === 0x22;
  const stop = isQuoted ? 0x22 : delimiter;
  const from = isQuoted ? start + 1 : start;
  const limit = Math.min(end, from + longestLabelBytes);
  let at = from;
  while (at < limit && buffer[at] !== stop) at += 1;
  while (at > from && !isOfWord(buffer[at - 1] as number)) at -= at > from + 2 && buffer[at - 3] === 0xef ? 3 : 1;
  const last = (buffer[at - 1] as number) | 0x20;
  if (last === 0x6c) return isTal(buffer, at);
  if (last === 0x73) return isTal(buffer, at - 1);
  return buffer[at - 1] === 0xa1 && buffer[at - 2] === 0xae && buffer[at - 3] === 0xe8;
}

/** No blank, colon or bracket, of whatever width: those may stand behind the word. */
const isOfWord = (byte: number): boolean =>
  byte !== 0x20 && byte !== 0x3a && byte !== 0x29 && byte !== 0x9a && byte !== 0x89 && byte !== 0x80;

const isTal = (buffer: Buffer, end: number): boolean =>
  ((buffer[end - 3] as number) | 0x20) === 0x74 &&
  ((buffer[end - 2] as number) | 0x20) === 0x61 &&
  ((buffer[end - 1] as number) | 0x20) === 0x6c;

interface Stretch {
  rows: number;
  /** By column of the sheet. */
  sums: readonly number[];
}

const nothing: Stretch = { rows: 0, sums: [] };

/** Sums up the rows of a table, and says which labelled rows are totals. As near as floats are; what totals prove is counted exactly elsewhere. */
export class TotalsProof {
  private rows = 0;
  private readonly sums: number[] = [];
  private before = nothing;
  private readonly atKind = new Map<string, Stretch>();
  private last: HeadRow | null = null;

  /** A row of data. */
  data(row: SheetRow): void {
    this.rows += 1;
    for (let col = 0; col < row.count; col += 1) {
      const number = numberIn(row.cells[col]);
      if (number !== null) this.sums[col] = (this.sums[col] ?? 0) + number;
    }
    this.last = { ...row, cells: row.cells.slice(0, row.count) };
  }

  /** A row of totals, of any kind. */
  total(row: SheetRow): void {
    this.before = this.sofar();
    const at = firstFilled(row.cells, row.count);
    this.atKind.set(labelKind(row.cells[at] ?? ''), this.before);
  }

  /** `sample`: rows of data of the table. */
  proves(row: SheetRow, sample: readonly HeadRow[]): boolean {
    const label = labelledTotal(row);
    if (!label) return false;
    const sameKind = this.atKind.get(labelKind(row.cells[label.at] ?? ''));
    const ranges = [this.before, sameKind ?? nothing, nothing].map((start) => since(this.sofar(), start));
    const isGroup = (this.last?.cells[label.at] ?? '').trim() === label.name;
    const missing = missingTexts(row, label.at, profilesOf(sample));
    const isAlone = missing > 0;
    // Names of companies look like English labels; 小计 ends hardly any.
    const isLabel = !isLatin.test(row.cells[label.at] ?? '');
    const mayBeNear = missing > 1 || (isAlone && isLabel);
    return (
      ranges.some((range) =>
        isProof(fits(row, range), range.rows > 1, { isGroup, isSure: isAlone || isLabel, mayBeNear }),
      ) ||
      (isGroup && isAlone)
    );
  }

  private sofar(): Stretch {
    return { rows: this.rows, sums: [...this.sums] };
  }
}

const since = (all: Stretch, start: Stretch): Stretch => ({
  rows: all.rows - start.rows,
  sums: all.sums.map((sum, col) => sum - (start.sums[col] ?? 0)),
});

interface Fits {
  numbers: number;
  exact: number;
  telling: number;
  near: number;
}

interface Evidence {
  /** The row above is of the group that the label names. */
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

function fits({ cells, count }: SheetRow, { sums }: Stretch): Fits {
  const found: Fits = { numbers: 0, exact: 0, telling: 0, near: 0 };
  for (let col = 0; col < count; col += 1) {
    const number = numberIn(cells[col]);
    if (number === null || number === 0) continue;
    const off = Math.abs(number - (sums[col] ?? 0)) / Math.abs(number);
    found.numbers += 1;
    if (off < 1e-9) found.exact += 1;
    if (off < 1e-9 && (Math.abs(number) >= tellingNumber || !Number.isInteger(number))) found.telling += 1;
    if (off < nearby) found.near += 1;
  }
  return found;
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
function numberIn(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null;
  const [, open, digits = ''] = /^\s*([(-]?)\s*[￥¥$€£]?\s*(-?[\d,]*\.?\d+)\s*元?\)?\s*$/u.exec(text) ?? [];
  const number = digits === '' ? Number.NaN : Number(digits.replaceAll(',', ''));
  return Number.isFinite(number) ? (open ? -number : number) : null;
}
