import type { Merge, SheetRow } from '../cells.js';

/** Gives the rows of a vertically merged cell its value, row by row. Only the merge's first column is filled. */
export class MergeFiller {
  private readonly waiting: Merge[];
  private readonly open: { merge: Merge; text: string; kind: number }[] = [];
  private readonly filled: number[] = [];

  constructor(merges: readonly Merge[]) {
    this.waiting = merges
      .filter((merge) => merge.lastRow > merge.firstRow)
      .sort((one, other) => other.firstRow - one.firstRow);
  }

  /** Nothing is merged downwards from here on. */
  get isIdle(): boolean {
    return this.waiting.length === 0 && this.open.length === 0;
  }

  /** Fills the row in place and answers the columns filled (an array that is used again). */
  fill(row: SheetRow): readonly number[] {
    this.filled.length = 0;
    if (this.waiting.length === 0 && this.open.length === 0) return this.filled;
    this.take(row);
    for (let at = this.open.length - 1; at >= 0; at -= 1) {
      const entry = this.open[at];
      if (!entry) continue;
      if (row.number > entry.merge.lastRow) this.open.splice(at, 1);
      else if (row.number > entry.merge.firstRow && fillCell(row, entry.merge.firstCol, entry.text, entry.kind))
        this.filled.push(entry.merge.firstCol);
    }
    return this.filled;
  }

  private take(row: SheetRow): void {
    for (let next = this.waiting.at(-1); next && next.firstRow <= row.number; next = this.waiting.at(-1)) {
      this.waiting.pop();
      const text = next.firstRow === row.number && next.firstCol < row.count ? row.cells[next.firstCol] : null;
      if (text !== null && text !== undefined) {
        this.open.push({ merge: next, text, kind: row.kinds?.[next.firstCol] ?? 0 });
      }
    }
  }
}

/** Gives a cell that is missing a value; false = it has one. */
export function fillCell(row: SheetRow, col: number, text: string, kind: number): boolean {
  for (; row.count <= col; row.count += 1) {
    row.cells[row.count] = null;
    if (row.kinds) row.kinds[row.count] = 0;
  }
  if (row.cells[col] !== null && row.cells[col] !== undefined) return false;
  row.cells[col] = text;
  if (row.kinds) row.kinds[col] = kind;
  return true;
}

/** Whether some merge reaches over several rows of the table's body, so that its value must be filled down. */
export const hasBodyMerge = (merges: readonly Merge[], firstDataRow: number, lastDataRow: number): boolean =>
  merges.some(
    (merge) => merge.lastRow > merge.firstRow && merge.firstRow >= firstDataRow && merge.firstRow <= lastDataRow,
  );
