/**
 * What a module of a backup lacks and other modules of it know: names of owners, the account that a record leads to. It is put beside
 * the table as further columns, as the system's own exports have them; the ids stay where they were.
 */
import { randomBytes } from 'node:crypto';
import { copyFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../core/archive/files.js';
import { quoteText, type Session } from '../core/archive/duck.js';
import { findPreset } from '../core/mapping/presets/find.js';
import { joinedSql } from '../core/judging/joined.js';
import {
  accountColumns,
  userColumns,
  zohoLookUps,
  zohoModule,
  type LookUp,
} from '../core/mapping/presets/zoho-backup.js';
import { readStagedSql } from '../core/parsing/stage-sql.js';
import { foldHeader as fold } from '../schemas/header-text.js';
import type { ParseOutcome, StagedTable } from '../schemas/staging.js';

/** Another member of the same packed file. */
export interface Sibling {
  name: string;
  /** Where its bytes lie: a reference of the store, or a path. */
  ref: string;
}

export interface LookUpPlace {
  siblings(): Promise<Sibling[]>;
  /** Parses a sibling into a folder. */
  parse(sibling: Sibling, outDir: string): Promise<ParseOutcome>;
  read<T>(fn: (s: Session) => Promise<T>): Promise<T>;
  /** Lists made for one member serve the others; made when absent. */
  shared: string;
  /** The lists of this member lie beside its own tables. */
  own: string;
}

type List = LookUp['in'];

const idPrefix = 'zcrm_';

/** The tables with their further columns; a table that lacks nothing, or of which nothing is known, stays as it is. */
export async function withLookUps(place: LookUpPlace, tables: readonly StagedTable[]): Promise<StagedTable[]> {
  const completed: StagedTable[] = [];
  for (const table of tables) completed.push(await completedTable(place, table));
  return completed;
}

async function completedTable(place: LookUpPlace, table: StagedTable): Promise<StagedTable> {
  const headers = table.columns.map(({ header }) => header);
  if (findPreset(headers)?.name.startsWith('zoho-') !== true) return table;
  let next = table;
  for (const { header, in: list, by } of zohoLookUps(headers)) {
    const path = await listFor(place, list);
    if (path !== null) next = await added(place, next, { header, by, path });
  }
  return next;
}

/** The table with one column more, unless that would be empty. */
async function added(
  place: LookUpPlace,
  table: StagedTable,
  { header, by, path }: { header: string; by: number[]; path: string },
): Promise<StagedTable> {
  const at = table.columns.length;
  const looked = [...(table.looked ?? []), { by, path, prefix: idPrefix }];
  const columns = [...table.columns, { label: String(at + 1), header, kinds: {} }];
  const next = { ...table, columns, looked };
  const count = await place.read((s) => s.count(`SELECT count(c${at}) FROM ${readStagedSql(next)}`));
  columns[at] = { label: String(at + 1), header, kinds: { t: count } };
  return count === 0 ? table : next;
}

/** Path of a list `key,value` beside the member's tables; null = no other module has anything for it. */
async function listFor(place: LookUpPlace, list: List): Promise<string | null> {
  const own = join(place.own, `${list}.list`);
  if (await exists(own)) return own;
  const shared = join(place.shared, `${list}.list`);
  if (!(await exists(shared)) && !(await makeList(place, list, shared))) return null;
  await makeFolder(place.own);
  await copyFile(shared, own);
  return own;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function makeList(place: LookUpPlace, list: List, path: string): Promise<boolean> {
  const siblings = (await place.siblings()).filter(({ name }) => isWanted(list, zohoModule(name)));
  const work = join(place.shared, `work-${randomBytes(6).toString('hex')}`);
  await makeFolder(work);
  try {
    const parts: string[] = [];
    for (const [at, sibling] of siblings.entries()) {
      const file = await place.parse(sibling, join(work, String(at)));
      if (file.ok) parts.push(...file.tables.flatMap((table) => pairsSql(list, sibling.name, table) ?? []));
    }
    if (parts.length === 0) return false;
    const made = join(work, 'list');
    await place.read((s) => s.run(copySql(parts, made)));
    await rename(made, path);
    return true;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const isWanted = (list: List, module: string | null): boolean =>
  module !== null && (list === 'names' ? module === 'users' : Object.hasOwn(accountColumns, module));

const copySql = (parts: readonly string[], path: string): string =>
  `COPY (SELECT key, min(value) AS value FROM (${parts.join(' UNION ALL ')}) WHERE key IS NOT NULL AND value IS NOT NULL GROUP BY key)
   TO ${quoteText(path)} (FORMAT csv, HEADER false, FORCE_QUOTE *)`;

/** `SELECT key, value` of one table; null = it lacks the columns. */
function pairsSql(list: List, name: string, table: StagedTable): string | null {
  const column = (headers: readonly string[]): string | null => {
    const at = headers.map(fold).map((header) => table.columns.findIndex((one) => fold(one.header) === header));
    const found = at.find((position) => position >= 0);
    return found === undefined ? null : `nullif(trim(c${found}), '')`;
  };
  const id = column(userColumns.id);
  const value = list === 'names' ? nameSql(column) : accountSql(column, zohoModule(name) ?? '');
  if (id === null || value === null) return null;
  const key = `CASE WHEN starts_with(${id}, '${idPrefix}') THEN ${id}[${idPrefix.length + 1}:] ELSE ${id} END`;
  return `SELECT ${key} AS key, ${value} AS value FROM ${readStagedSql(table)}`;
}

type ColumnSql = (headers: readonly string[]) => string | null;

function nameSql(column: ColumnSql): string | null {
  const whole = column(userColumns.whole);
  const [first, last] = [column(userColumns.first), column(userColumns.last)];
  const together = first !== null && last !== null ? joinedSql([first], last) : (last ?? first);
  const able = [whole, together].filter((sql) => sql !== null);
  return able.length === 0 ? null : `coalesce(${able.join(', ')})`;
}

/** A customer leads to itself, under the id its own record has. */
function accountSql(column: ColumnSql, module: string): string | null {
  const header = accountColumns[module] ?? null;
  return column(header === null ? userColumns.id : [header]);
}
