/** Reads the headers of a table, and numbers equal ones. */
import type { ColumnMapping, Mapping } from '../../schemas/mapping.js';
import { isOwnHeader } from '../../schemas/receipt.js';
import type { StagedColumn } from '../../schemas/staging.js';
import { foldHeader as fold } from '../../schemas/header-text.js';
import { readHeader } from './header.js';
import type { Header } from './header.js';

/** One column of the table under the eyes of mapping. */
export interface Column {
  position: number;
  label: string;
  header: string;
  read: Header;
  /** 1 for the first column with this folded header, 2 for the second … */
  occurrence: number;
  /** No cell is filled while others of the table are. */
  empty: boolean;
}

/** The name under which a column is known again, wherever it stands. */
export const columnKey = (folded: string, occurrence: number): string => `${folded}#${occurrence}`;

export function readColumns(staged: readonly StagedColumn[]): Column[] {
  const counted = staged.some((column) => filledCells(column) > 0);
  const seen = new Map<string, number>();
  return staged.map((column, position) => {
    const read = readHeader(column.header);
    const occurrence = (seen.get(read.folded) ?? 0) + 1;
    seen.set(read.folded, occurrence);
    const empty = counted && filledCells(column) === 0;
    return { position, label: column.label, header: column.header, read, occurrence, empty };
  });
}

function filledCells(column: StagedColumn): number {
  return Object.values(column.kinds).reduce((sum, count) => sum + count, 0);
}

/** The columns of a mapping by export and by the name they are known under in it; columns of a receipt workbook are not the sender's. */
export function storedColumns(stored: Mapping | null): Map<string, ColumnMapping> {
  const known = new Map<string, ColumnMapping>();
  const seen = new Map<string, number>();
  for (const column of stored?.columns ?? []) {
    if (isOwnHeader(column.header)) continue;
    const folded = `${column.preset ?? ''}/${fold(column.header)}`;
    const occurrence = (seen.get(folded) ?? 0) + 1;
    seen.set(folded, occurrence);
    known.set(columnKey(folded, occurrence), column);
  }
  return known;
}

/** What is known of the columns of one kind of table, by `columnKey`: those of an export, or of ordinary tables (null). */
export function knownColumns(stored: Mapping | null, preset: string | null): Map<string, ColumnMapping> {
  const known = new Map<string, ColumnMapping>();
  for (const [key, column] of storedColumns(stored))
    if ((column.preset ?? null) === preset) known.set(key.slice(key.indexOf('/') + 1), column);
  return known;
}

/** Headers of row counters (序号, No., #): never a key, never a field, and no part of what a row says. */
const counters = new Set([
  '序号',
  '行号',
  '项次',
  '行次',
  '#',
  'no',
  'nr',
  'sn',
  'snr',
  'seq',
  'seqno',
  'row',
  'rowno',
  'rownumber',
  'lineno',
  'linenumber',
  'serialno',
  'serialnumber',
]);

export const isCounter = ({ read }: Pick<Column, 'read'>): boolean => counters.has(read.folded);

/** Whether a mapped column only counts the rows, and is read for nothing. */
export const isLeftOutCounter = ({ ignored, header }: { header: string; ignored?: boolean | undefined }): boolean =>
  ignored === true && isCounter({ read: readHeader(header) });
