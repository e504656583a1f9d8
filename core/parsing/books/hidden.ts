/** Rows and columns that an OpenDocument sheet hides, rows by a filter, too: the library does not tell them. */
import { Refusal } from '../refusal.js';
import { walkXml } from '../xlsx/xml/walk.js';

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

/** `xml`: the part with the cells. What is no XML hides nothing, for the library may read it still. */
export function hiddenIn(xml: string): SheetHidden[] {
  if (!/:visibility\s*=/.test(xml)) return [];
  try {
    return walked(xml);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'xml-damaged') return [];
    throw error;
  }
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

function walked(xml: string): SheetHidden[] {
  const sheets: { rows: Line; columns: Line }[] = [];
  /** Tables may lie in cells; their rows are not the sheet's. */
  let depth = 0;
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'table') {
        depth += 1;
        if (depth === 1) sheets.push({ rows: new Line(), columns: new Line() });
      }
      if (depth !== 1) return;
      const visibility = attributes.get('visibility');
      if (name === 'table-row') sheets.at(-1)?.rows.add(attributes.get('number-rows-repeated'), visibility);
      if (name === 'table-column') sheets.at(-1)?.columns.add(attributes.get('number-columns-repeated'), visibility);
    },
    close(name) {
      if (name === 'table') depth -= 1;
    },
  });
  return sheets.map(({ rows, columns }) => ({ rows: rows.hidden, columns: columns.hidden }));
}
