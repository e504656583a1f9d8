/** Columns that are filled in the first row of each group only: told as that, and filled where a person says so. */
import type { ColumnName, TableShape, TableWord } from '../../../schemas/decisions.js';
import type { StagedColumn, StagedTable } from '../../../schemas/staging.js';
import type { SheetRow } from '../cells.js';
import { isColumn, isLabel } from '../decisions/columns.js';
import { isSerialHeader } from './header-marks.js';
import type { HeadRow } from './profiles.js';

/** 0-based columns of the sheet, from left to right: where one has a value of its own, those right of it begin anew. */
export class DownFiller {
  readonly columns: readonly ColumnName[];
  /** Cells filled so far. */
  filled = 0;
  private readonly cols: readonly number[];
  private readonly above: { text: string; kind: number }[] = [];

  constructor(columns: readonly (ColumnName & { col: number })[]) {
    this.columns = columns.map(({ header, label }) => ({ header, label }));
    this.cols = columns.map(({ col }) => col);
  }

  /** Fills the row in place and answers the columns that were filled. */
  fill(row: SheetRow): number[] {
    const filled: number[] = [];
    this.cols.forEach((col, at) => {
      const text = col < row.count ? (row.cells[col] ?? '') : '';
      if (text.trim() !== '') {
        this.above.length = Math.min(this.above.length, at);
        this.above[at] = { text, kind: row.kinds?.[col] ?? 0 };
      } else if (this.above[at]) {
        put(row, col, this.above[at]);
        filled.push(col);
      }
    });
    this.filled += filled.length;
    return filled;
  }
}

function put(row: SheetRow, col: number, { text, kind }: { text: string; kind: number }): void {
  for (; row.count <= col; row.count += 1) {
    row.cells[row.count] = null;
    if (row.kinds) row.kinds[row.count] = 0;
  }
  row.cells[col] = text;
  if (row.kinds) row.kinds[col] = kind;
}

/** The columns that a person said of, in this file or in one of its shape, and what of it is not in the table. */
export function columnsToFill(
  { fillDown = [] }: TableWord,
  shape: TableShape | null,
  columns: readonly (ColumnName & { col: number })[],
): { found: (ColumnName & { col: number })[]; missing: string[] } {
  const said = shape ? (shape.fillDown ?? []) : fillDown;
  const of = (one: ColumnName | string) =>
    columns.find((column) => (typeof one === 'string' ? isLabel(column, one) : isColumn(one, column)));
  const found = said.flatMap((one) => of(one) ?? []).sort((one, other) => one.col - other.col);
  const missing = said
    .filter((one) => !of(one))
    .map((one) => (typeof one === 'string' ? one : one.header || one.label));
  return { found, missing };
}

const leastRows = 4;
const mostFilled = 0.5;
const dense = 0.9;

/**
 * The leading columns that only begin a group: filled in the first row, blank in half of the rows at least, never the same text twice in
 * succession, each within the one before, beside a column that is filled throughout.
 */
export function groupStarts(
  { columns, rows }: Pick<StagedTable, 'columns' | 'rows'>,
  sample: readonly HeadRow[],
  firstCol: number,
): StagedColumn[] {
  const found: StagedColumn[] = [];
  if (rows < leastRows || sample.length < leastRows) return found;
  let outer: readonly string[] | null = null;
  for (const [at, column] of columns.entries()) {
    const texts = sample.map(({ cells, count }) => (firstCol + at < count ? (cells[firstCol + at] ?? '').trim() : ''));
    const filled = Object.values(column.kinds).reduce((sum, count) => sum + count, 0);
    if (filled >= rows * dense && isSerialHeader(column.header) && found.length === 0) continue;
    if (filled >= rows * dense) return found;
    const said = texts.filter((text) => text !== '');
    const isStart = texts[0] !== '' && said.length > 1 && said.length < texts.length && filled <= rows * mostFilled;
    const isNested =
      outer === null || texts.every((text, row) => (outer as readonly string[])[row] === '' || text !== '');
    if (!isStart || !isNested || said.some((text, row) => row > 0 && text === said[row - 1])) return [];
    found.push(column);
    outer = texts;
  }
  return [];
}
