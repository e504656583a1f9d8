/** Which partitions of a dataset have to be written: told by the digests of their rows. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { num } from '../archive/duck.js';
import { hashFile } from '../archive/files.js';
import type { Session } from '../archive/duck.js';
import { added, digestOf, engineVersion, hashSql, sumsOf, sumsSql } from '../archive/row-sums.js';
import type { RowSums } from '../archive/row-sums.js';
import type { ExportDataset, ExportPartition } from './manifest.js';
import { maxPartitions, partitionFolder } from './partitions.js';
import { keyColumn } from './source.js';
import type { Source } from './source.js';

export interface Part extends RowSums {
  /** Number in `partsTable`. */
  n: number;
  value: string | null;
  folder: string;
  /** The partition of the last export that holds these very rows; null: it has to be written. */
  same: ExportPartition | null;
}

export interface Plan {
  source: Source;
  engine: string;
  schemaVersion: number;
  parts: Part[];
  total: RowSums;
  /** Partitions of the last export that are written anew or gone. */
  replaced: number;
  /** Files of partitions whose rows are the same that no longer hold what was written. */
  damaged: DamagedFile[];
}

export interface DamagedFile {
  /** As the manifest names it. */
  path: string;
  fault: 'missing' | 'damaged';
}

/** (n, key): temporary, of the session; cell values come from here and never enter SQL text. */
export const partsTable = 'temp.main.export_parts';

/** Looks through the rows once. Throws `export-too-many-partitions`. */
export async function planOf(
  s: Session,
  source: Source,
  root: string,
  before: ExportDataset | undefined,
): Promise<Plan> {
  await s.run(`CREATE OR REPLACE TEMP TABLE ${partsTable} AS SELECT CAST(row_number() OVER () AS INTEGER) AS n, * FROM (
    SELECT ${keyColumn}, ${sumsSql} FROM (SELECT ${keyColumn}, ${hashSql(source.columns.map(({ name }) => name))} FROM (${source.sql})) GROUP BY ${keyColumn} LIMIT ${maxPartitions + 1})`);
  const found = await s.rows(`SELECT n, ${keyColumn} AS value, n_rows, sum_1, sum_2 FROM ${partsTable} ORDER BY value`);
  if (found.length > maxPartitions) throw tooMany(source);
  const engine = await engineVersion(s);
  const sameColumns = JSON.stringify(before?.columns) === JSON.stringify(source.columns);
  const samePlaces = JSON.stringify(before?.partitionBy) === JSON.stringify(source.partitionBy);
  const kept = before && sameColumns && samePlaces && before.engine === engine ? before.partitions : [];
  const parts: Part[] = [];
  const damaged: DamagedFile[] = [];
  for (const row of found) {
    const value = row['value'] as string | null;
    const sums = sumsOf(row);
    const folder = partitionFolder(source.dataset, source.partitionBy?.column ?? null, value);
    const same = kept.find((one) => one.value === value && one.rows === sums.rows && one.digest === digestOf(sums));
    const harmed = same ? await damagedFiles(root, same) : [];
    damaged.push(...harmed);
    parts.push({ n: num(row['n']), value, folder, ...sums, same: same && harmed.length === 0 ? same : null });
  }
  const stay = new Set(parts.map(({ same }) => same));
  return {
    source,
    engine,
    schemaVersion: (before?.schemaVersion ?? 0) + (before && sameColumns ? 0 : 1),
    parts,
    total: added(parts),
    replaced: (before?.partitions ?? []).filter((one) => !stay.has(one)).length,
    damaged,
  };
}

const tooMany = ({ dataset, partitionBy }: Source): NamedError =>
  new NamedError('export-too-many-partitions', `${dataset} has more than ${maxPartitions} partitions`, {
    hint: `Choose another field than ${partitionBy?.field ?? ''}, or a longer time, in exports.partitions.`,
    exit: 'usage',
  });

/** What stays is read again: nobody else looks at it, and reading takes a part of the time that its rows took. */
async function damagedFiles(root: string, { files }: ExportPartition): Promise<DamagedFile[]> {
  const harmed: DamagedFile[] = [];
  for (const { path, sizeBytes, sha256 } of files) {
    const fault = await faultOf(join(root, path), sizeBytes, sha256);
    if (fault !== null) harmed.push({ path, fault });
  }
  return harmed;
}

async function faultOf(path: string, sizeBytes: number, sha256: string): Promise<DamagedFile['fault'] | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 'missing';
  if (!found.isFile() || found.size !== sizeBytes) return 'damaged';
  const read = await hashFile(path).catch(() => null);
  return read?.sha256 === sha256 ? null : 'damaged';
}
