/**
 * Rows that begin with their names, below a header that has none for them: so R's write.table writes a table, and its read.table takes a
 * header that is a cell short. A value that holds the delimiter without quotes makes a row as long, so more than the count must speak for it.
 */
import { isSerialHeader } from '../tables/header-marks.js';
import { contradicts, hasHeaderWords, isColumnName, namesCodes } from '../tables/header-words.js';
import { shapeOf } from '../tables/shapes.js';
import type { Dialect } from './dialect.js';
import { loneQuote } from './split.js';

const lookedAt = 200;
const leastRows = 2;
const leastNames = 2;

interface Cell {
  text: string;
  isQuoted: boolean;
}

type Rows = readonly (readonly Cell[])[];

/** Whether each row has a cell more than the header, the first of which is its name. null = no row is so much longer, or not all are. */
export function rowNames(text: string, dialect: Dialect): 'sure' | 'doubtful' | null {
  const { quote, padded, backslash, valueMark, sepLine } = dialect;
  if (padded || backslash || valueMark !== null || sepLine || (quote !== null && quote !== '"')) return null;
  const [first = ''] = text.split(/\r\n|\r|\n/, 1);
  const header = cellsOf(first, dialect);
  if (header === null || header.length !== dialect.width - 1 || header.length < leastNames) return null;
  const names = header.map((cell) => cell.text.trim());
  if (names.includes('') || new Set(names).size < names.length || names.some((name) => !mayBeName(name))) return null;
  const lines = text.split(/\r\n|\r|\n/, lookedAt).slice(1);
  const rows = lines.filter((line) => line !== '').map((line) => cellsOf(line, dialect) ?? []);
  if (rows.length < leastRows || rows.some(({ length }) => length !== header.length + 1)) return null;
  if (hasWords(rows[0]) && !hasWords(header)) return null;
  return areNamed(header, rows, dialect.delimiter) ? 'sure' : 'doubtful';
}

const hasWords = (cells: readonly Cell[] = []): boolean =>
  hasHeaderWords({ cells: cells.map(({ text }) => text), count: cells.length });

function areNamed(header: readonly Cell[], rows: Rows, delimiter: string): boolean {
  const column = (at: number): string[] => rows.map((row) => row[at]?.text.trim() ?? '');
  const own = column(0);
  if (own.includes('') || new Set(own).size < own.length || !own.every((text) => isName(text))) return false;
  const isOff = (shift: number) => (cell: Cell, at: number) => contradicts(cell.text, column(at + shift));
  if (header.some(isOff(1)) || rows.some(hasBlank)) return false;
  const [name = ''] = header.map((cell) => cell.text);
  if (isSerialHeader(name)) return false;
  const areCounted = own.every((text, at) => text === String(at + 1)) && !namesCodes(name);
  // What the first column is called fits it, and the last one may be what has no name.
  if (!areCounted && isColumnName(name) && !isOff(0)({ text: name, isQuoted: false }, 0)) return false;
  const areQuoted = [...header, ...rows.map(([cell]) => cell)].every((cell) => cell?.isQuoted) && areBare(rows);
  const isSplit = delimiter === ',' && haveCutNumbers(rows) && !(areCounted && header.some(isOff(0)));
  return !isSplit && (areCounted || areQuoted || delimiter !== ',' || isOff(0)({ text: name, isQuoted: false }, 0));
}

/** A label with a colon is one of what stands beside or behind it. */
const mayBeName = (text: string): boolean => shapeOf(text, 0) === 'label' && !/[:：]/u.test(text);

/** Amounts and dates name no row. */
const isName = (text: string): boolean => /^\d+$/.test(text) || shapeOf(text, 0) === 'label';

/** Behind a delimiter that stands in a text there is a blank. */
const hasBlank = (row: readonly Cell[]): boolean => row.some(({ text, isQuoted }) => !isQuoted && /^\s/.test(text));

/** Nothing but numbers and words for values stands without quotes. */
const areBare = (rows: Rows): boolean =>
  rows.every((row) =>
    row.every(({ text, isQuoted }) => isQuoted || /^(?:-?\d[\d.eE+-]*|NA|NaN|-?Inf|TRUE|FALSE|)$/.test(text)),
  );

/** In each row the same two numbers side by side may be one that has a comma: 12,5. Where numbers have points, none has. */
function haveCutNumbers(rows: Rows): boolean {
  const bare = rows.map((row) => row.map(({ text, isQuoted }) => (isQuoted ? '' : text.trim())));
  if (bare.some((row) => row.some((text) => /^-?\d+\.\d+$/.test(text)))) return false;
  const isCut = (at: number): boolean =>
    bare.every((row) => /^-?\d+$/.test(row[at] ?? '') && /^\d{1,3}$/.test(row[at + 1] ?? ''));
  return (bare[0] ?? []).some((_, at) => isCut(at));
}

/** null = the quotes of the line do not pair up. */
function cellsOf(line: string, { delimiter, quote }: Dialect): Cell[] | null {
  const cells: Cell[] = [];
  for (let at = 0; at <= line.length;) {
    const isQuoted = quote !== null && line[at] === quote;
    const close = isQuoted ? loneQuote(line, at + 1, quote) : at;
    if (close < 0) return null;
    const end = line.indexOf(delimiter, close);
    const stop = end < 0 ? line.length : end;
    if (isQuoted && close + 1 !== stop) return null;
    cells.push({ text: isQuoted ? line.slice(at + 1, close) : line.slice(at, stop), isQuoted });
    at = stop + 1;
  }
  return cells;
}
