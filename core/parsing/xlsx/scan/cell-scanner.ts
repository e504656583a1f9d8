/**
 * Cells in the bytes of `sheetData`: the hot path. No string per tag, no closure, no pattern; only a cell's text
 * becomes a string. A cell is taken when it is whole in the window, else the scan answers -1 and comes again.
 */
import type { StringTable } from '../book/string-table.js';
import type { CellValues } from '../values/cell-values.js';
import { kindOf } from '../values/cell-values.js';
import { cellString } from '../xml/text.js';
import { DOT, EQUALS, ESCAPED, GT, isNameEnd, LT, SLASH, SPACE, traits, WIDE } from './bytes.js';
import { readRichText, readText } from './rich-text.js';
import type { RowBuilder } from './row-builder.js';
import { isSelfClosed, isSpecial, localName, skipSpecial, tagEnd } from './tags.js';
import type { Window } from './window.js';

const LOWER_C = 0x63;
const LOWER_F = 0x66;
const LOWER_I = 0x69;
const LOWER_R = 0x72;
const LOWER_S = 0x73;
const LOWER_T = 0x74;
const LOWER_V = 0x76;
const ZERO = 0x30;

/** How `t` says that a value is stored. */
const NUMBER = 0;
const SHARED = 1;
const TEXT = 2;
const BOOLEAN = 3;
const ERROR = 4;
const DATE = 5;

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
  private col = 0;
  private style = 0;
  private type = NUMBER;
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
    this.col = this.nextCol;
    this.style = 0;
    this.type = NUMBER;
    this.formula = false;
    this.filled = false;
    this.row.mark();
    const open = this.attributes(buf, at, end);
    if (open < 0) return -1;
    const next = buf[open - 2] === SLASH ? open : this.children(buf, open, end, prefix);
    if (next < 0) {
      this.row.rollback();
      return -1;
    }
    this.nextCol = this.col + 1;
    if (this.formula && !this.filled) this.missingValue();
    return next;
  }

  /** Answers the index behind the tag's `>`. */
  private attributes(buf: Buffer, at: number, end: number): number {
    let i = at;
    while (i < end) {
      const byte = buf[i]!;
      if (byte === GT) return i + 1;
      if (byte <= SPACE || byte === SLASH) {
        i += 1;
        continue;
      }
      const short = buf[i + 1] === EQUALS;
      while (i < end && buf[i] !== EQUALS) i++;
      i += 1;
      while (i < end && buf[i]! <= SPACE) i++;
      if (i >= end) return -1;
      const quote = buf[i]!;
      const start = i + 1;
      if (short) this.attribute(buf, byte, start, end);
      i = start;
      while (i < end && buf[i] !== quote) i++;
      i += 1;
    }
    return -1;
  }

  private attribute(buf: Buffer, name: number, start: number, end: number): void {
    if (name === LOWER_R) this.col = columnAt(buf, start, end, this.nextCol);
    else if (name === LOWER_S) this.style = integerAt(buf, start, end);
    else if (name === LOWER_T) this.type = typeAt(buf, start);
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
    if (closed && byte === LOWER_V && this.type === TEXT) this.put('');
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
    else if (this.type === TEXT) this.put('');
    return after + 1;
  }

  private plainValue(buf: Buffer, start: number, to: number, mask: number): void {
    const { values, strings } = this.rules;
    if (this.type === SHARED && mask === 0) {
      const index = integerAt(buf, start, to);
      const text = strings.get(index);
      if (text !== undefined && (this.style === 0 || values.simpleStyle[this.style] === 1)) {
        this.simple(text, kindOf.t);
        if (strings.isStruck(index)) this.strike();
        if (strings.isDamaged(index) && this.inRange()) this.row.note(this.col, 'damaged-text', null);
      } else this.shared(index);
    } else if (
      this.type === NUMBER &&
      mask <= DOT &&
      to - start <= values.simpleDigits &&
      (values.simpleStyle[this.style] ?? 1) === 1 &&
      (mask === 0 || isCleanFraction(buf, start, to))
    ) {
      this.simple(this.window.ascii(start, to), kindOf.n);
    } else this.put(this.decode(start, to, mask));
  }

  private decode(start: number, to: number, mask: number): string {
    const text = (mask & WIDE) !== 0 ? this.window.utf8(start, to) : this.window.ascii(start, to);
    return (mask & ESCAPED) !== 0 ? cellString(text) : text;
  }

  /** `start` is behind `<is>`; answers the index behind `</is>`. */
  private inline(buf: Buffer, start: number, end: number): number {
    this.type = TEXT;
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
    this.put(this.decode(from, i, mask));
    return i + 9;
  }

  private shared(index: number): void {
    const { values, strings } = this.rules;
    const text = strings.get(index);
    if (text === undefined) {
      this.filled = true;
      if (!this.inRange()) return;
      this.row.set(this.col, null, kindOf.t);
      this.row.note(this.col, 'shared-string-missing', String(index));
      return;
    }
    this.told(values.text(text, this.style));
    if (strings.isStruck(index)) this.strike();
  }

  /** A decoded value of any type, through the rules of telling cells. */
  private put(text: string): void {
    const { values } = this.rules;
    const { type, style } = this;
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
    if (flag !== null && this.inRange()) this.row.note(this.col, flag, raw);
  }

  private simple(text: string, kind: number): void {
    const { maxCellChars, struckStyles } = this.rules;
    this.filled = true;
    if (text.length > maxCellChars) this.rules.onLongCell(text.length);
    if (!this.inRange()) {
      this.rules.onColumnBeyond();
      return;
    }
    this.row.set(this.col, text, kind);
    if (struckStyles !== null && struckStyles[this.style] === 1) this.row.note(this.col, 'struck', null);
  }

  private strike(): void {
    const already = this.rules.struckStyles?.[this.style] === 1;
    if (!already && this.inRange()) this.row.note(this.col, 'struck', null);
  }

  private missingValue(): void {
    if (!this.inRange()) return;
    this.row.set(this.col, null, kindOf.f);
    this.row.note(this.col, 'no-cached-value', null);
  }

  private inRange(): boolean {
    return this.col < this.rules.maxColumns;
  }
}

/** 0-based column of a reference such as `AB12`; `fallback` when it has no letters. */
function columnAt(buf: Buffer, start: number, end: number, fallback: number): number {
  let col = 0;
  for (let i = start; i < end; i++) {
    const letter = buf[i]! & 0xdf;
    if (letter < 0x41 || letter > 0x5a || buf[i]! < 0x41) break;
    col = col * 26 + letter - 0x40;
  }
  return col === 0 ? fallback : col - 1;
}

function integerAt(buf: Buffer, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = buf[i]! - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

function typeAt(buf: Buffer, start: number): number {
  const first = buf[start]!;
  if (first === LOWER_S) return buf[start + 1] === LOWER_T ? TEXT : SHARED;
  if (first === LOWER_I) return TEXT;
  if (first === 0x62) return BOOLEAN;
  if (first === 0x65) return ERROR;
  return first === 0x64 ? DATE : NUMBER;
}

/** One point, digits on both sides, no zero at the end. */
function isCleanFraction(buf: Buffer, start: number, to: number): boolean {
  let points = 0;
  for (let i = start; i < to; i++) if (buf[i] === 0x2e) points += 1;
  return points === 1 && buf[start] !== 0x2e && buf[to - 1] !== 0x2e && buf[to - 1] !== ZERO;
}
