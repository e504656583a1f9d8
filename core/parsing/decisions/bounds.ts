/** Which rows of a decided table are left out: those before its first row of data, and all behind its last. */
import type { SheetRow } from '../cells.js';
import { isHere, wordHere } from './entries.js';
import type { Entry } from './entries.js';
import { beginningOf, signatureOf } from './signature.js';

const mostBetween = 50;

export class TableBounds {
  /** Signatures of the rows left out before the data, and of the first one behind it: what later files are known by. */
  readonly between: string[] = [];
  below: string | null = null;
  #isBefore = true;
  #isBehind = false;
  /** By place; null = from the first row on, to the last. */
  readonly #firstRow: number | null;
  readonly #lastRow: number | null;
  /** By what stands there; null = by place. */
  readonly #known: ReadonlySet<string> | null;
  readonly #end: string | null;

  constructor(entry: Entry) {
    const here = wordHere(entry);
    this.#firstRow = here?.firstRow ?? null;
    this.#lastRow = here?.lastRow ?? null;
    const before = isHere(entry, 'firstRow') ? null : (entry.shape?.between ?? []);
    this.#known = before && new Set(before);
    this.#end = isHere(entry, 'lastRow') ? null : (entry.shape?.below ?? null);
    this.between.push(...(before ?? []));
    this.below = this.#end;
  }

  /** Asked of every filled row of the table, in order. */
  leavesOut(row: SheetRow): boolean {
    if (this.#isBehind) return true;
    if (this.#isBehindData(row)) {
      this.#isBehind = true;
      this.below = signatureOf(row);
      return true;
    }
    if (!this.#isBefore) return false;
    this.#isBefore = this.#isBeforeData(row);
    if (!this.#isBefore) return false;
    const signature = signatureOf(row);
    if (signature !== null && this.#known === null && this.between.length < mostBetween) this.between.push(signature);
    return true;
  }

  /** Whether rows may come as bytes: nothing of them is to be known but that no row with this number, or this beginning, is among them. */
  mayCopy(number: number, text: () => string): boolean {
    if (this.#isBefore || this.#isBehind) return false;
    if (this.#end !== null) return !text().startsWith(beginningOf(this.#end));
    return this.#lastRow === null || number <= this.#lastRow;
  }

  /** A person named the row as the first of the data: it is one, whatever it says. */
  beginsWith(row: Pick<SheetRow, 'number'>): boolean {
    return row.number === this.#firstRow;
  }

  /** The row that was to end the data did not come. */
  get missesEnd(): boolean {
    return this.#end !== null && !this.#isBehind;
  }

  #isBehindData(row: SheetRow): boolean {
    if (this.#end !== null) return signatureOf(row) === this.#end;
    return this.#lastRow !== null && row.number > this.#lastRow;
  }

  #isBeforeData(row: SheetRow): boolean {
    if (this.#known !== null) return this.#known.has(signatureOf(row) ?? '');
    return this.#firstRow !== null && row.number < this.#firstRow;
  }
}
