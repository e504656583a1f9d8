import type { LookedUp, StagedTable } from '../../schemas/staging.js';
import { unescapeSql } from './stage.js';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const defaultLineBytes = 1_900_000;

/**
 * The FROM-clause that reads a staged table with the columns `row BIGINT, c0 VARCHAR, c1 VARCHAR …`. No order is promised; a missing
 * cell is NULL, an empty string ''. Works with `preserve_insertion_order=false`, which is the fast way to read it.
 */
export function readStagedSql(table: StagedTable): string {
  const { looked = [], columns } = table;
  const own = { ...table, columns: columns.slice(0, columns.length - looked.length) };
  const read = table.csv.layout === 'plain' ? plainSql(own) : numberedSql(own);
  return looked.length === 0 ? read : lookedUpSql(read, own.columns.length, looked);
}

/** The rows with the columns that are looked up in lists. */
function lookedUpSql(read: string, width: number, looked: readonly LookedUp[]): string {
  const joins = looked.flatMap(({ by, path, prefix }, n) =>
    by.map((position, m) => {
      const id = `trim(s.c${position})`;
      const key = `CASE WHEN starts_with(${id}, ${quoted(prefix)}) THEN ${id}[${prefix.length + 1}:] ELSE ${id} END`;
      const types = `{'key': 'VARCHAR', 'value': 'VARCHAR'}`;
      return `LEFT JOIN read_csv(${quoted(path)}, columns = ${types}, ${dialectOptions(',', 0).join(', ')}) l${n}_${m} ON l${n}_${m}.key = ${key}`;
    }),
  );
  const values = looked.map(
    ({ by }, n) => `coalesce(${by.map((_, m) => `l${n}_${m}.value`).join(', ')}) AS c${width + n}`,
  );
  return `(SELECT s.*, ${values.join(', ')} FROM ${read} s ${joins.join(' ')})`;
}

function numberedSql({ csv, columns }: StagedTable): string {
  const names = columns.map((_, at) => `c${at}`);
  const options = [
    `columns = {'row': 'BIGINT', ${names.map((name) => `'${name}': 'VARCHAR'`).join(', ')}}`,
    ...dialectOptions(csv.delimiter ?? ',', csv.longestLineBytes ?? 0),
    `allow_quoted_nulls = false`,
    ...(csv.padded === true ? [`null_padding = true`] : []),
  ];
  const read = `read_csv(${quoted(csv.path)}, ${options.join(', ')})`;
  const escaped = csv.escapedColumns ?? [];
  if (escaped.length === 0) return read;
  const replaced = escaped.map((at) => `${unescapeSql(`c${at}`)} AS c${at}`).join(', ');
  return `(SELECT * REPLACE (${replaced}) FROM ${read})`;
}

/** The file where it lies: rows are numbered in the file's order, which needs `preserve_insertion_order=true`. */
function plainSql({ csv, columns, firstRow }: StagedTable): string {
  const plain = csv.plain ?? { delimiter: ',', quote: '"', newline: '\n' as const, skipLines: 1 };
  const options = [
    `columns = {${columns.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ')}}`,
    ...dialectOptions(plain.delimiter, csv.longestLineBytes ?? 0),
    `skip = ${plain.skipLines}`,
    `allow_quoted_nulls = true`,
  ];
  return `(SELECT row_number() OVER () + ${firstRow - 1} AS row, * FROM read_csv(${quoted(csv.path)}, ${options.join(', ')}))`;
}

function dialectOptions(delimiter: string, longestLineBytes: number): string[] {
  return [
    `auto_detect = false`,
    `header = false`,
    `delim = ${quoted(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `new_line = '\\n'`,
    `strict_mode = true`,
    ...(longestLineBytes > defaultLineBytes ? [`max_line_size = ${longestLineBytes + 1024}`] : []),
  ];
}

/** The FROM-clause of the sparse kinds file: `row BIGINT, col INTEGER, kind, flag, raw VARCHAR`; NULL col = the whole row, NULL row = the whole column. */
export function readKindsSql(table: StagedTable): string {
  const types = `{'row': 'BIGINT', 'col': 'INTEGER', 'kind': 'VARCHAR', 'flag': 'VARCHAR', 'raw': 'VARCHAR'}`;
  if (!table.kinds)
    return emptySql(
      `NULL::BIGINT AS row, NULL::INTEGER AS col, NULL::VARCHAR AS kind, NULL::VARCHAR AS flag, NULL::VARCHAR AS raw`,
    );
  const read = `read_csv(${quoted(table.kinds.path)}, columns = ${types}, ${dialectOptions(',', 0).join(', ')}, allow_quoted_nulls = false)`;
  return `(SELECT * REPLACE (${unescapeSql('raw')} AS raw) FROM ${read})`;
}

/** The FROM-clause of the skipped rows: `row BIGINT, reason VARCHAR, cells VARCHAR` (a JSON array of texts for totals, else NULL). */
export function readSkippedSql(table: StagedTable): string {
  if (!table.skipped) return emptySql(`NULL::BIGINT AS row, NULL::VARCHAR AS reason, NULL::VARCHAR AS cells`);
  const types = `{'row': 'BIGINT', 'reason': 'VARCHAR', 'cells': 'VARCHAR'}`;
  return `read_csv(${quoted(table.skipped.path)}, columns = ${types}, ${dialectOptions(',', 0).join(', ')}, null_padding = true)`;
}

const emptySql = (columns: string): string => `(SELECT ${columns} WHERE false)`;
