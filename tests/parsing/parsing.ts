import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parseFile } from '../../core/parsing/parse.js';
import { readKindsSql, readSkippedSql, readStagedSql } from '../../core/parsing/stage-sql.js';
import type { ParsedFile, ParseHints, ParseLimits, ParseOutcome, StagedTable } from '../../schemas/staging.js';

export const limits: ParseLimits = {
  maxInflatedBytes: 4 * 2 ** 30,
  maxRatio: 200,
  maxEntries: 10_000,
  archiveDepth: 1,
  maxRows: 20_000_000,
  maxColumns: 16_384,
  maxCellChars: 1_000_000,
  timeoutMs: 60_000,
  threadMemoryMb: 512,
};

/** Of this run: removed when it ends. */
export const tempFolder = (): string => mkdtempSync(join(process.env['SHEETKEEP_TEST_FILES'] ?? tmpdir(), 'parsing-'));

/** Parses bytes as a file of the given name. */
export async function parseBytes(
  bytes: Uint8Array | string,
  options: { fileName?: string; hints?: ParseHints; limits?: Partial<ParseLimits> } = {},
): Promise<ParseOutcome> {
  const folder = tempFolder();
  const path = join(folder, 'input');
  writeFileSync(path, bytes);
  return parseFile({
    path,
    fileName: options.fileName ?? 'input.csv',
    outDir: join(folder, 'staged'),
    hints: options.hints ?? {},
    limits: { ...limits, ...options.limits },
  });
}

export async function parsed(
  bytes: Uint8Array | string,
  options: { fileName?: string; hints?: ParseHints; limits?: Partial<ParseLimits> } = {},
): Promise<ParsedFile> {
  const outcome = await parseBytes(bytes, options);
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
  return outcome;
}

let engine: Promise<DuckDBInstance> | null = null;

/** Rows of a query, as arrays of text and null. */
export async function query(sql: string): Promise<(string | null)[][]> {
  engine ??= DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await (await engine).connect();
  try {
    await connection.run('SET preserve_insertion_order = false');
    const reader = await connection.runAndReadAll(sql);
    return reader
      .getRowsJson()
      .map((row) => row.map((value) => (value === null ? null : String(value as string | number))));
  } finally {
    connection.closeSync();
  }
}

/**
 * The staged rows as the engine reads them: row number first, in order of it. Each cell comes with a letter in front, taken off here:
 * the engine's JavaScript client drops a BOM at the start of a text.
 */
export async function stagedRows(table: StagedTable): Promise<(string | null)[][]> {
  const cells = table.columns.map((_, at) => `'x' || c${at}`);
  const rows = await query(`SELECT row, ${cells.join(', ')} FROM ${readStagedSql(table)} ORDER BY row`);
  return rows.map(([row, ...texts]) => [row ?? null, ...texts.map((text) => text?.slice(1) ?? null)]);
}

export const kindsOf = (table: StagedTable): Promise<(string | null)[][]> =>
  query(`SELECT * FROM ${readKindsSql(table)} ORDER BY row, col, flag`);

export const skippedOf = (table: StagedTable): Promise<(string | null)[][]> =>
  query(`SELECT row, reason FROM ${readSkippedSql(table)} ORDER BY row`);

/** The only table of a file. */
export function onlyTable(file: ParsedFile): StagedTable {
  const [table, ...more] = file.tables;
  if (!table || more.length > 0) throw new Error(`${file.tables.length} tables`);
  return table;
}

/** row, column, flag */
export const told = async (table: StagedTable | undefined): Promise<(string | null)[][]> =>
  table?.kinds ? (await kindsOf(table)).map(([row, col, , flag]) => [row ?? null, col ?? null, flag ?? null]) : [];
