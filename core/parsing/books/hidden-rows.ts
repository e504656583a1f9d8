/** Rows that an OpenDocument sheet hides, by hand or by a filter: the library does not tell them. */
import { Refusal } from '../refusal.js';
import { walkXml } from '../xlsx/xml/walk.js';

/** 1-based, ends included. */
interface RowRange {
  first: number;
  last: number;
}

/** Per sheet, rising. */
export type HiddenRows = readonly (readonly RowRange[])[];

/** Answers for rising rows whether they are hidden. */
export function hiddenAmong(ranges: readonly RowRange[]): (row: number) => boolean {
  let at = 0;
  return (row) => {
    while ((ranges[at]?.last ?? Infinity) < row) at += 1;
    return (ranges[at]?.first ?? Infinity) <= row;
  };
}

/** `xml`: the part with the cells. What is no XML hides nothing, for the library may read it still. */
export function hiddenRowsIn(xml: string): HiddenRows {
  if (!/:visibility\s*=/.test(xml)) return [];
  try {
    return walked(xml);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'xml-damaged') return [];
    throw error;
  }
}

function walked(xml: string): HiddenRows {
  const sheets: RowRange[][] = [];
  /** Tables may lie in cells; their rows are not the sheet's. */
  let depth = 0;
  let row = 0;
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'table') {
        depth += 1;
        if (depth > 1) return;
        sheets.push([]);
        row = 0;
      } else if (name === 'table-row' && depth === 1) {
        const first = row + 1;
        row += Math.max(1, Number(attributes.get('number-rows-repeated') ?? 1) || 1);
        const visibility = attributes.get('visibility') ?? 'visible';
        if (visibility !== 'visible') sheets.at(-1)?.push({ first, last: row });
      }
    },
    close(name) {
      if (name === 'table') depth -= 1;
    },
  });
  return sheets;
}
