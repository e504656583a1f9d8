/** Rows held back until it is known whether the table ends with them: blank ones, and lines that are no row if it does. */
import type { SheetRow } from '../cells.js';
import { isFootLabel } from './foot-lines.js';
import type { FootKind } from './foot-lines.js';
import { copyOf } from './head-row.js';
import type { Layout } from './layout.js';
import type { HeadRow } from './profiles.js';
import { countFilled, firstFilled } from './row-kinds.js';

interface HeldLine {
  row: HeadRow;
  filledCols: readonly number[];
  kind: FootKind;
}

/** What a held row is in the end. */
export type SettledRow =
  { as: 'blank'; number: number } | { as: 'note' | 'doubted' | 'data'; row: HeadRow; filledCols: readonly number[] };

const mostLines = 100;
const mostBlanks = 1_048_576;

export class HeldRows {
  private blanks: number[] = [];
  private lines: HeldLine[] = [];

  get isEmpty(): boolean {
    return this.lines.length === 0 && this.blanks.length === 0;
  }

  get hasBlanks(): boolean {
    return this.blanks.length > 0;
  }

  get hasLines(): boolean {
    return this.lines.length > 0;
  }

  get isFull(): boolean {
    return this.lines.length >= mostLines;
  }

  /** What is held says of itself that it is no data: a row of totals or a frame behind it does not change that. */
  get areNotes(): boolean {
    return this.lines.length > 0 && this.lines.every(saysItself);
  }

  /** What a line behind those held stands behind. */
  get seen(): { isBehindLine: boolean; isBehindNote: boolean; lineCells: number } {
    const { lines } = this;
    const isBehindNote = lines.some(saysItself);
    const last = lines.at(-1)?.row;
    const lineCells = last ? countFilled(last.cells, last.count) : 0;
    return { isBehindLine: lines.length > 0, isBehindNote, lineCells };
  }

  blank(number: number): void {
    if (this.blanks.length < mostBlanks) this.blanks.push(number);
  }

  line(row: SheetRow, filledCols: readonly number[], kind: FootKind): void {
    this.lines.push({ row: copyOf(row), filledCols: [...filledCols], kind });
  }

  /**
   * Holds nothing any more: lines are notes at the end of the table, else they were data; blank rows count only when something follows.
   * `sample` may grow by the rows given so far.
   */
  *release(atEnd: boolean, layout: Layout, sample: readonly HeadRow[]): Generator<SettledRow> {
    const { blanks, lines } = this;
    this.blanks = [];
    this.lines = [];
    const last = atEnd ? (lines.findLast(({ kind }) => kind !== 'free')?.row.number ?? 0) : 0;
    const lastHeld = lines.at(-1)?.row.number ?? 0;
    for (const number of blanks) if (!atEnd || number < lastHeld) yield { as: 'blank', number };
    for (const { row, filledCols, kind } of lines) {
      const isLast = row.number <= last;
      if (isLast && kind === 'doubted') yield { as: 'doubted', row, filledCols };
      else yield { as: isLast || kind === 'sure' || isRemark(row, layout, sample) ? 'note' : 'data', row, filledCols };
    }
  }
}

const saysItself = ({ kind }: HeldLine): boolean => kind === 'note' || kind === 'sure';

/** A line of remarks between rows of several columns says so with its label in the first column, as no row does, and nothing else stands in it. */
function isRemark({ cells, count }: HeadRow, { width, firstCol }: Layout, sample: readonly HeadRow[]): boolean {
  if (width < 3 || countFilled(cells, count) !== 1 || firstFilled(cells, count) !== firstCol) return false;
  const says = (row: Pick<HeadRow, 'cells'>): boolean => isFootLabel(row.cells[firstCol] ?? '');
  return says({ cells }) && !sample.some(says);
}
