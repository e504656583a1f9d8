/** What the asking process and the child that runs one statement say to each other. Plain data over the IPC channel. */

import type { Lang } from '../../../schemas/issues/issue.js';

/** table: for a terminal; csv and ndjson: streams for machines; json: one object `{columns, rows, truncated}`. */
export type SqlFormat = 'table' | 'csv' | 'ndjson' | 'json';

export interface SqlTask {
  /** The published DuckDB file, opened read-only. */
  file: string;
  /** The file with the history, attached beside; null = none. */
  history: string | null;
  sql: string;
  format: SqlFormat;
  /** Of what stands beside the rows in a table. */
  lang: Lang;
  maxRows: number | null;
  memoryMb: number;
  threads: number;
  timeoutMs: number;
}

export interface SqlColumn {
  name: string;
  /** DuckDB's name of the type. */
  type: string;
}

export interface SqlDone {
  columns: SqlColumn[];
  /** Rows written. */
  rows: number;
  /** There were more than `maxRows`. */
  truncated: boolean;
}

/** sql-stopped: the reader of the rows went away. */
export type SqlErrorCode = 'sql-error' | 'sql-timeout' | 'sql-memory' | 'sql-stopped' | 'not-published';

export interface SqlFailure {
  code: SqlErrorCode;
  message: string;
  hint: string;
}

export type SqlAnswer = { ok: true; done: SqlDone } | { ok: false; failure: SqlFailure };
