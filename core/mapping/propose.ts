/** A key proposed from the evidence of the rows: filled and unique. A person confirms it once; it never blocks. */
import { num, quoteIdent } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { Mapping } from '../../schemas/mapping.js';

/** One table: a FROM-clause with columns row, c0, c1 …, and its mapping. */
export interface ProposalTable {
  from: string;
  mapping: Mapping;
  /** Positions that only count the rows. */
  counting?: ReadonlySet<number> | undefined;
}

/** Least share of rows in which every part of the key is filled, and of distinct rows that the key tells apart. */
const leastFilled = 0.98;
const leastUnique = 0.995;

/** The first candidate of the dataset that fits, or null: a key is decided already, or nothing fits. */
export async function proposeKey(
  s: Session,
  tables: readonly ProposalTable[],
  dataset: DatasetDef,
): Promise<string[] | null> {
  if (tables.length === 0 || tables.some(({ mapping }) => mapping.key.kind === 'fields')) return null;
  const candidates = candidateKeys(dataset, counts(tables, dataset)).filter((fields) =>
    tables.every(({ mapping }) => fields.every((field) => positionOf(mapping, field) !== null)),
  );
  if (candidates.length === 0) return null;
  const row = await s.one(evidenceSql(tables, candidates));
  if (!row) return null;
  const rows = num(row['rows']);
  const distinctRows = num(row['distinct_rows']);
  const fits = candidates.find((_, at) => {
    const filled = num(row[`filled_${at}`]);
    return (
      rows > 1 &&
      filled >= leastFilled * rows &&
      num(row[`distinct_${at}`]) >= leastUnique * distinctRows * (filled / rows)
    );
  });
  return fits ?? null;
}

const counts = (tables: readonly ProposalTable[], { identity }: DatasetDef): boolean =>
  tables.some(({ mapping, counting }) => counting?.has(positionOf(mapping, identity.identifier ?? '') ?? -1) === true);

/** The identifier (last where it only counts rows), then the dataset's groups; e-mail and phone link but never identify by themselves. */
function candidateKeys({ identity, fields }: DatasetDef, identifierCounts: boolean): string[][] {
  const linksOnly = (name: string): boolean =>
    ['email', 'phone'].includes(fields.find((field) => field.name === name)?.type ?? '');
  const groups = identity.candidates.filter((group) => group.length > 0 && !group.every(linksOnly));
  if (identity.identifier === null) return groups;
  return identifierCounts ? [...groups, [identity.identifier]] : [[identity.identifier], ...groups];
}

const positionOf = (mapping: Mapping, field: string): number | null =>
  mapping.columns.find((column) => column.field === field)?.position ?? null;

/** One pass over the rows: per candidate, how many rows have it filled and how many distinct values there are. */
function evidenceSql(tables: readonly ProposalTable[], candidates: readonly string[][]): string {
  const fields = [...new Set(candidates.flat())];
  const parts = tables.map(({ from, mapping }) => {
    const cells = fields.map(
      (field) => `nullif(lower(trim(c${positionOf(mapping, field)})), '') AS ${quoteIdent(field)}`,
    );
    const fed = mapping.columns.filter((column) => column.field !== null).sort((a, b) => order(a.field, b.field));
    return `SELECT ${cells.join(', ')}, hash(${fed.map(({ position }) => `c${position}`).join(', ')}) AS whole FROM ${from}`;
  });
  const counts = candidates.flatMap((group, at) => {
    const names = group.map(quoteIdent);
    const filled = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
    return [
      `count(*) FILTER (${filled}) AS filled_${at}`,
      `count(DISTINCT hash(${names.join(', ')})) FILTER (${filled}) AS distinct_${at}`,
    ];
  });
  return `SELECT count(*) AS rows, count(DISTINCT whole) AS distinct_rows, ${counts.join(', ')} FROM (${parts.join(' UNION ALL ')})`;
}

const order = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : 1);
