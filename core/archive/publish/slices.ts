/** Ranges of content numbers that hold about as many heads each: large datasets are published one after the other. */
import type { ContentView } from '../content-view.js';
import { num } from '../duck.js';
import type { Build } from './build.js';
import { headsOf } from './build.js';

/** After `after` up to and with `upTo`. */
export interface Slice {
  after: number;
  upTo: number;
}

const headsPerSlice = 200_000;

export async function slicesOf(build: Build, view: ContentView): Promise<Slice[]> {
  const rows = await build.s.rows(`SELECT min(content) AS first, max(content) AS last FROM (
      SELECT content, (row_number() OVER (ORDER BY content) - 1) // ${headsPerSlice} AS slice
      FROM ${headsOf(build, view)})
    GROUP BY slice ORDER BY last`);
  return rows.map((row) => ({ after: num(row['first']) - 1, upTo: num(row['last']) }));
}

export const inSlice = (column: string, { after, upTo }: Slice): string =>
  `${column} > ${after} AND ${column} <= ${upTo}`;
