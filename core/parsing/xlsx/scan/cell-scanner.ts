/**
 * Cells in the bytes of `sheetData`: the hot path. No string per tag, no closure, no pattern; only a cell's text
 * becomes a string. A cell is taken when it is whole in the window, else the scan answers -1 and comes again.
 */
import type { StringTable } from '../book/string-table.js';
import type { CellValues } from '../values/cell-values.js';
import { kindOf } from '../values/cell-values.js';
import { cellString } from '../xml/text.js';
import { DOT, ESCAPED, GT, isNameEnd, LT, REPLACED, SLASH, SPACE, traits, WIDE } from './bytes.js';
import { BOOLEAN, ERROR, integerAt, NUMBER, readCellHead, SHARED, TEXT } from './cell-head.js';
import type { CellHead } from './cell-head.js';
import { readRichText, readText } from './rich-text.js';
import type { RowBuilder } from './row-builder.js';
import { isSelfClosed, isSpecial, localName, skipSpecial, tagEnd } from './tags.js';
import type { Window } from './window.js';

const LOWER_C = 0x63;
const LOWER_F = 0x66;
const LOWER_I = 0x69;
const LOWER_T = 0x74;
const LOWER_V = 0x76;
const ZERO = 0x30;

export interface CellRules {
  values: CellValues;
  strings: StringTable;
  /** 1 per style with a struck font; null when no style has one. */
  struckStyles: Uint8Array | null;
  /** Columns from here on are dropped and told. */
  maxColumns: number;
  maxCellChars: number;
  onColumnBeyond(): void;
  onLongCell(chars: number): void;
}

export class CellScanner {
  private readonly window: Window;
  private readonly rules: CellRules;
  private readonly row: RowBuilder;
  private nextCol = 0;
  private readonly head: CellHead = { col: 0, style: 0, type: NUMBER };
  private formula = false;
  private filled = false;

  constructor(window: Window, rules: CellRules, row: RowBuilder) {
    this.window = window;
    this.rules = rules;
    this.row = row;
  }

  startRow(): void {
    this.nextCol = 0;
  }

  /** `at` is behind the name of a `<c` tag; `prefix` its namespace prefix in bytes. Answers the index behind the cell, or -1. */
  scan(at: number, prefix: number): number {
    const { buf, end } = this.window;
    const { head } = this;
    head.col = this.nextCol;
    head.style = 0;
    head.type = NUMBER;
    this.formula = false;
    this.filled = false;
    this.row.mark();
    const open = readCellHead(buf, at, end, head);
    if (open < 0) return -1;
    const next = buf[open - 2] === SLASH ? open : this.children(buf, open, end, prefix);
    if (next < 0) {
      this.row.rollback();
      return -1;
    }
    this.nextCol = head.col + 1;
    if (this.formula && !this.filled) this.missingValue();
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
    if (byte === LOWER_F) this.formula = true;
    if (closed && byte === LOWER_V && this.head.type === TEXT) this.put('');
    if (closed) return gt + 1;
    if (byte === LOWER_V) return this.value(buf, gt + 1, end);
    if (byte === LOWER_I && localName(buf, lt, gt) === 'is') return this.inline(buf, gt + 1, end);
    if (byte !== LOWER_F) return gt + 1;
    const formula = readText(buf, gt + 1, end);
    return formula ? formula.next : -1;
  }

  /** `start` is behind `<v>`; answers the index behind `</v>`. */
  private value(buf: Buffer, start: number, end: number): number {
    let mask = 0;
    let i = start;
    if (this.head.type === SHARED && this.row.inBytes) {
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
      this.put(text.text);
      return text.next;
    }
    let after = i + 2;
    while (after < end && buf[after] !== GT) after++;
    if (after >= end) return -1;
    if (i > start) this.plainValue(buf, start, i, mask);
    else if (this.head.type === TEXT) this.put('');
    return after + 1;
  }

  private plainValue(buf: Buffer, start: number, to: number, mask: number): void {
    if (this.row.inBytes && this.copied(buf, start, to, mask)) return;
    const { values, strings } = this.rules;
    if (this.head.type === SHARED && mask === 0) {
      const index = integerAt(buf, start, to);
      const text = strings.get(index);
      if (text !== undefined && (this.head.style === 0 || values.simpleStyle[this.head.style] === 1)) {
        this.simple(text, kindOf.t);
        if (strings.isStruck(index)) this.strike();
        if (strings.isDamaged(index) && this.inRange()) this.row.note(this.head.col, 'damaged-text', null);
      } else this.shared(index);
    } else if (
      this.head.type === NUMBER &&
      mask <= DOT &&
      to - start <= values.simpleDigits &&
      (values.simpleStyle[this.head.style] ?? 1) === 1 &&
      (mask === 0 || isCleanFraction(buf, start, to))
    ) {
      this.simple(this.window.ascii(start, to), kindOf.n);
    } else this.put(this.decode(start, to, mask));
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
    return isWhole && this.isAsStored() && this.copiedShared(index) ? i + 4 : 0;
  }

  private copiedShared(index: number): boolean {
    const { strings, maxCellChars } = this.rules;
    if (index >= strings.count) return false;
    const made = strings.traitsOf(index);
    const from = strings.startOf(index);
    const to = strings.endOf(index);
    if ((made & ESCAPED) !== 0 || to - from > maxCellChars) return false;
    this.filled = this.row.copy(this.head.col, kindOf.t, strings.source, from, to, made);
    return this.filled;
  }

  /** A cell of this style is told as it is stored, without a flag. */
  private isAsStored(): boolean {
    const { values, struckStyles } = this.rules;
    const { style } = this.head;
    return (style === 0 || values.simpleStyle[style] === 1) && (struckStyles === null || struckStyles[style] !== 1);
  }

  /** Takes a number or a text that is told as it is stored without making a string of it; false = it must be looked at. */
  private copied(buf: Buffer, start: number, to: number, mask: number): boolean {
    const { values, maxCellChars } = this.rules;
    const { row } = this;
    const { type, col } = this.head;
    if (!this.isAsStored()) return false;
    if (type === NUMBER) {
      const isPlain = mask === 0 || (mask === DOT && isCleanFraction(buf, start, to));
      if (!isPlain || to - start > values.simpleDigits) return false;
      this.filled = row.copy(col, kindOf.n, buf, start, to, 0);
      return this.filled;
    }
    if (type !== TEXT || (mask & (ESCAPED | REPLACED)) !== 0 || to - start > maxCellChars) return false;
    this.filled = row.copy(col, kindOf.t, buf, start, to, mask);
    return this.filled;
  }

  private decode(start: number, to: number, mask: number): string {
    const text = (mask & WIDE) !== 0 ? this.window.utf8(start, to) : this.window.ascii(start, to);
    return (mask & ESCAPED) !== 0 ? cellString(text) : text;
  }

  /** `start` is behind `<is>`; answers the index behind `</is>`. */
  private inline(buf: Buffer, start: number, end: number): number {
    this.head.type = TEXT;
    const quick = this.simpleInline(buf, start, end);
    if (quick !== 0) return quick;
    const rich = readRichText(buf, start, end, 'is');
    if (!rich) return -1;
    this.put(rich.text);
    if (rich.struck) this.strike();
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
    if (!this.row.inBytes || !this.copied(buf, from, i, mask)) this.put(this.decode(from, i, mask));
    return i + 9;
  }

  private shared(index: number): void {
    const { values, strings } = this.rules;
    const text = strings.get(index);
    if (text === undefined) {
      this.filled = true;
      if (!this.inRange()) return;
      this.row.set(this.head.col, null, kindOf.t);
      this.row.note(this.head.col, 'shared-string-missing', String(index));
      return;
    }
    this.told(values.text(text, this.head.style));
    if (strings.isStruck(index)) this.strike();
  }

  /** A decoded value of any type, through the rules of telling cells. */
  private put(text: string): void {
    const { values } = this.rules;
    const { type, style } = this.head;
    if (type === TEXT) this.told(values.text(text, style));
    else if (type === SHARED) this.shared(/^\s*\d{1,10}\s*$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER);
    else if (text.trim() === '') return;
    else if (type === NUMBER) this.told(values.number(text, style));
    else if (type === BOOLEAN) this.told(values.boolean(text, style));
    else if (type === ERROR) this.told(values.error(text));
    else this.told(values.isoDate(text, style));
  }

  private told(text: string): void {
    const { kind, flag, raw } = this.rules.values;
    this.simple(text, kind);
    if (flag !== null && this.inRange()) this.row.note(this.head.col, flag, raw);
  }

  private simple(text: string, kind: number): void {
    const { maxCellChars, struckStyles } = this.rules;
    this.filled = true;
    if (text.length > maxCellChars) this.rules.onLongCell(text.length);
    if (!this.inRange()) {
      this.rules.onColumnBeyond();
      return;
    }
    this.row.set(this.head.col, text, kind);
    if (struckStyles !== null && struckStyles[this.head.style] === 1) this.row.note(this.head.col, 'struck', null);
  }

  private strike(): void {
    const already = this.rules.struckStyles?.[this.head.style] === 1;
    if (!already && this.inRange()) this.row.note(this.head.col, 'struck', null);
  }

  private missingValue(): void {
    if (!this.inRange()) return;
    this.row.set(this.head.col, null, kindOf.f);
    this.row.note(this.head.col, 'no-cached-value', null);
  }

  private inRange(): boolean {
    return this.head.col < this.rules.maxColumns;
  }
}

/** One point, digits on both sides, no zero at the end. */
function isCleanFraction(buf: Buffer, start: number, to: number): boolean {
  let points = 0;
  for (let i = start; i < to; i++) if (buf[i] === 0x2e) points += 1;
  return points === 1 && buf[start] !== 0x2e && buf[to - 1] !== 0x2e && buf[to - 1] !== ZERO;
}
