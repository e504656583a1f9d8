/**
 * Order-independent digest of rows as they stand in a file: the engine's 64-bit hash of each row, and the hash of that hash, each
 * summed modulo 2^64. It tells whether two sets of rows are the same to one engine; it proves nothing against who chooses texts
 * to that end: for that files have a SHA-256.
 */
import { quoteIdent } from '../archive/duck.js';
import type { Row } from '../archive/duck.js';
import type { Column } from './manifest.js';

export interface RowSums {
  rows: number;
  /** Two numbers below 2^64. */
  sums: readonly [bigint, bigint];
}

const modulus = 1n << 64n;

const rowHash = quoteIdent('~hash');

/** What `sumsSql` needs of each row, beside the columns. */
export const hashSql = (columns: readonly Column[]): string =>
  `hash(${columns.map(({ name }) => quoteIdent(name)).join(', ')}) AS ${rowHash}`;

/** Select list of an aggregate: `n_rows`, `sum_1`, `sum_2`. */
export const sumsSql = `count(*) AS n_rows, coalesce(sum(${rowHash}::HUGEINT), 0) AS sum_1,
  coalesce(sum(hash(${rowHash})::HUGEINT), 0) AS sum_2`;

export const sumsOf = (row: Row): RowSums => ({
  rows: Number(row['n_rows']),
  sums: [BigInt(row['sum_1'] as string) % modulus, BigInt(row['sum_2'] as string) % modulus],
});

export function added(parts: readonly RowSums[]): RowSums {
  const sum = (at: 0 | 1): bigint => parts.reduce((total, { sums }) => (total + sums[at]) % modulus, 0n);
  return { rows: parts.reduce((total, { rows }) => total + rows, 0), sums: [sum(0), sum(1)] };
}

/** 32 lower-case hex digits. */
export const digestOf = ({ sums }: RowSums): string => sums.map((sum) => sum.toString(16).padStart(16, '0')).join('');
