/** Decimal digits as Excel rounds them: 15 significant ones, halves away from zero. */
export interface Decimal {
  /** Without leading zeros; '' is zero. */
  digits: string;
  /** How many of the digits stand before the point; may be negative or beyond the digits. */
  point: number;
}

/** Of a value that is not negative. */
export function decimalOf(value: number): Decimal {
  if (value === 0) return { digits: '', point: 0 };
  const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e');
  return { digits: mantissa.replace('.', '').replace(/0+$/, ''), point: Number(exponent) + 1 };
}

export function shifted({ digits, point }: Decimal, places: number): Decimal {
  return { digits, point: point + places };
}

/** Rounds to `places` after the point (negative: before it). */
export function rounded({ digits, point }: Decimal, places: number): Decimal {
  const keep = point + places;
  if (keep >= digits.length) return { digits, point };
  if (keep < 0) return { digits: '', point: 0 };
  const head = digits.slice(0, keep);
  if (digits.charCodeAt(keep) < 53) return trimmed(head, point);
  const raised = raise(head);
  return trimmed(raised, raised.length > head.length ? point + 1 : point);
}

function raise(head: string): string {
  let i = head.length - 1;
  while (i >= 0 && head[i] === '9') i--;
  const zeros = '0'.repeat(head.length - 1 - i);
  return i < 0 ? `1${zeros}` : head.slice(0, i) + String.fromCharCode(head.charCodeAt(i) + 1) + zeros;
}

function trimmed(digits: string, point: number): Decimal {
  const cut = digits.replace(/0+$/, '');
  return cut === '' ? { digits: '', point: 0 } : { digits: cut, point };
}

export function isZero(decimal: Decimal): boolean {
  return decimal.digits === '';
}

/** Digits before the point; '' for a value below one. */
export function wholeDigits({ digits, point }: Decimal): string {
  return point <= 0 || digits === '' ? '' : digits.slice(0, point).padEnd(point, '0');
}

/** Digits after the point, without zeros at the end. */
export function fractionDigits({ digits, point }: Decimal): string {
  return point <= 0 ? (digits === '' ? '' : '0'.repeat(-point) + digits) : digits.slice(point);
}
