/** Ranges of content numbers that hold about as many heads each: large datasets are published one after the other. */
import type { ContentView } from '../content-view.js';
import { num } from '../duck.js';
import { quoteText } from '../sql-text.js';
import type { Build } from './build.js';

/** After `after` up to and with `upTo`. */
export interface Slice {
  after: number;
  upTo: number;
}

const headsPerSlice = 200_000;

export async function slicesOf({ s }: Build, view: ContentView): Promise<Slice[]> {
  const rows = await s.rows(`SELECT max(content) AS last FROM (
      SELECT content, (row_number() OVER (ORDER BY content) - 1) // ${headsPerSlice} AS slice
      FROM archive.derived.heads WHERE dataset = ${quoteText(view.dataset.name)})
    GROUP BY slice ORDER BY last`);
  const ends = rows.map((row) => num(row['last']));
  return ends.map((upTo, i) => ({ after: ends[i - 1] ?? 0, upTo }));
}

export const inSlice = (column: string, { after, upTo }: Slice): string =>
  `${column} > ${after} AND ${column} <= ${upTo}`;
