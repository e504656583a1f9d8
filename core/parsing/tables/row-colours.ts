/**
 * Rows that somebody marked with a colour: those of a colour that few rows of the table have. A colour that many rows have, or
 * every second or third one, is the table's design.
 */

/** Rows of one colour held at most; a colour of more is taken for a design. */
const mostRows = 20_000;
/** Up to so many rows a colour may be on half of them, above on a quarter. */
const smallTable = 20;
const widestStripe = 4;

export class RowColours {
  private readonly rows = new Map<number, number[]>();
  private count = 0;

  /** `colour`: a number, 0 = none. */
  add(row: number, colour: number): void {
    this.count += 1;
    if (colour === 0) return;
    const rows = this.rows.get(colour);
    if (rows === undefined) this.rows.set(colour, [row]);
    else if (rows.length <= mostRows) rows.push(row);
  }

  /** Numbers of the marked rows, in order. */
  marked(): number[] {
    const share = this.count <= smallTable ? 2 : 4;
    const marks = [...this.rows.values()].filter(
      (rows) => rows.length <= mostRows && rows.length * share <= this.count && !isStriped(rows),
    );
    return marks.flat().sort((a, b) => a - b);
  }
}

/** At least three rows, each as far from the one before it. */
function isStriped(rows: readonly number[]): boolean {
  const gap = (rows[1] ?? 0) - (rows[0] ?? 0);
  return (
    rows.length > 2 &&
    gap > 1 &&
    gap <= widestStripe &&
    rows.every((row, at) => at === 0 || row - (rows[at - 1] ?? 0) === gap)
  );
}
