import Papa from 'papaparse';
import type { Dialect } from './dialect.js';

const mostReadings = 64;

/** What of a dialect tells the cells of a record apart. */
type Parts = Pick<Dialect, 'delimiter' | 'quote' | 'backslash' | 'padded'> & Partial<Pick<Dialect, 'doubled'>>;

/** Splits whole records (each ending in `\n`, no other line ends outside quotes) that the scan proved well-formed. */
export function splitWellFormed(text: string, dialect: Dialect): string[][] {
  if (dialect.padded || dialect.backslash) return [];
  const { data } = Papa.parse<string[]>(text, {
    delimiter: dialect.delimiter,
    quoteChar: dialect.quote ?? '\u0001',
    escapeChar: dialect.quote ?? '\u0001',
    newline: '\n',
    header: false,
  });
  // PapaParse answers one more, empty record behind the last line end.
  if (text.endsWith('\n')) data.pop();
  return data;
}

/**
 * Splits one record whose quotes are irregular. A quote that opens a cell and has no proper close (before a delimiter or the
 * record's end) is an ordinary character. When that gives other than `width` cells, each quoted cell in turn is read with its
 * opening quote as an ordinary character, and then all of them as Excel does, which closes a cell at its first lone quote and adds
 * what stands behind: `"a, b" c` is `a, b c`. The first reading of `width` cells is taken, else the plain one.
 */
export function splitIrregular(record: string, dialect: Dialect, width: number): string[] {
  const first = reading(record, dialect, -1);
  if (first.cells.length === width || width === 0) return first.cells;
  for (let literal = 0; literal < Math.min(first.quoted, mostReadings); literal += 1) {
    const other = reading(record, dialect, literal);
    if (other.cells.length === width) return other.cells;
  }
  const early = closedEarly(record, dialect);
  return early.length === width ? early : first.cells;
}

/** Cells of which each quoted one ends its quotes at the first lone one. */
function closedEarly(record: string, dialect: Dialect): string[] {
  const { quote, delimiter } = dialect;
  const cells: string[] = [];
  for (let at = 0; at <= record.length;) {
    const start = dialect.padded && at > 0 && record[at] === ' ' ? at + 1 : at;
    const close = quote !== null && record[start] === quote ? loneQuote(record, start + 1, quote) : -1;
    const rest = plainCell(record, close < 0 ? start : close + 1, delimiter);
    const quoted = close < 0 || quote === null ? '' : record.slice(start + 1, close).replaceAll(quote + quote, quote);
    cells.push(quoted + rest.text);
    at = rest.next;
  }
  return cells;
}

/** Where the first quote from there on is that is not doubled; -1 = there is none. */
export function loneQuote(record: string, from: number, quote: string): number {
  for (let at = record.indexOf(quote, from); at >= 0; at = record.indexOf(quote, at + 2))
    if (record[at + 1] !== quote) return at;
  return -1;
}

/**
 * A record that is one cell short because the delimiter between two cells is missing beside a quote, `a"b"` or `"a""b"`: read as two
 * cells when there is exactly one place where it can have stood. null = there is none, or more.
 */
export function splitGlued(record: string, dialect: Dialect): string[] | null {
  const { quote, delimiter } = dialect;
  if (quote === null || dialect.padded || dialect.backslash || /[\r\n]/.test(record)) return null;
  const places: number[] = [];
  let isQuoted = false;
  for (let at = record.indexOf(quote); at >= 0; at = record.indexOf(quote, at + 1)) {
    const opens = at === 0 || record.startsWith(delimiter, at - delimiter.length);
    const closes = at + 1 === record.length || record.startsWith(delimiter, at + 1);
    if (!isQuoted && opens) isQuoted = true;
    else if (isQuoted && closes) isQuoted = false;
    else if (!isQuoted) {
      if (closesLater(record, at, quote, delimiter)) places.push(at);
      isQuoted = places.at(-1) === at;
    } else if (record[at + 1] === quote) {
      const isBetween = isGlyph(record[at - 1]) && isGlyph(record[at + 2]);
      if (isBetween) places.push(at + 1);
      at += 1;
    } else return null;
  }
  const [place, ...more] = places;
  if (place === undefined || more.length > 0 || isQuoted) return null;
  return splitPlainly(record.slice(0, place) + delimiter + record.slice(place), dialect);
}

const isGlyph = (character: string | undefined): boolean => character !== undefined && /[^\s"']/.test(character);

/** The quote at `at` is closed before the next delimiter or at the end. */
function closesLater(record: string, at: number, quote: string, delimiter: string): boolean {
  const next = record.indexOf(quote, at + 1);
  if (next <= at + 1) return false;
  return next + 1 === record.length || record.startsWith(delimiter, next + 1);
}

/** The plain reading: a quoted cell wherever a quote opens one that is properly closed. */
export const splitPlainly = (record: string, dialect: Parts): string[] => reading(record, dialect, -1).cells;

/** One reading, in which the quoted cell number `literal` is taken as it stands. */
function reading(record: string, dialect: Parts, literal: number): { cells: string[]; quoted: number } {
  const cells: string[] = [];
  let quoted = 0;
  for (let at = 0; at <= record.length;) {
    const start = dialect.padded && at > 0 && record[at] === ' ' ? at + 1 : at;
    const closed =
      dialect.quote !== null && record[start] === dialect.quote
        ? quotedCell(record, start + 1, dialect.quote, dialect)
        : null;
    if (closed) quoted += 1;
    const isQuoted = closed !== null && quoted - 1 !== literal;
    const cell = isQuoted ? closed : plainCell(record, start, dialect.delimiter);
    cells.push(isQuoted || dialect.doubled !== true ? cell.text : cell.text.replaceAll('\\\\', '\\'));
    at = cell.next;
  }
  return { cells, quoted };
}

function plainCell(record: string, start: number, delimiter: string): { text: string; next: number } {
  const stop = record.indexOf(delimiter, start);
  if (stop < 0) return { text: record.slice(start), next: record.length + 1 };
  return { text: record.slice(start, stop), next: stop + delimiter.length };
}

function quotedCell(
  record: string,
  from: number,
  quote: string,
  dialect: Parts,
): { text: string; next: number } | null {
  let text = '';
  for (let at = from; at < record.length; at += 1) {
    const character = record[at] ?? '';
    const escaped = dialect.backslash && character === '\\' ? record[at + 1] : undefined;
    if (escaped === quote || escaped === '\\') {
      text += escaped === quote || dialect.doubled === true ? escaped : '\\\\';
      at += 1;
    } else if (character !== quote) {
      text += character;
    } else if (!dialect.backslash && record[at + 1] === quote) {
      text += quote;
      at += 1;
    } else if (at + 1 === record.length) {
      return { text, next: record.length + 1 };
    } else if (record.startsWith(dialect.delimiter, at + 1)) {
      return { text, next: at + 1 + dialect.delimiter.length };
    } else text += quote;
  }
  return null;
}
