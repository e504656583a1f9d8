/** Rows and columns that an OpenDocument sheet hides, rows by a filter, too, and hidden sheets: the library does not tell them. */
import type { Attributes } from '../xlsx/xml/walk.js';

/** 1-based, ends included. */
interface Range {
  first: number;
  last: number;
}

/** Of one sheet, rising. */
export interface SheetHidden {
  rows: readonly Range[];
  columns: readonly Range[];
}

/** Answers for rising rows whether they are hidden. */
export function hiddenAmong(ranges: readonly Range[]): (row: number) => boolean {
  let at = 0;
  return (row) => {
    while ((ranges[at]?.last ?? Infinity) < row) at += 1;
    return (ranges[at]?.first ?? Infinity) <= row;
  };
}

/** Counts rows or columns of a sheet and gathers the hidden ones. */
class Line {
  readonly hidden: Range[] = [];
  private count = 0;

  add(repeated: string | undefined, visibility = 'visible'): void {
    const first = this.count + 1;
    this.count += Math.max(1, Number(repeated ?? 1) || 1);
    if (visibility !== 'visible') this.hidden.push({ first, last: this.count });
  }
}

export class HiddenWalk {
  private readonly sheets: { rows: Line; columns: Line }[] = [];
  /** Tables may lie in cells; their rows are not the sheet's. */
  private depth = 0;

  static seesAny(xml: string): boolean {
    return /:visibility\s*=/.test(xml);
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'table') {
      this.depth += 1;
      if (this.depth === 1) this.sheets.push({ rows: new Line(), columns: new Line() });
    }
    if (this.depth !== 1) return;
    const visibility = attributes.get('visibility');
    if (name === 'table-row') this.sheets.at(-1)?.rows.add(attributes.get('number-rows-repeated'), visibility);
    if (name === 'table-column') this.sheets.at(-1)?.columns.add(attributes.get('number-columns-repeated'), visibility);
  }

  close(name: string): void {
    if (name === 'table') this.depth -= 1;
  }

  told(): SheetHidden[] {
    return this.sheets.map(({ rows, columns }) => ({ rows: rows.hidden, columns: columns.hidden }));
  }
}

/** Sheets that are hidden, by the styles of tables. */
export class HiddenSheetsWalk {
  private readonly sheets: (string | undefined)[] = [];
  private readonly hiddenStyles = new Set<string>();
  private style: string | null = null;
  private depth = 0;

  static seesAny(xml: string): boolean {
    return /:display\s*=\s*["']false/.test(xml);
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'table' && ++this.depth === 1) this.sheets.push(attributes.get('style-name'));
    if (this.depth > 0) return;
    if (name === 'style') this.style = attributes.get('family') === 'table' ? (attributes.get('name') ?? null) : null;
    if (name === 'table-properties' && this.style !== null && attributes.get('display') === 'false')
      this.hiddenStyles.add(this.style);
  }

  close(name: string): void {
    if (name === 'table') this.depth -= 1;
  }

  told(): boolean[] {
    return this.sheets.map((style) => style !== undefined && this.hiddenStyles.has(style));
  }
}
