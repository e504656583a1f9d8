/** What an upgrade must not change: rows and digests of every table, by the columns it had before. */
import type { Session } from '../duck.js';
import { quoteIdent } from '../duck.js';
import { logSchema } from '../log-schema.js';
import { digestRows, logTable, rangeSql } from '../row-digest.js';
import type { UpgradeStep } from './formats.js';

interface TableFacts {
  table: string;
  columns: string[];
  rows: number;
  digest: string;
}

export interface ArchiveFacts {
  /** The last seq they are about. */
  lastSeq: number;
  log: TableFacts[];
  derived: TableFacts[];
}

export async function archiveFacts(s: Session, lastSeq: number): Promise<ArchiveFacts> {
  const log: TableFacts[] = [];
  for (const { table, columns } of await logSchema(s)) {
    const names = columns.map(({ name }) => name);
    log.push({ table, columns: names, ...(await digestLog(s, table, names, lastSeq)) });
  }
  const derived: TableFacts[] = [];
  for (const { table, columns } of await derivedSchema(s)) {
    derived.push({ table, columns, ...(await digestRows(s, derivedTable(table), columns)) });
  }
  return { lastSeq, log, derived };
}

const digestLog = (s: Session, table: string, columns: readonly string[], lastSeq: number) =>
  digestRows(s, logTable(table), columns, rangeSql({ from: 0, to: lastSeq }));

const derivedTable = (table: string): string => `archive.derived.${quoteIdent(table)}`;

async function derivedSchema(s: Session): Promise<{ table: string; columns: string[] }[]> {
  return s.rows(
    `SELECT table_name AS "table", list(column_name) AS columns FROM duckdb_columns()
     WHERE database_name = 'archive' AND schema_name = 'derived' GROUP BY ALL ORDER BY ALL`,
  );
}

/** Names of the tables that do not hold what they held before the steps. */
export async function changedTables(
  s: Session,
  before: ArchiveFacts,
  steps: readonly UpgradeStep[],
): Promise<string[]> {
  const rewritten = new Set(steps.flatMap(({ rewrites }) => rewrites));
  const there = new Map((await logSchema(s)).map(({ table, columns }) => [table, columns.map(({ name }) => name)]));
  const changed: string[] = [];
  for (const { table, columns, rows, digest } of before.log) {
    const now = there.get(table) ?? [];
    if (rewritten.has(table)) {
      const found = now.length === 0 ? -1 : (await digestLog(s, table, ['seq'], before.lastSeq)).rows;
      if (found !== rows) changed.push(table);
      continue;
    }
    const found = columns.every((name) => now.includes(name)) && (await digestLog(s, table, columns, before.lastSeq));
    if (!found || found.rows !== rows || found.digest !== digest) changed.push(table);
  }
  if (steps.some(({ derivesOtherwise }) => derivesOtherwise)) return changed;
  return [...changed, ...(await changedDerived(s, before))];
}

async function changedDerived(s: Session, before: ArchiveFacts): Promise<string[]> {
  const there = new Map((await derivedSchema(s)).map(({ table, columns }) => [table, columns]));
  const changed: string[] = [];
  for (const { table, columns, rows, digest } of before.derived) {
    const now = there.get(table) ?? [];
    const found = columns.every((name) => now.includes(name)) && (await digestRows(s, derivedTable(table), columns));
    if (!found || found.rows !== rows || found.digest !== digest) changed.push(`derived ${table}`);
  }
  return changed;
}
