/**
 * Rows that name a group (客户：甲公司, Region: North, 华东区): nothing else stands in them, and the rows below belong to it. A customer of
 * whom nothing but the name is known looks the same, so the whole column must prove it; the name is then told of each row of the group.
 */
import type { HeadingKind } from '../../../schemas/decisions.js';
import type { StagedTable } from '../../../schemas/staging.js';
import type { Merge, SheetRow } from '../cells.js';
import { isFootLabel } from './foot-lines.js';
import {
  areCounted,
  columnFor,
  dated,
  isDate,
  kindsOf,
  labelOf,
  mergedRows,
  nameOf,
  saidOf,
  textOf,
  verdict,
} from './group-kinds.js';
import type { GroupColumn, LoneRow, SaidHeadings } from './group-kinds.js';
import { countBehind, countFilled, firstFilled } from './row-kinds.js';

/** A row that names a group. */
export interface GroupName {
  level: number;
  text: string;
  /** With which the codes of its rows begin; absent = all rows below are its. */
  code?: string;
}

export interface Groups {
  columns: GroupColumn[];
  /** By row number: the columns its names go to, and those names. */
  names: ReadonlyMap<number, readonly GroupName[]>;
  /** Rows of which it cannot be told whether they name a group. */
  doubted: ReadonlySet<number>;
  /** Names that stand above the header, by level: of the groups that the first rows belong to. */
  first: (string | null)[];
  /** Columns of the table without those for groups. */
  width: number;
  /** The kinds that a person said of; null = nothing was said. */
  said: HeadingKind[] | null;
}

/** Of a table in which no row names a group. */
export const noGroups = ({ columns }: StagedTable): Groups => ({
  columns: [],
  names: new Map(),
  doubted: new Set(),
  first: [],
  width: columns.length,
  said: null,
});

export interface Around {
  firstCol: number;
  merges: readonly Merge[];
  /** Rows of data of the table. */
  sample: readonly SheetRow[];
  said: SaidHeadings | null;
}

const leastWidth = 3;
/** Of a table with more of them nothing is said: it is a list of names. */
const mostLone = 50_000;

/** What is seen of a table's rows while it is read for the first time. */
export class LoneRows {
  private readonly found: LoneRow[] = [];
  private readonly colours = new Set<number>();
  /** Of the lines above the header: label and name. */
  private readonly above: Map<string, string>;
  private readonly titles = new Set<number>();
  private rowsBefore = 0;
  private lastFull = 0;
  /** Titles right below a row of several cells, which may be the last one of the rows before. */
  private readonly tight = new Set<number>();
  private isOver = false;

  /** `above`: the rows above the header, which stands in row `header`. */
  constructor(above: readonly SheetRow[], header: number | undefined) {
    const lone = above.filter(({ cells, count }) => countFilled(cells, count) === 1);
    this.above = new Map();
    for (const row of lone) {
      const label = labelOf(textOf(row));
      if (label !== null) this.above.set(label, nameOf(textOf(row)));
      else if (row.number === (header ?? 0) - 1) this.above.set('', textOf(row));
    }
  }

  /** Rows right above a repeated header name a group as lines above the header itself did. */
  continues(held: readonly SheetRow[], header: SheetRow): boolean {
    const lone = held.filter(({ cells, count }) => countFilled(cells, count) === 1);
    const last = lone.at(-1);
    if (
      last?.number === header.number - 1 &&
      this.above.has('') &&
      labelOf(textOf(last)) === null &&
      !isFootLabel(textOf(last))
    ) {
      this.titles.add(last.number);
      if (this.lastFull === last.number - 1) this.tight.add(last.number);
      return true;
    }
    return lone.some((row) => this.above.has(labelOf(textOf(row)) ?? '\0'));
  }

  /** A row of several cells, or several of them. */
  full(number: number, colour: number): void {
    this.rowsBefore += 1;
    this.lastFull = number;
    if (colour !== 0) this.colours.add(colour);
  }

  lone(row: SheetRow): void {
    if (this.found.length >= mostLone) this.isOver = true;
    if (this.isOver) return;
    const { rowsBefore } = this;
    const { number, colour } = row;
    const col = firstFilled(row.cells, row.count);
    this.found.push({ number, col, text: row.cells[col] ?? '', colour, isTitle: this.titles.has(number), rowsBefore });
    this.rowsBefore = 0;
  }

  /** null = none of them names a group, or may. */
  groups(table: StagedTable, { firstCol, merges, sample, said }: Around): Groups | null {
    const { found, colours, above, tight } = this;
    const width = table.columns.length;
    if (this.isOver || found.length === 0 || (said !== null && saysNone(said))) return null;
    const isPossible = width >= leastWidth && found.length * 2 <= table.rows && table.headerRows.length > 0;
    if (!isPossible && !found.some((row) => row.isTitle || isDate(row)) && said === null) return null;
    const seen = {
      table,
      firstCol,
      colours,
      sample,
      above,
      tight,
      isMerged: mergedRows(merges, width),
      rowsBehind: this.rowsBefore,
    };
    const columns: GroupColumn[] = [];
    const names = new Map<number, readonly GroupName[]>();
    const first: (string | null)[] = [];
    const doubted = new Set<number>();
    const kinds: HeadingKind[] = [];
    for (const kind of kindsOf(found)) {
      const decided = said === null ? null : saidOf(kind, said, seen);
      if (decided !== null) kinds.push(decided);
      const answer = decided
        ? columnFor(kind, found, seen)
        : isPossible || areTitles(kind.rows)
          ? verdict(kind, found, seen)
          : dated(kind, seen);
      if (answer === 'doubted') for (const { number } of kind.rows) doubted.add(number);
      else if (answer !== null) {
        const level = columns.push(answer) - 1;
        first.push(
          (kind.label !== null || kind.rows[0]?.isTitle === true ? above.get(kind.label ?? '') : null) ?? null,
        );
        const isCounted = areCounted(kind.rows, found, seen);
        for (const { number, text } of kind.rows) {
          const name = kind.label === null ? text : nameOf(text);
          names.set(number, [{ level, text: isCounted ? name.replace(countBehind, '') : name }]);
        }
      }
    }
    const told = { columns, names, first, doubted, width, said: said === null ? null : kinds };
    return names.size + doubted.size === 0 ? null : told;
  }
}

/** Right above the header that comes again for each, as one stood above the header itself: in a list of two columns, too, they are no rows of it. */
const areTitles = (rows: readonly LoneRow[]): boolean => rows.every(({ isTitle }) => isTitle);

const saysNone = (said: SaidHeadings): boolean => ('rows' in said ? said.rows : said.kinds).length === 0;
