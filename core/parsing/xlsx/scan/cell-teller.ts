/** What becomes of a cell's value: its text by the rules of telling cells, or its bytes where it is told as it is stored. */
import type { StringTable } from '../book/string-table.js';
import type { CellValues } from '../values/cell-values.js';
import { kindOf } from '../values/cell-values.js';
import { pictureText } from '../values/picture.js';
import { linkFormula } from '../../links/link-formula.js';
import { DOT, EQUALS, ESCAPED, REPLACED } from './bytes.js';
import { BOOLEAN, ERROR, NUMBER, SHARED, TEXT } from './cell-head.js';
import type { CellHead } from './cell-head.js';
import type { RowBuilder } from './row-builder.js';

const ZERO = 0x30;

export interface CellRules {
  values: CellValues;
  strings: StringTable;
  /** 1 per style with a struck font; null when no style has one. */
  struckStyles: Uint8Array | null;
  /** Background colour per style; null when no style has one. */
  colours: Uint16Array | null;
  /** Numbers of metadata of values that are pictures; null = there are none. */
  pictures: ReadonlySet<number> | null;
  /** The writer of the workbook did not calculate: a 0 may stand for a result that nobody knows. */
  uncalculated: boolean;
  /** Columns from here on are dropped and told. */
  maxColumns: number;
  maxCellChars: number;
  onColumnBeyond(): void;
  onLongCell(chars: number): void;
}

/** Puts the values of one cell after the other into the row; `head` says which cell is meant. */
export class CellTeller {
  /** The cell has been given a value. */
  filled = false;
  /** null = it has none; '' = one that another cell holds. */
  formula: string | null = null;
  readonly head: CellHead = { col: 0, style: 0, type: NUMBER, metadata: 0 };
  private readonly rules: CellRules;
  private readonly row: RowBuilder;

  constructor(rules: CellRules, row: RowBuilder) {
    this.rules = rules;
    this.row = row;
  }

  copiedShared(index: number): boolean {
    const { strings, maxCellChars } = this.rules;
    if (index >= strings.count) return false;
    const made = strings.traitsOf(index);
    const from = strings.startOf(index);
    const to = strings.endOf(index);
    if ((made & ESCAPED) !== 0 || to - from > maxCellChars) return false;
    return this.tookBytes(this.row.copy(this.head.col, kindOf.t, strings.source, from, to, made));
  }

  /** A cell of this style is told as it is stored, without a flag. */
  isAsStored(): boolean {
    const { values, struckStyles } = this.rules;
    const { style } = this.head;
    return (style === 0 || values.simpleStyle[style] === 1) && (struckStyles === null || struckStyles[style] !== 1);
  }

  /** Takes a number or a text that is told as it is stored without making a string of it; false = it must be looked at. */
  copied(buf: Buffer, start: number, to: number, mask: number): boolean {
    const { values, maxCellChars } = this.rules;
    const { row } = this;
    const { type, col } = this.head;
    if (!this.isAsStored()) return false;
    if (type === NUMBER) {
      const isPlain = mask === 0 || (mask === DOT && isCleanFraction(buf, start, to));
      if (!isPlain || to - start > values.simpleDigits) return false;
      return this.tookBytes(row.copy(col, kindOf.n, buf, start, to, 0));
    }
    // A picture's formula is told with its flag.
    if (type === TEXT && buf[start] === EQUALS) return false;
    if (type !== TEXT || (mask & (ESCAPED | REPLACED)) !== 0 || to - start > maxCellChars) return false;
    return this.tookBytes(row.copy(col, kindOf.t, buf, start, to, mask));
  }

  private tookBytes(isTaken: boolean): boolean {
    this.filled = isTaken;
    if (isTaken) this.paint();
    return isTaken;
  }

  private paint(): void {
    const { colours } = this.rules;
    if (colours !== null) this.row.paint(colours[this.head.style] ?? 0);
  }

  /** A shared string, known to be called by its number alone. */
  plainShared(index: number): void {
    const { values, strings } = this.rules;
    const text = strings.get(index);
    const { style } = this.head;
    if (text === undefined || text.startsWith('=') || (style !== 0 && values.simpleStyle[style] !== 1))
      return this.shared(index);
    this.simple(text, kindOf.t);
    if (strings.isStruck(index)) this.strike();
    if (strings.isDamaged(index) && this.inRange()) this.row.note(this.head.col, 'damaged-text', null);
  }

  /** The digits are told as they are stored. */
  isPlainNumber(buf: Buffer, start: number, to: number, mask: number): boolean {
    const { values } = this.rules;
    const { type, style } = this.head;
    if (type !== NUMBER || mask > DOT || to - start > values.simpleDigits) return false;
    return (values.simpleStyle[style] ?? 1) === 1 && (mask === 0 || isCleanFraction(buf, start, to));
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
  put(text: string): void {
    const { values } = this.rules;
    const { type, style } = this.head;
    if (type === TEXT) this.told(values.text(text, style));
    else if (type === SHARED) this.shared(/^\s*\d{1,10}\s*$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER);
    else if (text.trim() === '') return;
    else if (type === NUMBER) this.told(values.number(text, style));
    else if (type === BOOLEAN) this.told(values.boolean(text, style));
    else if (type === ERROR) this.error(text);
    else this.told(values.isoDate(text, style));
  }

  /** Excel stores an error for a picture in a cell; programs that know no pictures of WPS save one as the value of their formula. */
  private error(text: string): void {
    const { values, pictures } = this.rules;
    if (pictures?.has(this.head.metadata) === true) {
      this.simple(text, kindOf.t);
      if (this.inRange()) this.row.note(this.head.col, 'picture', null);
      return;
    }
    const picture = pictureText(this.formula ?? '');
    this.told(picture === null ? values.error(text) : values.text(picture, this.head.style));
  }

  private told(text: string): void {
    const { kind, flag, raw } = this.rules.values;
    this.simple(text, kind);
    if (flag !== null && this.inRange()) this.row.note(this.head.col, flag, raw);
  }

  simple(text: string, kind: number): void {
    const { maxCellChars, struckStyles } = this.rules;
    this.filled = true;
    if (text.length > maxCellChars) this.rules.onLongCell(text.length);
    if (!this.inRange()) {
      this.rules.onColumnBeyond();
      return;
    }
    this.row.set(this.head.col, text, kind);
    this.paint();
    if (struckStyles !== null && struckStyles[this.head.style] === 1) this.row.note(this.head.col, 'struck', null);
  }

  strike(): void {
    const already = this.rules.struckStyles?.[this.head.style] === 1;
    if (!already && this.inRange()) this.row.note(this.head.col, 'struck', null);
  }

  /** Without a value saved, that of a picture and of a link stand in the formula itself. */
  toldFormula(formula: string): void {
    const link = linkFormula(formula);
    if (!this.filled) this.missingValue(link?.text ?? pictureText(formula));
    if (link && this.inRange()) this.row.link(this.head.col, link.address);
  }

  private missingValue(itself: string | null): void {
    if (itself !== null) return this.told(this.rules.values.text(itself, this.head.style));
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
