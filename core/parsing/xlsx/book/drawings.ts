/** What a workbook shows beside its cells, by the names of its parts (.xlsx, .xlsb, .ods). */
export interface Drawings {
  charts: number;
  pictures: number;
  /** Text boxes and shapes, where neither of the two is there. */
  others: number;
}

const chart = /(?:^|\/)charts\/chart[^/]*\.xml$|^object [^/]+\/content\.xml$/;
const picture = /(?:^|\/)media\/[^/]+$|^pictures\/[^/]+$/;
const drawing = /(?:^|\/)drawings\/drawing[^/]*\.xml$/;

/** `keys`: names of parts in lower case. null = nothing is shown. */
export function drawingsOf(keys: Iterable<string>): Drawings | null {
  const names = [...keys];
  const count = (pattern: RegExp): number => names.filter((name) => pattern.test(name)).length;
  const [charts, pictures] = [count(chart), count(picture)];
  const others = charts + pictures > 0 ? 0 : count(drawing);
  return charts + pictures + others > 0 ? { charts, pictures, others } : null;
}
