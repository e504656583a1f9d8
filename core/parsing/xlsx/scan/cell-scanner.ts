/**
 * Cells in the bytes of `sheetData`: the hot path. No string per tag, no closure, no pattern; only a cell's text
 * becomes a string. A cell is taken when it is whole in the window, else the scan answers -1 and comes again.
 */
import { kindOf } from '../values/cell-values.js';
import { cellString } from '../xml/text.js';
import { ESCAPED, GT, isNameEnd, LT, SLASH, SPACE, traits, WIDE } from './bytes.js';
import { integerAt, NUMBER, readCellHead, SHARED, TEXT } from './cell-head.js';
import { CellTeller } from './cell-teller.js';
import type { CellRules } from './cell-teller.js';
import { readRichText, readText } from './rich-text.js';
import type { RowBuilder } from './row-builder.js';
import { isSelfClosed, isSpecial, localName, skipSpecial, tagEnd } from './tags.js';
import type { Window } from './window.js';

const LOWER_C = 0x63;
const LOWER_F = 0x66;
const LOWER_I = 0x69;
const LOWER_T = 0x74;
const LOWER_V = 0x76;
const POINT = 0x2e;
const ZERO = 0x30;

export class CellScanner {
  private readonly window: Window;
  private readonly row: RowBuilder;
  private readonly teller: CellTeller;
  private nextCol = 0;
  /** Of the workbook, as far as no formula of the sheet had another result than 0. */
  private uncalculated: boolean;
  private tookNone = false;

  constructor(window: Window, rules: CellRules, row: RowBuilder) {
    this.uncalculated = rules.uncalculated;
    this.window = window;
    this.row = row;
    this.teller = new CellTeller(rules, row);
  }

  startRow(): void {
    this.nextCol = 0;
  }

  /** A 0 was taken for no result before a formula had another one: it was calculated, too. */
  get misjudged(): boolean {
    return this.tookNone && !this.uncalculated;
  }

  /** `at` is behind the name of a `<c` tag; `prefix` its namespace prefix in bytes. Answers the index behind the cell, or -1. */
  scan(at: number, prefix: number): number {
    const { buf, end } = this.window;
    const { teller } = this;
    const { head } = teller;
    head.col = this.nextCol;
    head.style = 0;
    head.type = NUMBER;
    head.metadata = 0;
    teller.formula = null;
    teller.filled = false;
    this.row.mark();
    const open = readCellHead(buf, at, end, head);
    if (open < 0) return -1;
    const next = buf[open - 2] === SLASH ? open : this.children(buf, open, end, prefix);
    if (next < 0) {
      this.row.rollback();
      return -1;
    }
    this.nextCol = head.col + 1;
    if (teller.formula !== null) teller.toldFormula(teller.formula);
    return next;
  }

  private children(buf: Buffer, open: number, end: number, prefix: number): number {
    let i = open;
    for (;;) {
      while (i < end && buf[i] !== LT) i++;
      const name = i + 1 + prefix;
      if (name + 1 >= end) return -1;
      const byte = buf[i + 1] === SLASH ? SLASH : buf[name]!;
      if (byte === SLASH && buf[name + 1] === LOWER_C && buf[name + 2] === GT && name + 2 < end) return name + 3;
      if (byte === LOWER_V && buf[name + 1] === GT) {
        i = this.value(buf, name + 2, end);
        if (i < 0) return -1;
        continue;
      }
      if (isSpecial(buf[i + 1])) {
        i = skipSpecial(buf, i, end);
        if (i < 0) return -1;
        continue;
      }
      const gt = tagEnd(buf, i, end);
      if (gt < 0) return -1;
      if (byte === SLASH) {
        if (buf[name + 1] === LOWER_C && isNameEnd(buf[name + 2]!)) return gt + 1;
        i = gt + 1;
      } else i = this.child(buf, i, gt, end, byte);
      if (i < 0) return -1;
    }
  }

  private child(buf: Buffer, lt: number, gt: number, end: number, byte: number): number {
    const closed = isSelfClosed(buf, gt);
    if (byte === LOWER_F) this.teller.formula = '';
    if (closed && byte === LOWER_V && this.teller.head.type === TEXT) this.teller.put('');
    if (closed) return gt + 1;
    if (byte === LOWER_V) return this.value(buf, gt + 1, end);
    if (byte === LOWER_I && localName(buf, lt, gt) === 'is') return this.inline(buf, gt + 1, end);
    if (byte !== LOWER_F) return gt + 1;
    const formula = readText(buf, gt + 1, end);
    if (!formula) return -1;
    this.teller.formula = formula.text;
    return formula.next;
  }

  /** `start` is behind `<v>`; answers the index behind `</v>`. */
  private value(buf: Buffer, start: number, end: number): number {
    let mask = 0;
    let i = start;
    if (this.teller.head.type === SHARED && this.row.inBytes) {
      const quick = this.quickShared(buf, start, end);
      if (quick > 0) return quick;
    }
    for (; i < end; i++) {
      const byte = buf[i]!;
      if (byte === LT) break;
      mask |= traits[byte]!;
    }
    if (i + 1 >= end) return -1;
    if (buf[i + 1] !== SLASH) {
      const text = readText(buf, start, end);
      if (!text) return -1;
      this.teller.put(text.text);
      return text.next;
    }
    let after = i + 2;
    while (after < end && buf[after] !== GT) after++;
    if (after >= end) return -1;
    if (this.uncalculated && this.teller.formula !== null && this.isUncalculated(buf, start, i)) return after + 1;
    if (i > start) this.plainValue(buf, start, i, mask);
    else if (this.teller.head.type === TEXT) this.teller.put('');
    return after + 1;
  }

  private isUncalculated(buf: Buffer, start: number, to: number): boolean {
    if (to === start) return false;
    this.uncalculated = this.teller.head.type === NUMBER && isZero(buf, start, to);
    this.tookNone ||= this.uncalculated;
    return this.uncalculated;
  }

  private plainValue(buf: Buffer, start: number, to: number, mask: number): void {
    const { teller } = this;
    if (this.row.inBytes && teller.copied(buf, start, to, mask)) return;
    if (teller.head.type === SHARED && mask === 0) teller.plainShared(integerAt(buf, start, to));
    else if (teller.isPlainNumber(buf, start, to, mask)) teller.simple(this.window.ascii(start, to), kindOf.n);
    else teller.put(this.decode(start, to, mask));
  }

  /** `123</v>` as the bytes of that shared string; 0 if it is another shape or must be looked at. */
  private quickShared(buf: Buffer, start: number, end: number): number {
    let index = 0;
    let i = start;
    for (; i < end; i++) {
      const digit = buf[i]! - ZERO;
      if (digit < 0 || digit > 9) break;
      index = index * 10 + digit;
    }
    const isWhole = i > start && i + 3 < end && buf[i] === LT && buf[i + 1] === SLASH && buf[i + 3] === GT;
    return isWhole && this.teller.isAsStored() && this.teller.copiedShared(index) ? i + 4 : 0;
  }

  private decode(start: number, to: number, mask: number): string {
    const text = (mask & WIDE) !== 0 ? this.window.utf8(start, to) : this.window.ascii(start, to);
    return (mask & ESCAPED) !== 0 ? cellString(text) : text;
  }

  /** `start` is behind `<is>`; answers the index behind `</is>`. */
  private inline(buf: Buffer, start: number, end: number): number {
    this.teller.head.type = TEXT;
    const quick = this.simpleInline(buf, start, end);
    if (quick !== 0) return quick;
    const rich = readRichText(buf, start, end, 'is');
    if (!rich) return -1;
    this.teller.put(rich.text);
    if (rich.struck) this.teller.strike();
    return rich.next;
  }

  /** `<t>text</t></is>` or with attributes on `t`; 0 if it is another shape. */
  private simpleInline(buf: Buffer, start: number, end: number): number {
    if (buf[start] !== LT || buf[start + 1] !== LOWER_T) return 0;
    let i = start + 2;
    if (buf[i] === SPACE) while (i < end && buf[i] !== GT) i++;
    if (buf[i] !== GT || buf[i - 1] === SLASH) return 0;
    const from = ++i;
    let mask = 0;
    for (; i < end; i++) {
      const byte = buf[i]!;
      if (byte === LT) break;
      mask |= traits[byte]!;
    }
    if (i + 9 > end) return 0;
    // `</t></is>`
    if (buf[i + 1] !== SLASH || buf[i + 3] !== GT || buf[i + 4] !== LT || buf[i + 5] !== SLASH || buf[i + 8] !== GT) {
      return 0;
    }
    if (!this.row.inBytes || !this.teller.copied(buf, from, i, mask)) this.teller.put(this.decode(from, i, mask));
    return i + 9;
  }
}

/** `0`, or `0.0` as Java writes it. */
const isZero = (buf: Buffer, start: number, to: number): boolean =>
  buf[start] === ZERO &&
  (to - start === 1 || (to - start === 3 && buf[start + 1] === POINT && buf[start + 2] === ZERO));
