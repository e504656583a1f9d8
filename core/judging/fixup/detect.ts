/** Tells a returned receipt workbook (or what was saved from one) by the headers of its tables and the names of its sheets. */
import { foldHeader } from '../../../schemas/header-text.js';
import {
  columnsSheetHeaders,
  columnTokenHeader,
  isTokenHeader,
  rowTokenHeader,
  sheetNames,
  taggedDelivery,
} from '../../../schemas/receipt.js';
import type { StagedTable } from '../../../schemas/staging.js';

export interface ReturnedTables {
  /** Delivery the hidden sheet of the workbook names; null = none. Not proved by a token. */
  tagged: string | null;
  /** Tables with data rows, and where their tokens stand; null = the token column was removed. */
  rows: { table: number; tokenPosition: number | null }[];
  /** Tables with answers (列对应确认 / Columns, 表格确认 / Tables). */
  columns: { table: number }[];
  /** Sheets of the receipt that hold no data. */
  others: number[];
}

type Table = Pick<StagedTable, 'table' | 'sheet' | 'columns'>;

/** What a delivery has of a receipt; null for an ordinary file. */
export function detectReturn(tables: readonly Table[]): ReturnedTables | null {
  const tagged = tables.flatMap((table) => tagOf(table) ?? [])[0] ?? null;
  const found: ReturnedTables = { tagged, rows: [], columns: [], others: [] };
  let tokens = false;
  for (const table of tables) {
    const rowToken = place(table, rowTokenHeader);
    if (place(table, columnTokenHeader) !== null || hasColumnsHeaders(table))
      found.columns.push({ table: table.table });
    else if (rowToken === null && tagged !== null && isFrame(table)) found.others.push(table.table);
    else found.rows.push({ table: table.table, tokenPosition: rowToken });
    tokens ||= rowToken !== null;
  }
  return tagged !== null || tokens || found.columns.length > 0 ? found : null;
}

function place(table: Table, header: string): number | null {
  const position = table.columns.findIndex((column) => isTokenHeader(column.header, header));
  return position < 0 ? null : position;
}

/** The sheet of columns without its tokens: all its headers that no list of customers has. */
function hasColumnsHeaders({ columns }: Table): boolean {
  const there = new Set(columns.map(({ header }) => foldHeader(header)));
  return Object.values(columnsSheetHeaders).some((headers) =>
    headers.slice(1, 6).every((header) => there.has(foldHeader(header))),
  );
}

function tagOf({ sheet, columns }: Table): string | null {
  const firstLine = columns.map(({ header }) => header);
  return sheet === null ? null : taggedDelivery(sheet, firstLine);
}

/** Summary, issues, members and the hidden sheet. */
function isFrame(table: Table): boolean {
  if (table.sheet === null) return false;
  const { summary, issues, columns, tables, members } = sheetNames;
  const names = [summary, issues, columns, tables, members].flatMap(({ en, zh }) => [en, zh]);
  return tagOf(table) !== null || names.includes(table.sheet);
}
