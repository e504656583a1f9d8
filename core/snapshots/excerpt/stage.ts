/** The segments an excerpt is cut from, opened and proved: each a plain Parquet file for as long as it is needed. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteIdent, quoteText } from '../../archive/duck.js';
import type { Duck, Session } from '../../archive/duck.js';
import { tempName } from '../../archive/files.js';
import { added, engineVersion, sumRows } from '../../archive/row-sums.js';
import type { RowSums } from '../../archive/row-sums.js';
import type { BodyFile, BodyTable } from '../manifest/model.js';
import { differs, openPlain } from '../plain-files.js';
import { columnsOf, isAsTold } from '../rebuild.js';
import type { Link } from '../link.js';
import { keptSql } from '../removals/known.js';
import type { Known } from '../removals/known.js';

const contentPrefix = 'content_';

/** Whether the rows of a table are looked at: contents of other datasets stay sealed. */
export const isRead = (table: string | null, dataset: string): table is string =>
  table !== null && (!table.startsWith(contentPrefix) || table === `${contentPrefix}${dataset}`);

export interface StageRequest {
  /** The full one first. */
  chain: readonly Link[];
  withLocal: boolean;
  /** The last seq to restore. */
  to: number;
  dataset: string;
  /** What was removed since. */
  known: Known;
  /** Where the plain files lie; who made it removes it. */
  folder: string;
  progress?: (done: { step: string; table?: string }) => void;
  signal?: AbortSignal;
}

export interface Staged {
  /** Tables of the last link that are read, with their columns. */
  tables: readonly BodyTable[];
  /** A query in parentheses of the rows of a table up to the seq that is restored, without those removed. */
  from: (table: string) => string;
}

/** Throws `restore-differs`, `snapshot-damaged`, `seal-key-wrong`. */
export async function stage(duck: Duck, request: StageRequest): Promise<Staged> {
  const { chain, dataset } = request;
  await mkdir(request.folder, { recursive: true });
  const files = new Map<string, Files>();
  for (const link of chain) {
    const opened = await openLink(request, link);
    for (const table of link.body.tables.filter((one) => isRead(one.table, dataset))) {
      const mine = opened.get(table.table) ?? [];
      await duck.read((s) => prove(s, request, link, table, mine), request.signal);
      if (mine.length > 0) add(files, table, mine);
    }
  }
  const tables = (chain.at(-1) as Link).body.tables.filter(({ table }) => isRead(table, dataset));
  const queries = new Map(tables.map((table) => [table.table, rowsSql(table, files.get(table.table), request)]));
  return { tables, from: (table) => queries.get(table) as string };
}

/** Of all links. */
interface Files {
  paths: string[];
  /** That any of them has. */
  columns: Set<string>;
}

function add(files: Map<string, Files>, { table, columns }: BodyTable, opened: readonly Opened[]): void {
  const known = files.get(table) ?? { paths: [], columns: new Set() };
  known.paths.push(...opened.map(({ path }) => path));
  for (const { name } of columns) known.columns.add(name);
  files.set(table, known);
}

function rowsSql({ table, columns }: BodyTable, files: Files | undefined, { to, known }: StageRequest): string {
  const list = columns.map(({ name, type }) =>
    files?.columns.has(name) ? quoteIdent(name) : `NULL::${type} AS ${quoteIdent(name)}`,
  );
  const rows = files ? `FROM ${parquet(files.paths)} WHERE seq <= ${to} AND ${keptSql(known, table)}` : 'WHERE false';
  return `(SELECT ${list.join(', ')} ${rows})`;
}

const parquet = (files: readonly string[]): string =>
  `read_parquet([${files.map(quoteText).join(', ')}], union_by_name = true, hive_partitioning = false)`;

interface Opened {
  path: string;
  file: BodyFile;
}

async function openLink(request: StageRequest, link: Link): Promise<Map<string, Opened[]>> {
  const { dataset, withLocal, folder, progress, signal } = request;
  const opened = new Map<string, Opened[]>();
  for (const file of link.body.files) {
    const { table } = file;
    if (!isRead(table, dataset) || (file.local && !withLocal)) continue;
    signal?.throwIfAborted();
    progress?.({ step: 'segments', table });
    const path = join(folder, tempName());
    await openPlain(link, file, path);
    opened.set(table, [...(opened.get(table) ?? []), { path, file }]);
  }
  return opened;
}

/** Each file holds as many rows as it should, and together they are what the manifest tells. */
async function prove(
  s: Session,
  { withLocal }: StageRequest,
  link: Link,
  table: BodyTable,
  opened: readonly Opened[],
): Promise<void> {
  const columns = columnsOf(link, table.table);
  const sums: RowSums[] = [];
  for (const { path, file } of opened) {
    const read = await sumRows(s, parquet([path]), columns);
    if (read.rows !== file.rows) throw differs(`${file.key} holds ${read.rows} rows instead of ${file.rows}`);
    sums.push(read);
  }
  const told = { link, table, withLocal, there: added(sums), engine: await engineVersion(s) };
  const rows = { from: parquet(opened.map(({ path }) => path)), where: 'true' };
  if (!(await isAsTold(s, { ...told, ...rows }))) throw differs(`${table.table} up to ${link.head.seq.to}`);
}
