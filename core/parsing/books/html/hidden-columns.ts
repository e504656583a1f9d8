/**
 * Columns of a table that a page hides, by `<col>` or cell by cell. A hidden cell keeps its place where the header has one, too: it is a
 * column then. Where only rows below have it (a key that programs write into each row), the cells behind it stand under their headers
 * only without it.
 */
export class HiddenColumns {
  /** Hidden cells are columns. */
  keepsPlaces = true;
  private isKnown = false;
  private cells = 0;
  private hasHidden = false;
  private declared = 0;
  private readonly hidden = new Set<number>();
  private readonly shown = new Set<number>();

  /** `<col>`, in the order of the columns. */
  col(span: number, isHidden: boolean): void {
    for (let at = 0; at < span; at += 1) if (isHidden) this.hidden.add(this.declared + at);
    this.declared += span;
  }

  cell(col: number, across: number, isHidden: boolean): void {
    this.cells += 1;
    this.hasHidden ||= isHidden;
    if (isHidden) for (let at = col; at < col + across; at += 1) this.hidden.add(at);
    else if (across === 1 && this.declared === 0) this.shown.add(col);
  }

  /** The first row of several cells is the header, or has its columns. */
  endRow(): void {
    if (!this.isKnown && this.cells > 1) {
      this.isKnown = true;
      this.keepsPlaces = this.hasHidden;
    }
    this.cells = 0;
    this.hasHidden = false;
  }

  /** Those of which no cell is shown. */
  all(): number[] {
    return [...this.hidden].filter((col) => !this.shown.has(col));
  }
}
