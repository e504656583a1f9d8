import type { CellFlag } from '../../../../schemas/staging.js';
import { isDamagedText } from '../book/string-table.js';
import { paddedDigits } from '../styles/number-format.js';
import type { NumberClass } from '../styles/number-format.js';
import type { CellStyle } from '../styles/styles.js';
import type { CellValues } from './cell-values.js';
import { kindOf } from './cell-values.js';
import { isPicture } from './picture.js';
import { numberText } from './number-text.js';
import { isoCellText, serialText } from './serial.js';

/** Cells as stored: every digit, dates as ISO text; of the formats only leading zeros count, which a number cannot store. */
export class StoredValues implements CellValues {
  kind = 0;
  flag: CellFlag | null = null;
  raw: string | null = null;
  readonly simpleDigits = 15;
  readonly simpleStyle: Uint8Array;
  private readonly classes: readonly NumberClass[];
  /** Least digits per style. */
  private readonly padded: readonly number[];
  private readonly date1904: boolean;

  constructor(styles: readonly CellStyle[], date1904: boolean) {
    this.classes = styles.map((style) => style.numberClass);
    this.padded = styles.map((style) => paddedDigits(style.formatCode));
    this.simpleStyle = Uint8Array.from(this.classes, (each, at) => (each === 'plain' && this.padded[at] === 0 ? 1 : 0));
    this.date1904 = date1904;
  }

  number(stored: string, style: number): string {
    const numberClass = this.classes[style] ?? 'plain';
    const dated = numberClass !== 'plain' && numberClass !== 'percent' && numberClass !== 'currency';
    if (dated) {
      const found = serialText(Number(stored), numberClass, this.date1904);
      if (found) return this.answer(found.text, kindOf[found.kind], null, null);
    }
    const digits = this.padded[style] ?? 0;
    if (digits > 0) {
      const found = paddedText(stored, digits);
      if (found !== null) return this.answer(found, kindOf.n, 'zero-padded', stored);
    }
    if (!dated && isShortDecimal(stored)) {
      return this.answer(stored, kindOf.n, numberClass === 'plain' ? null : numberClass, null);
    }
    const told = numberText(stored.trim());
    if (!told) return this.answer(stored, kindOf.e, 'error', null);
    const raw = told.text === stored ? null : stored;
    if (dated) return this.answer(told.text, kindOf.n, 'invalid-date', raw);
    if (told.precisionLost) return this.answer(told.text, kindOf.n, 'precision-lost', raw);
    return this.answer(told.text, kindOf.n, numberClass === 'plain' ? null : numberClass, null);
  }

  text(text: string, _style: number): string {
    if (isDamagedText(text)) return this.answer(text, kindOf.t, 'damaged-text', null);
    return this.answer(text, kindOf.t, isPicture(text) ? 'picture' : null, null);
  }

  boolean(stored: string): string {
    const yes = stored === '1' || stored === 'true';
    if (!yes && stored !== '0' && stored !== 'false') return this.answer(stored, kindOf.e, 'error', null);
    return this.answer(yes ? 'TRUE' : 'FALSE', kindOf.b, null, null);
  }

  error(stored: string): string {
    return this.answer(stored, kindOf.e, 'error', null);
  }

  isoDate(stored: string, _style: number): string {
    const found = isoCellText(stored);
    if (!found) return this.answer(stored, kindOf.t, 'invalid-date', null);
    return this.answer(found.text, kindOf[found.kind], null, null);
  }

  private answer(text: string, kind: number, flag: CellFlag | null, raw: string | null): string {
    this.kind = kind;
    this.flag = flag;
    this.raw = raw;
    return text;
  }
}

/** Digits with at most a minus before and a clean fraction, 15 characters or fewer: told as it stands. */
function isShortDecimal(stored: string): boolean {
  const { length } = stored;
  const first = stored.charCodeAt(0) === 45 ? 1 : 0;
  if (length > 15 || length === first || stored === '-0') return false;
  let point = -1;
  for (let i = first; i < length; i++) {
    const code = stored.charCodeAt(i);
    if (code === 46 && point < 0) point = i;
    else if (code < 48 || code > 57) return false;
  }
  return point < 0 || (point > first && point < length - 1 && stored.charCodeAt(length - 1) !== 48);
}

/** With the zeros in front; null = no whole number, or one that has as many digits already. */
function paddedText(stored: string, digits: number): string | null {
  const whole = numberText(stored.trim())?.text ?? '';
  return whole.length < digits && /^\d+$/.test(whole) ? whole.padStart(digits, '0') : null;
}
