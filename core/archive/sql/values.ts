/** DuckDB values as JSON that loses nothing: exact decimals as text, whole numbers as numbers where a number holds them. */
import { DuckDBTypeId } from '@duckdb/node-api';
import type { DuckDBResult, Json } from '@duckdb/node-api';

export type ToJson = (value: Json) => Json;

const same: ToJson = (value) => value;

/** Whole numbers beyond 2^53 stay text. */
const wholeNumber: ToJson = (value) => {
  const number = typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : value;
};

/** `2024-03-05 08:00:00.5` becomes `2024-03-05T08:00:00.5`: a time without a zone stays without one. */
const localTime: ToJson = (value) => (typeof value === 'string' ? value.replace(' ', 'T') : value);

/** The session's zone is UTC. */
const instant: ToJson = (value) =>
  typeof value === 'string' ? value.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z') : value;

const byType = new Map<DuckDBTypeId, ToJson>([
  [DuckDBTypeId.BIGINT, wholeNumber],
  [DuckDBTypeId.UBIGINT, wholeNumber],
  [DuckDBTypeId.HUGEINT, wholeNumber],
  [DuckDBTypeId.UHUGEINT, wholeNumber],
  [DuckDBTypeId.TIMESTAMP, localTime],
  [DuckDBTypeId.TIMESTAMP_S, localTime],
  [DuckDBTypeId.TIMESTAMP_MS, localTime],
  [DuckDBTypeId.TIMESTAMP_NS, localTime],
  [DuckDBTypeId.TIMESTAMP_TZ, instant],
]);

/** One converter per column of the result. */
export function converters(result: DuckDBResult): ToJson[] {
  return Array.from({ length: result.columnCount }, (_, i) => byType.get(result.columnTypeId(i)) ?? same);
}
