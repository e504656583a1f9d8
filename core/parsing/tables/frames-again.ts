/**
 * Bills and reports one below the other: the header comes again, and above it, as above the first one, lines of several cells that say whom the
 * rows below are of (客户：甲公司 | | 日期：2024-03-01). They are no rows; what differs between them is told of each row.
 */
import type { StagedTable } from '../../../schemas/staging.js';
import type { SheetRow } from '../cells.js';
import { isOfReport } from './frame-lines.js';
import type { GroupColumn } from './group-kinds.js';
import { anyLabelOf, nameOf, textOf } from './group-kinds.js';
import { noGroups } from './group-rows.js';
import type { GroupName, Groups } from './group-rows.js';
import { isColumnName } from './header-words.js';
import { headingAbove } from './heading-above.js';
import { countFilled } from './row-kinds.js';

/** What stands above a header, by label; '' = its title. */
type Frame = ReadonlyMap<string, string>;

export class FramesAgain {
  private readonly first: Frame;
  /** By the number of the last of its rows: what the rows below are of. */
  private readonly found = new Map<number, Frame>();
  private readonly rows = new Set<number>();
  /** Lone rows that the first frame begins with: as many may be of another one. */
  private readonly titles: number;

  /** `above`: the rows above the header. */
  constructor(above: readonly SheetRow[]) {
    this.titles = above.filter(isTitle).length;
    this.first = above.some((row) => lineIn(row) !== null) ? frameOf(above) : new Map();
  }

  /** Whether a row is a line of such a frame. */
  begins(row: SheetRow): boolean {
    return this.first.size > 0 && this.isLine(row);
  }

  /** Whether the rows above a header that comes again end in such a frame; remembers it. */
  continues(above: readonly SheetRow[], header: SheetRow): boolean {
    if (this.first.size === 0) return false;
    const rows = this.rowsAbove(above, header.number);
    const last = rows.at(-1);
    if (!last || !rows.some((row) => this.isLine(row))) return false;
    for (const { number } of rows) this.rows.add(number);
    this.found.set(last.number, frameOf(rows));
    return true;
  }

  /** Whether the row is of a frame that was found. */
  has(number: number): boolean {
    return this.rows.has(number);
  }

  /** With the names that stand in the frames; rows of frames that say nothing else are left out, too. */
  added(groups: Groups | null, table: StagedTable): Groups | null {
    if (this.rows.size === 0) return groups;
    const before = groups ?? noGroups(table);
    const labels = [...this.first.keys()].filter((label) => this.tells(label));
    const from = before.columns.length;
    const names = new Map<number, readonly GroupName[]>(before.names);
    for (const number of this.rows) names.set(number, []);
    for (const [number, frame] of this.found)
      names.set(
        number,
        labels.map((label, at) => ({ level: from + at, text: frame.get(label) ?? '' })),
      );
    return {
      ...before,
      columns: [...before.columns, ...labels.map((label) => this.columnOf(label))],
      names,
      doubted: new Set([...before.doubted].filter((number) => !this.rows.has(number))),
      first: [...before.first, ...labels.map((label) => this.first.get(label) ?? '')],
    };
  }

  private isLine(row: SheetRow): boolean {
    const line = lineIn(row);
    return line !== null && line.every(([label]) => this.first.has(label));
  }

  /** Right above the header and one right above the other: lines, and titles above them. */
  private rowsAbove(above: readonly SheetRow[], header: number): SheetRow[] {
    const rows: SheetRow[] = [];
    let titles = 0;
    for (const row of above.toReversed()) {
      const isLone = countFilled(row.cells, row.count) === 1;
      if (row.number !== header - rows.length - 1 || (!isLone && !this.isLine(row))) break;
      const isOver = isTitle(row) && rows.length > 0;
      if (isOver) titles += 1;
      if (titles > this.titles || (titles > 0 && !isOver)) break;
      rows.unshift(row);
    }
    return rows;
  }

  /** It differs, and is not about the report: who printed it, and its pages. */
  private tells(label: string): boolean {
    const values = [this.first, ...this.found.values()].map((frame) => frame.get(label) ?? '');
    return new Set(values).size > 1 && !isOfReport(label);
  }

  private columnOf(label: string): GroupColumn {
    if (label !== '') return { col: null, header: label };
    const titles = [this.first, ...this.found.values()].map((frame) => frame.get('') ?? '');
    return { col: null, header: headingAbove(titles) };
  }
}

const isTitle = (row: SheetRow): boolean => countFilled(row.cells, row.count) === 1 && anyLabelOf(textOf(row)) === null;

/** Labels and what they say, of a line of several cells: each with its label before it, in the same cell or the one to the left; null = no such line. */
function lineIn({ cells, count }: SheetRow): (readonly [string, string])[] | null {
  const texts = cells.slice(0, count).map((cell) => (cell ?? '').trim());
  const filled = texts.filter((text) => text !== '');
  if (filled.length < 2) return null;
  if (filled.every((text) => anyLabelOf(text) !== null))
    return filled.map((text) => [anyLabelOf(text) ?? '', nameOf(text)]);
  const pairs = texts.flatMap((text, col) => (isColumnName(text) ? [[text, texts[col + 1] ?? ''] as const] : []));
  const arePairs =
    pairs.length * 2 === filled.length && pairs.every(([, value]) => value !== '' && !isColumnName(value));
  return arePairs ? pairs : null;
}

function frameOf(rows: readonly SheetRow[]): Frame {
  const frame = new Map<string, string>();
  for (const row of rows) {
    const text = textOf(row);
    const lone = anyLabelOf(text);
    if (countFilled(row.cells, row.count) === 1) frame.set(lone ?? '', lone === null ? text : nameOf(text));
    else for (const [label, value] of lineIn(row) ?? []) frame.set(label, value);
  }
  return frame;
}
