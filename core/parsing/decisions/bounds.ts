/** Which rows of a decided table are left out: those before its first row of data, and all behind its last. */
import type { SheetRow } from '../cells.js';
import type { Entry } from './entries.js';
import { beginningOf, signatureOf } from './signature.js';

const mostBetween = 50;

export class TableBounds {
  /** Signatures of the rows left out before the data, and of the first one behind it: what later files are known by. */
  readonly between: string[] = [];
  below: string | null = null;
  #isBefore = true;
  #isBehind = false;
  readonly #entry: Entry;
  readonly #known: ReadonlySet<string>;

  constructor(entry: Entry) {
    this.#entry = entry;
    this.#known = new Set(entry.shape?.between);
    if (entry.shape) {
      this.between.push(...entry.shape.between);
      this.below = entry.shape.below;
    }
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
    if (signature !== null && this.#entry.shape === null && this.between.length < mostBetween)
      this.between.push(signature);
    return true;
  }

  /** Whether rows may come as bytes: nothing of them is to be known but that no row with this number, or this beginning, is among them. */
  mayCopy(number: number, text: () => string): boolean {
    const { word, shape } = this.#entry;
    if (this.#isBefore || this.#isBehind) return false;
    if (shape === null) return word.lastRow === null || number <= word.lastRow;
    return shape.below === null || !text().startsWith(beginningOf(shape.below));
  }

  /** The row that was to end the data did not come. */
  get missesEnd(): boolean {
    return this.#entry.shape !== null && this.#entry.shape.below !== null && !this.#isBehind;
  }

  #isBehindData(row: SheetRow): boolean {
    const { word, shape } = this.#entry;
    if (shape === null) return word.lastRow !== null && row.number > word.lastRow;
    return shape.below !== null && signatureOf(row) === shape.below;
  }

  #isBeforeData(row: SheetRow): boolean {
    const { word, shape } = this.#entry;
    if (shape === null) return word.firstRow !== null && row.number < word.firstRow;
    return this.#known.has(signatureOf(row) ?? '');
  }
}
