/** The header of another list below, whose names nobody knows: labels where the rows above have numbers or dates. A row may say 面议 there, too. */
import { isFullRow } from './header-words.js';
import type { Layout } from './layout.js';
import { untilBlank } from './narrower-below.js';
import { dominantShape, profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { isTotalRow, textAt } from './row-kinds.js';
import { isTyped } from './shapes.js';

const leastRows = 2;

/** Number of the first row of a list's head that may be one; 0 = there is none. */
export function turnBelow(head: readonly HeadRow[], { dataAt, headerAt, firstCol }: Layout): number {
  if (headerAt.length === 0) return 0;
  const rows = head.slice(dataAt);
  const profiles = profilesOf(rows);
  const others = new Set<number>();
  for (const [position, row] of profiles.entries()) {
    const cells = rows[row.at];
    const labels = row.shapes.flatMap((shape, col) => (shape === 'label' && !others.has(col) ? [col] : []));
    const mayBe = position >= leastRows && labels.length > 0 && row.first === firstCol && isFullRow(row, cells);
    const typed = mayBe ? labels.filter((col) => holdsTyped(profiles.slice(0, position), col)) : [];
    if (
      cells &&
      typed.length > 0 &&
      !isTotalRow(cells.cells, cells.count) &&
      turns(cells, typed, untilBlank(rows, row.at))
    )
      return cells.number;
    // None of these columns holds nothing but numbers or dates from here on.
    for (const col of labels) others.add(col);
  }
  return 0;
}

/** `typed`: columns that have held nothing else. Below the row they hold such values again, several of them, or none any more, and never its labels. */
function turns(row: HeadRow, typed: readonly number[], own: readonly HeadRow[]): boolean {
  const below = profilesOf(own);
  // 2023年5月18日 下午3:18 is a value all the same.
  if (below.length === 0 || typed.some((col) => /\d/.test(textAt(row, col)))) return false;
  const again = typed.filter((col) => holdsTyped(below, col)).length;
  const isOver = below.length >= leastRows && typed.every((col) => dominantShape(below, col) === 'label');
  const isUsual = typed.some((col) => own.some((one) => textAt(one, col) === textAt(row, col)));
  return (again > 1 || isOver) && !isUsual;
}

function holdsTyped(rows: readonly Profile[], col: number): boolean {
  const shapes = rows.map((row) => row.shapes[col] ?? 'blank').filter((shape) => shape !== 'blank');
  return shapes.length * 2 > rows.length && shapes.every(isTyped);
}
