/** Order-independent digest of the rows of a log table (docs/snapshot-format.md). */
import { quoteIdent, quoteText } from './duck.js';
import type { Session } from './duck.js';
import { inIdOrder, record, unit } from './digests.js';
import { num } from './duck.js';

export interface SeqRange {
  /** Exclusive. */
  from: number;
  /** Inclusive. */
  to: number;
}

export interface RowDigest {
  rows: number;
  /** 64 lower-case hex digits. */
  digest: string;
}

const chr = (separator: string): string => `chr(${separator.codePointAt(0)})`;

/** Canonical text of a row as a VARCHAR expression. */
function rowTextSql(columns: readonly string[]): string {
  const parts = inIdOrder(columns).map((name) => {
    const value = `${quoteIdent(name)}::VARCHAR`;
    return `${quoteText(name)} || ${chr(record)} || strlen(${value}) || ':' || ${value}`;
  });
  return `concat_ws(${[chr(unit), ...parts].join(', ')})`;
}

/** One of four 64-bit words of a hex SHA-256 `h`, summed over the rows modulo 2^64. */
const wordSql = (
  n: number,
): string => `lpad(to_hex((coalesce(sum(('0x' || substr(h, ${n * 16 + 1}, 16))::UBIGINT::HUGEINT), 0)
  % 18446744073709551616)::UBIGINT), 16, '0')`;

/** Rows and digest of the rows that `from` (a table or table function) gives. */
export async function digestRows(
  s: Session,
  from: string,
  columns: readonly string[],
  where = 'true',
): Promise<RowDigest> {
  const row = await s.one(`SELECT count(*) AS rows, lower(${[0, 1, 2, 3].map(wordSql).join(' || ')}) AS digest
    FROM (SELECT sha256(${rowTextSql(columns)}) AS h FROM ${from} WHERE ${where})`);
  return { rows: num(row?.['rows']), digest: row?.['digest'] as string };
}

export const logTable = (table: string): string => `archive.log.${quoteIdent(table)}`;

export const rangeSql = ({ from, to }: SeqRange): string => `seq > ${from} AND seq <= ${to}`;
