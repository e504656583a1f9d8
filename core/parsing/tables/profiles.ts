import type { SheetRow } from '../cells.js';
import { countFilled, firstFilled, isCommentRow } from './row-kinds.js';
import { shapeOf } from './shapes.js';
import type { Shape } from './shapes.js';

/** A row kept from the head of a sheet. */
export type HeadRow = SheetRow;

/** What one filled row of the head looks like. */
export interface Profile {
  at: number;
  first: number;
  last: number;
  filled: number;
  shapes: Shape[];
}

/** Of the filled rows; comments and frames are left out. */
export function profilesOf(head: readonly HeadRow[]): Profile[] {
  const profiles: Profile[] = [];
  head.forEach((row, at) => {
    const filled = countFilled(row.cells, row.count);
    if (filled === 0 || isCommentRow(row.cells, row.count, filled, filled > 1)) return;
    const shapes: Shape[] = [];
    let last = 0;
    for (let col = 0; col < row.count; col += 1) {
      const shape = shapeOf(row.cells[col] ?? null, row.kinds?.[col] ?? 0);
      shapes.push(shape);
      if (shape !== 'blank') last = col;
    }
    profiles.push({ at, first: firstFilled(row.cells, row.count), last, filled, shapes });
  });
  return profiles;
}

/** The shape that seven of ten filled cells of the column have; null when there is none. */
export function dominantShape(rows: readonly Profile[], col: number): Shape | null {
  const counts = new Map<Shape, number>();
  let filled = 0;
  for (const row of rows) {
    const shape = row.shapes[col] ?? 'blank';
    if (shape === 'blank' || shape === 'none') continue;
    filled += 1;
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  for (const [shape, count] of counts) if (count >= filled * 0.7) return shape;
  return null;
}
