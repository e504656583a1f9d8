/**
 * Rows that name a group by its code: 01 | 国内客户 above 0101 | 华东 above 0101001 | 甲公司. Accounting programs write their tree of groups
 * into the list of customers; nothing but code and name stands in such a row, and the code below it goes on from its own. So it is with
 * 一 | 华东区 above the numbers 1, 2, 3.
 */
import { firstTextAt } from '../cells.js';
import type { RawRecord, SheetRow } from '../cells.js';
import type { StagedTable } from '../../../schemas/staging.js';
import type { Layout } from './layout.js';
import { countFilled } from './row-kinds.js';

const leastWidth = 4;
/** Digits that the code of a level has at the least. */
const levelDigits = 2;
const mostFound = 50_000;
const code = /^\d{2,}$/;
/** How parts of a numbered list are numbered themselves. */
const ordinal = /^(?:[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?|[IVX]{1,4}[.)]?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])$/u;
const longestOrdinalBytes = 15;
const serial = /^\d{1,6}$/;

/** A row of a code and a name alone. */
export interface CodedParent {
  number: number;
  code: string;
  text: string;
}

export class CodedParents {
  readonly found: CodedParent[] = [];
  private readonly bareRows: CodedParent[] = [];
  private readonly firstCol: number;
  private readonly isWide: boolean;
  private bareCount = 0;
  private before: CodedParent | null = null;

  constructor({ firstCol, width, headerAt }: Layout) {
    this.firstCol = firstCol;
    this.isWide = width >= leastWidth && headerAt.length > 0;
  }

  /** The next row must come as a row: it tells of the one before it. */
  get isWaiting(): boolean {
    return this.before !== null;
  }

  /** Whether a record, looked at as bytes, has a code and one more cell. */
  mayBe(record: RawRecord, delimiter: number): boolean {
    const { buffer, end, fill, filled } = record;
    if (!this.isWide || filled !== 2 || fill[0] !== 1 || fill[1] !== 1) return false;
    const from = firstTextAt(record);
    let at = from;
    while (at < end && isDigit(buffer[at] as number)) at += 1;
    if (at === from) return ordinal.test(shortCell(buffer, from, end, delimiter));
    return at - from >= levelDigits && (at === end || buffer[at] === delimiter || buffer[at] === 0x22);
  }

  look(row: SheetRow): void {
    if (!this.isWide) return;
    const { before, firstCol } = this;
    const own = (row.cells[firstCol] ?? '').trim();
    if (before !== null) {
      const goesOn = ordinal.test(before.code)
        ? serial.test(own) || ordinal.test(own)
        : code.test(own) && own.startsWith(before.code) && own.length - before.code.length >= levelDigits;
      if (goesOn && this.found.length < mostFound) this.found.push(before);
      else this.addBare(before);
    }
    const isBare = countFilled(row.cells, row.count) === 2 && (code.test(own) || ordinal.test(own));
    const text = isBare ? (row.cells[firstCol + 1] ?? '').trim() : '';
    this.before = text === '' ? null : { number: row.number, code: own, text };
  }

  /** Those below which the code does not go on, the last row of the table among them. */
  get bare(): readonly CodedParent[] {
    return this.before === null ? this.bareRows : [...this.bareRows, this.before];
  }

  private addBare(row: CodedParent): void {
    this.bareCount += 1;
    if (this.bareRows.length < mostFound) this.bareRows.push(row);
  }

  /** Where most customers have no more than code and name, too, it tells nothing. */
  doubted({ rows }: StagedTable): readonly number[] {
    const { found, bareCount } = this;
    return bareCount * 2 < rows - found.length ? found.map(({ number }) => number) : [];
  }
}

/** The cell that begins at `from`; '' where it is longer. */
function shortCell(buffer: Buffer, from: number, end: number, delimiter: number): string {
  const last = Math.min(end, from + longestOrdinalBytes + 1);
  for (let at = from; at < last; at += 1)
    if (buffer[at] === delimiter || buffer[at] === 0x22) return buffer.toString('utf8', from, at);
  return '';
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
