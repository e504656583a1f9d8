/** Writes the rows of a log table as Parquet files. */
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { num, quoteIdent, quoteText } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { fsyncFile, hashFile, renameDurably, tempName } from '../archive/files.js';
import { NamedError } from '../../schemas/errors.js';
import { segmentName } from './layout.js';
import type { LogTable } from './log-schema.js';
import type { ManifestFile } from './manifest.js';
import { logTable, rangeSql } from './row-digest.js';
import type { SeqRange } from './row-digest.js';

/** About so many rows a file: bounds what is lost with one, and what a check reads at a time. */
const rowsPerFile = 1_000_000;

/** Cuts a range so that each piece holds about `rowsPerFile` rows of the table. */
async function pieces(s: Session, table: string, range: SeqRange): Promise<SeqRange[]> {
  const from = `FROM ${logTable(table)} WHERE ${rangeSql(range)}`;
  const rows = await s.count(`SELECT count(*) ${from}`);
  if (rows === 0) return [];
  const count = Math.ceil(rows / rowsPerFile);
  if (count === 1) return [range];
  const shares = Array.from({ length: count - 1 }, (_, i) => (i + 1) / count);
  const row = await s.one<{ cuts: string[] }>(`SELECT approx_quantile(seq, [${shares.join(', ')}]) AS cuts ${from}`);
  const cuts = [...new Set((row?.cuts ?? []).map(num))].filter((cut) => cut > range.from && cut < range.to);
  const ends = [...cuts.sort((a, b) => a - b), range.to];
  return ends.map((to, i) => ({ from: ends[i - 1] ?? range.from, to }));
}

/** Writes a table's rows of a range below `folder`; a table without rows there gets no file. */
export async function writeSegments(s: Session, table: LogTable, range: SeqRange, folder: string) {
  const files: ManifestFile[] = [];
  for (const piece of await pieces(s, table.table, range)) {
    files.push(await writeSegment(s, table, piece, folder, segmentName(table.table, files.length)));
  }
  return files;
}

async function writeSegment(s: Session, { table, columns }: LogTable, range: SeqRange, folder: string, name: string) {
  const path = join(folder, ...name.split('/'));
  await mkdir(dirname(path), { recursive: true });
  const temp = join(dirname(path), tempName());
  const list = columns.map((column) => quoteIdent(column.name)).join(', ');
  await s.run(`COPY (SELECT ${list} FROM ${logTable(table)} WHERE ${rangeSql(range)})
    TO ${quoteText(temp)} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)`);
  await fsyncFile(temp);
  const { sha256, sizeBytes } = await hashFile(temp);
  const rows = await s.count(`SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata(${quoteText(temp)})`);
  await renameDurably(temp, path);
  if ((await stat(path)).size !== sizeBytes) {
    throw new NamedError('snapshot-write-failed', `${name} has another size than what was written`, {
      retryable: true,
    });
  }
  return { name, table, rows, sizeBytes, sha256 };
}
