/** Versions of a mapping: one per (source, dataset), over all tables it has met. */
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
    JSON.stringify(stored.key) === JSON.stringify(mapping.key) &&
    stored.complete === mapping.complete &&
    sameField(stored.newestBy, mapping.newestBy) &&
    sameField(stored.effectiveBy, mapping.effectiveBy)
  );
}

function newColumns(stored: Mapping, mapping: Mapping): [string, ColumnMapping][] {
  const known = storedColumns(stored);
  return [...storedColumns(mapping)].filter(([key, column]) => {
    const before = known.get(key);
    return !before || before.field !== column.field || Boolean(before.ignored) !== Boolean(column.ignored);
  });
}

/** The mapping to store after the tables of a delivery: what was known, and what they add. The version rises only when something is new. */
export function nextMapping(stored: Mapping | null, tables: readonly Mapping[]): Mapping | null {
  let next = stored;
  for (const table of tables) next = next ? merge(next, table) : { ...table, version: 1 };
  if (!next || !stored) return next;
  const changed = !sameMapping(stored, next);
  return changed ? { ...next, version: stored.version + 1 } : stored;
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
