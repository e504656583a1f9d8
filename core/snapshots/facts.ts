/** What can be compared between an archive and its restored copy. */
import { num, quoteText } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { firstPrevHash } from '../archive/log/audit.js';
import { logSchema } from '../archive/log-schema.js';
import { digestRows, logTable, rangeSql } from '../archive/row-digest.js';

/** Facts by name, each as one line of text: names and counts only. */
export type Facts = Record<string, string>;

/** Columns of money per dataset, `f_…`. */
export type MoneyColumns = Readonly<Record<string, readonly string[]>>;

/** Facts of the log up to a seq. Tables without rows up to there say nothing. */
export async function logFacts(s: Session, to: number, money: MoneyColumns): Promise<Facts> {
  const facts: Facts = {};
  const where = rangeSql({ from: 0, to });
  for (const { table, columns } of await logSchema(s)) {
    const { rows, digest } = await digestRows(
      s,
      logTable(table),
      columns.map(({ name }) => name),
      where,
    );
    if (rows === 0) continue;
    facts[`rows of ${table}`] = String(rows);
    facts[`digest of ${table}`] = digest;
    const fed = await s.one(`SELECT ${columns.map(({ name }) => `count("${name}") AS "${name}"`).join(', ')}
      FROM ${logTable(table)} WHERE ${where}`);
    const held = columns.filter(({ name }) => num(fed?.[name]) > 0);
    facts[`columns of ${table}`] = held
      .map(({ name, type }) => `${name} ${type}`)
      .sort()
      .join(', ');
    const sums = (table.startsWith('content_') && money[table.slice('content_'.length)]) || [];
    for (const name of sums.filter((one) => held.some((column) => column.name === one))) {
      facts[`sum of ${table}.${name}`] = await sumOf(s, table, name, where);
    }
  }
  const audit = await s.one<{ hash: string | null }>(
    'SELECT arg_max(hash, seq) AS hash FROM archive.log.audit WHERE seq <= $1',
    [to],
  );
  facts['audit head'] = audit?.hash ?? firstPrevHash;
  return { ...facts, ...(await recordCounts(s, where)) };
}

/** Exact: canonical money is decimal text, with its currency after a blank where it says one. */
async function sumOf(s: Session, table: string, name: string, where: string): Promise<string> {
  const row = await s.one<{
    total: string | null;
    n: string;
  }>(`SELECT sum(TRY_CAST(split_part("${name}", ' ', 1) AS DECIMAL(38, 6)))::VARCHAR AS total,
      count(TRY_CAST(split_part("${name}", ' ', 1) AS DECIMAL(38, 6))) AS n FROM ${logTable(table)} WHERE ${where}`);
  return `${row?.total ?? '0'} in ${row?.n ?? '0'}`;
}

async function recordCounts(s: Session, where: string): Promise<Facts> {
  const rows = await s.rows<{ dataset: string; n: string }>(
    `SELECT dataset, count(*) AS n FROM archive.log.records WHERE ${where} GROUP BY dataset ORDER BY ALL`,
  );
  return Object.fromEntries(rows.map(({ dataset, n }) => [`records of ${dataset}`, String(n)]));
}

/** Facts of the derived tables as they stand. */
export async function derivedFacts(s: Session): Promise<Facts> {
  const facts: Facts = {};
  const rows = await s.rows<{ table_name: string; columns: string[] }>(
    `SELECT table_name, list(column_name) AS columns FROM duckdb_columns()
     WHERE database_name = 'archive' AND schema_name = ${quoteText('derived')} GROUP BY table_name ORDER BY ALL`,
  );
  for (const { table_name: table, columns } of rows) {
    const { rows: count, digest } = await digestRows(s, `archive.derived."${table}"`, columns);
    if (count > 0) facts[`derived ${table}`] = `${count} rows, ${digest}`;
  }
  return facts;
}

/** Whether anything that derived tables are made of was logged after a seq. */
export async function changedSince(s: Session, to: number): Promise<boolean> {
  const tables = ['batches', 'undos', 'links'].map((table) => `SELECT seq FROM ${logTable(table)} WHERE seq > ${to}`);
  return (await s.count(`SELECT count(*) FROM (${tables.join(' UNION ALL ')})`)) > 0;
}
