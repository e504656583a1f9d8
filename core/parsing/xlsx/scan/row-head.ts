/** The tag of a row, read in one pass without strings: there is one per row. */
import { APOSTROPHE, EQUALS, isNameEnd, QUOTE, SPACE } from './bytes.js';

export interface RowHead {
  /** 1-based; 0 = not told, or not a number. */
  number: number;
  hidden: boolean;
}

const ROW = [0x72, 0x6f, 0x77] as const;
const LOWER_H = 0x68;
const LOWER_R = 0x72;

/** Whether the name at `at` is `row`. */
export function isRow(buf: Buffer, at: number): boolean {
  return buf[at] === ROW[0] && buf[at + 1] === ROW[1] && buf[at + 2] === ROW[2] && isNameEnd(buf[at + 3]!);
}

/** `from` is behind the name, `gt` at the tag's `>`. */
export function readRowHead(buf: Buffer, from: number, gt: number, head: RowHead): void {
  head.number = 0;
  head.hidden = false;
  let i = from;
  while (i < gt) {
    while (i < gt && buf[i]! <= SPACE) i++;
    const name = i;
    while (i < gt && buf[i] !== EQUALS) i++;
    const length = i - name;
    while (i < gt && buf[i] !== QUOTE && buf[i] !== APOSTROPHE) i++;
    const quote = buf[i];
    const value = ++i;
    while (i < gt && buf[i] !== quote) i++;
    if (length === 1 && buf[name] === LOWER_R) head.number = wholeNumber(buf, value, i);
    else if (length === 6 && buf[name] === LOWER_H) head.hidden = buf[value] === 0x31 || buf[value] === 0x74;
    i += 1;
  }
}

function wholeNumber(buf: Buffer, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = buf[i]! - 0x30;
    if (digit < 0 || digit > 9) return 0;
    number = number * 10 + digit;
  }
  return Number.isSafeInteger(number) ? number : Number.MAX_SAFE_INTEGER;
}
