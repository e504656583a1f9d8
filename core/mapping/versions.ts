/** Versions of a mapping: one row of them per (source, dataset), over all tables it has met; each has one key. */
import type { ReadingRule } from '../../schemas/decisions.js';
import type { ColumnMapping, Mapping } from '../../schemas/mapping.js';
import { storedColumns } from './columns.js';

/** Whether `mapping` (of one table) says nothing that `stored` does not say. Order and position of columns do not count. */
export function sameMapping(stored: Mapping, mapping: Mapping): boolean {
  return saysTheSame(stored, mapping) && newColumns(stored, mapping).length === 0;
}

/** All but columns. A declared field that a table does not feed is no difference. */
function saysTheSame(stored: Mapping, mapping: Mapping): boolean {
  const sameField = (a: string | null, b: string | null): boolean => b === null || a === b;
  return (
    sameKey(stored, mapping) &&
    stored.complete === mapping.complete &&
    sameField(stored.newestBy, mapping.newestBy) &&
    sameField(stored.effectiveBy, mapping.effectiveBy)
  );
}

export const sameKey = (a: Mapping, b: Mapping): boolean => JSON.stringify(a.key) === JSON.stringify(b.key);

function newColumns(stored: Mapping, mapping: Mapping): [string, ColumnMapping][] {
  const known = storedColumns(stored);
  return [...storedColumns(mapping)].filter(([key, column]) => {
    const before = known.get(key);
    return !before || before.field !== column.field || Boolean(before.ignored) !== Boolean(column.ignored);
  });
}

/**
 * The mapping for the tables of a delivery, which share a key: the known one of that key when they add nothing to it, else
 * the newest with what they add, as the next version. `known`: the last version of each key, newest first; `reading`: all that
 * is decided about how files are read, by now.
 */
export function nextMapping(
  known: readonly Mapping[],
  tables: readonly Mapping[],
  reading: readonly ReadingRule[] = known[0]?.reading ?? [],
): Mapping | null {
  const [stored] = known;
  let next = stored ?? null;
  for (const table of tables) next = next ? merge(next, table) : { ...table, version: 1 };
  if (!next) return null;
  const merged = withReading(next, reading);
  if (!stored) return merged;
  const before = known.find((one) => sameKey(one, merged));
  const enough = before && sameReading(before, merged) && tables.every((table) => sameMapping(before, table));
  return enough ? before : { ...merged, version: stored.version + 1 };
}

const sameReading = (a: Mapping, b: Mapping): boolean =>
  JSON.stringify(a.reading ?? []) === JSON.stringify(b.reading ?? []);

export function withReading(mapping: Mapping, reading: readonly ReadingRule[]): Mapping {
  const { reading: _before, ...rest } = mapping;
  return reading.length === 0 ? rest : { ...rest, reading: [...reading] };
}

function merge(base: Mapping, table: Mapping): Mapping {
  const columns = storedColumns(base);
  for (const [key, column] of newColumns(base, table)) columns.set(key, column);
  return {
    ...base,
    columns: [...columns.values()],
    key: table.key,
    complete: table.complete,
    newestBy: table.newestBy ?? base.newestBy,
    effectiveBy: table.effectiveBy ?? base.effectiveBy,
  };
}
