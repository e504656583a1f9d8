/** What the scanner asks about a stored value; one implementation per way of telling cells (stored, shown). */
import type { CellFlag } from '../../../../schemas/staging.js';

/** Positions in `cellKinds`. */
export const kindOf = { t: 0, n: 1, d: 2, h: 3, dt: 4, b: 5, e: 6, f: 7 } as const;

/** Answers carry the text; kind, flag and raw of the last answer stand in the fields until the next call. */
export interface CellValues {
  /** Position in `cellKinds`. */
  kind: number;
  flag: CellFlag | null;
  raw: string | null;
  /** Whole digits of a General number that is told as stored. */
  readonly simpleDigits: number;
  /** 1 per style whose numbers and texts are told as stored when simple. */
  readonly simpleStyle: Uint8Array;
  number(stored: string, style: number): string;
  text(text: string, style: number): string;
  boolean(stored: string, style: number): string;
  error(stored: string): string;
  isoDate(stored: string, style: number): string;
}
