/** Writes partitions as Parquet files in a scratch folder, makes them durable and compares what stands in them. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { quoteIdent, quoteText } from '../archive/duck.js';
import type { Row, Session } from '../archive/duck.js';
import { parquetOptions } from '../archive/parquet.js';
import { added, digestOf, hashSql, sumsOf, sumsSql } from '../archive/row-sums.js';
import type { RowSums } from '../archive/row-sums.js';
import { fsyncFile, hashFile, makeFolder } from '../archive/files.js';
import type { ExportFile } from './manifest.js';
import { partsTable } from './plan.js';
import type { Part } from './plan.js';
import { keyColumn } from './source.js';
import type { Source } from './source.js';

export interface StagedFile {
  file: ExportFile;
  /** Where it lies until it is put in its place. */
  staged: string;
}

export interface Writing {
  source: Source;
  /** Those to be written. */
  parts: readonly Part[];
  /** Made here; on the disk of the export. */
  scratch: string;
  zstdLevel: number;
}

/** Files by the number of their partition. Throws `export-disagrees`. */
export async function writeParts(s: Session, writing: Writing): Promise<Map<number, StagedFile[]>> {
  const { source, parts, scratch, zstdLevel } = writing;
  const files = new Map<number, StagedFile[]>();
  if (parts.length === 0) return files;
  await makeFolder(scratch);
  await s.run(copySql(source, parts, scratch, parquetOptions(zstdLevel)));
  const staged = await stagedFiles(scratch, parts);
  const sums = await readBack(s, source, [...staged.keys()]);
  for (const [path, n] of staged) {
    const part = parts.find((one) => one.n === n);
    await fsyncFile(path);
    const { sha256, sizeBytes } = await hashFile(path);
    const name = `${part?.folder}/part-${sha256.slice(0, 16)}.parquet`;
    const file = { path: name, rows: sums.get(path)?.rows ?? 0, sizeBytes, sha256 };
    files.set(n, [...(files.get(n) ?? []), { file, staged: path }]);
  }
  for (const part of parts) {
    const of = [...staged].filter(([, n]) => n === part.n).flatMap(([path]) => sums.get(path) ?? []);
    assertSame(source, part, added(of));
  }
  return files;
}

/** One partition goes into one file; several into folders by their numbers. The names are none that a reader of the export looks for. */
function copySql({ sql }: Source, parts: readonly Part[], scratch: string, settings: string): string {
  const [first] = parts;
  const chosen = `${partsTable} p WHERE p.n IN (${parts.map(({ n }) => n).join(', ')})`;
  const rows = `FROM (${sql}) e JOIN (SELECT n, ${keyColumn} FROM ${chosen}) c ON c.${keyColumn} IS NOT DISTINCT FROM e.${keyColumn}`;
  if (parts.length === 1 && first) {
    const alone = first.value === null ? `FROM (${sql}) e WHERE e.${keyColumn} IS NULL` : rows;
    return `COPY (SELECT e.* EXCLUDE (${keyColumn}) ${alone}) TO ${quoteText(join(scratch, `${first.n}.tmp`))} (${settings})`;
  }
  const number = quoteIdent('~n');
  // In order: the writer fills one partition after the other. Rows as they come cost it half as much time again.
  return `COPY (SELECT e.* EXCLUDE (${keyColumn}), c.n AS ${number} ${rows} ORDER BY c.n) TO ${quoteText(join(scratch, 'parts'))}
    (${settings}, PARTITION_BY (${number}), FILE_EXTENSION 'tmp')`;
}

/** Path -> number of its partition. */
async function stagedFiles(scratch: string, parts: readonly Part[]): Promise<Map<string, number>> {
  const [first] = parts;
  if (parts.length === 1 && first) return new Map([[join(scratch, `${first.n}.tmp`), first.n]]);
  const found = new Map<string, number>();
  for (const folder of await readdir(join(scratch, 'parts'))) {
    for (const name of await readdir(join(scratch, 'parts', folder)))
      found.set(join(scratch, 'parts', folder, name), Number(/=(\d+)$/.exec(folder)?.[1]));
  }
  return found;
}

/** Rows and digests by path, as the files say; also compares the columns. */
async function readBack(s: Session, source: Source, paths: readonly string[]): Promise<Map<string, RowSums>> {
  const from = `read_parquet([${paths.map(quoteText).join(', ')}], filename = '~file', hive_partitioning = false)`;
  const told = await s.rows<{ column_name: string; column_type: string }>(`DESCRIBE FROM ${from}`);
  const columns = told.flatMap(({ column_name: name, column_type: type }) =>
    name === '~file' ? [] : [{ name, type }],
  );
  if (JSON.stringify(columns) !== JSON.stringify(source.columns)) throw disagrees(source, 'other columns');
  const file = quoteIdent('~file');
  const rows = await s.rows<Row & { path: string }>(
    `SELECT path, ${sumsSql} FROM (SELECT ${file} AS path, ${hashSql(source.columns.map(({ name }) => name))} FROM ${from}) GROUP BY path`,
  );
  return new Map(rows.map((row) => [row.path, sumsOf(row)]));
}

function assertSame(source: Source, part: Part, read: RowSums): void {
  if (read.rows !== part.rows) throw disagrees(source, `${read.rows} of ${part.rows} rows`);
  if (digestOf(read) !== digestOf(part)) throw disagrees(source, 'another digest of the rows');
}

const disagrees = ({ dataset }: Source, what: string): NamedError =>
  new NamedError('export-disagrees', `${dataset}: the files just written hold ${what}`, {
    hint: 'Nothing was changed in the export. Run it again; if it stays so, look at the disk.',
    exit: 'checkFailed',
    retryable: true,
  });
