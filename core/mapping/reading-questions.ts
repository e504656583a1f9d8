/** What is to be asked about how a file was read: only where two readings fit, and no header that names a field decides between them. */
import type { ColumnMapping } from '../../schemas/mapping.js';
import type { ReadingCandidate, ReadingQuestion } from '../../schemas/reading-questions.js';
import { isKnownHeader } from '../../schemas/reading.js';
import type { EncodingPreview, ParsedFile, StagedTable } from '../../schemas/staging.js';
import { unsure } from '../../schemas/staging.js';

/** A table that was taken, and the cells of its first rows. */
export interface AskedTable {
  table: Pick<StagedTable, 'table' | 'sheet' | 'headerRows' | 'header' | 'firstRow'>;
  columns: readonly ColumnMapping[];
  /** Of the header, where there is one, then of the first rows of data. */
  rows: readonly (readonly (string | null)[])[];
}

const beyondAscii = /[^\u0020-\u007e]/;
const between = ' │ ';
const mostTables = 10;

export const isUnsureHeader = ({ table: { header, firstRow }, columns }: Omit<AskedTable, 'rows'>): boolean =>
  header.by === 'evidence' && header.confidence < unsure && firstRow > 0 && !isKnownHeader(columns);

/** `waits`: the delivery is asked about anyway; a header that may be data holds nothing up by itself. */
export function readingQuestions(
  { encodings = [], delimiters = [] }: Pick<ParsedFile, 'encodings' | 'delimiters'>,
  tables: readonly AskedTable[],
  waits: boolean,
): ReadingQuestion[] {
  const columns = tables.flatMap((one) => one.columns);
  const wholeFile = { table: 0, sheet: null };
  const isTold = isKnownHeader(columns.filter(({ header }) => beyondAscii.test(header)));
  const asked: ReadingQuestion[] = [];
  if (encodings.length > 1 && !isTold) asked.push(encodingQuestion(encodings));
  // A piece of a header that is cut in the wrong place may name a field, too.
  if (delimiters.length > 1 && !(columns.length > 0 && columns.every((column) => isKnownHeader([column]))))
    asked.push({
      ...wholeFile,
      about: 'delimiter',
      candidates: delimiters.map(({ delimiter, rows }) => ({ value: delimiter, preview: linesOf(rows) })),
    });
  // What the text itself is comes first: columns are asked about when that is known.
  if (asked.length > 0) return asked;
  const unsureTables = waits ? tables.filter(isUnsureHeader).slice(0, mostTables) : [];
  return unsureTables.map(headerQuestion);
}

export const encodingQuestion = (encodings: readonly EncodingPreview[]): ReadingQuestion => ({
  about: 'encoding',
  table: 0,
  sheet: null,
  candidates: encodings.map(({ label, sample }) => ({ value: label, preview: [sample] })),
});

/** The rows found, the row below them instead, or none. */
function headerQuestion({ table: { table, sheet, headerRows, firstRow }, rows }: AskedTable): ReadingQuestion {
  const [first = firstRow] = headerRows;
  const next = headerRows.length > 0 ? firstRow : firstRow + 1;
  const found = headerRows.length > 1 ? `${first}-${headerRows.at(-1)}` : String(first);
  const below = rows.slice(1);
  const candidates: ReadingCandidate[] = [
    { value: found, preview: linesOf(rows, true) },
    ...(headerRows.length <= 1 && below.length > 1 ? [{ value: String(next), preview: linesOf(below, true) }] : []),
    { value: `none:${first}`, preview: linesOf(rows) },
  ];
  return { about: 'header', table, sheet, candidates };
}

/** The first one in brackets where it is a header. */
const linesOf = (rows: readonly (readonly (string | null)[])[], hasHeader = false): string[] =>
  rows.map((cells, at) => {
    const line = cells.map((cell) => cell ?? '').join(between);
    return hasHeader && at === 0 ? `【${line}】` : line;
  });
