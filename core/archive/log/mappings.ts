/** Stored mappings, versioned per source and dataset. */
import type { ReadingRule } from '../../../schemas/decisions.js';
import type { Mapping } from '../../../schemas/mapping.js';
import type { Row, Session } from '../duck.js';
import { transaction } from './transactions.js';

const toMapping = (row: Row | undefined): Mapping | null =>
  row ? (JSON.parse(row['mapping'] as string) as Mapping) : null;

/** The newest mapping of a source, or the one of a version; null = none. */
export async function loadMapping(
  s: Session,
  source: string,
  dataset: string,
  version?: number,
): Promise<Mapping | null> {
  return toMapping(
    await s.one(
      `SELECT mapping FROM archive.log.mappings WHERE source = $1 AND dataset = $2 AND ($3 = 0 OR version = $3)
       ORDER BY version DESC LIMIT 1`,
      [source, dataset, version ?? 0],
    ),
  );
}

/** The newest mapping of each key that the source has had, newest first. */
export async function mappingsByKey(s: Session, source: string, dataset: string): Promise<Mapping[]> {
  const rows = await s.rows(
    `SELECT max_by(mapping, version) AS mapping FROM archive.log.mappings WHERE source = $1 AND dataset = $2
     GROUP BY json_extract(mapping, '$.key')::VARCHAR ORDER BY max(version) DESC`,
    [source, dataset],
  );
  return rows.flatMap((row) => toMapping(row) ?? []);
}

/** The mapping a source decided on last, whatever the dataset. */
export async function lastMapping(s: Session, source: string): Promise<Mapping | null> {
  return toMapping(
    await s.one('SELECT mapping FROM archive.log.mappings WHERE source = $1 ORDER BY seq DESC LIMIT 1', [source]),
  );
}

/** Stores a mapping under the next version; an equal one to the newest is not stored again. Answers it with its version. */
export async function saveMapping(s: Session, mapping: Mapping, decidedBy: string): Promise<Mapping> {
  const newest = await loadMapping(s, mapping.source, mapping.dataset);
  const version = (newest?.version ?? 0) + 1;
  if (newest && JSON.stringify({ ...mapping, version: newest.version }) === JSON.stringify(newest)) return newest;
  const stored = { ...mapping, version };
  const tx = await transaction(s, 'mapping');
  await s.run('INSERT INTO archive.log.mappings VALUES ($1, $2, $3, $4, $5, $6, $7::TIMESTAMP)', [
    tx.take(),
    mapping.source,
    mapping.dataset,
    version,
    JSON.stringify(stored),
    decidedBy,
    tx.at,
  ]);
  return stored;
}

/** All that is decided about how files of a source are read, over its datasets, newest last. */
export async function readingRules(s: Session, source: string): Promise<ReadingRule[]> {
  const rows = await s.rows(
    `SELECT max_by(mapping, version) AS mapping FROM archive.log.mappings WHERE source = $1 GROUP BY dataset ORDER BY max(seq)`,
    [source],
  );
  return rows.flatMap((row) => toMapping(row)?.reading ?? []);
}
