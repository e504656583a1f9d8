/** How a dataset is cut into partitions, and how their folders are named. */
import type { ExportPartitionConfig } from '../../schemas/config/types.js';
import { NamedError } from '../../schemas/errors.js';
import { quoteIdent } from '../archive/duck.js';

const formats = { year: '%Y', month: '%Y-%m', day: '%Y-%m-%d' } as const;

/** A query finds so many partitions at most: each is a file, and a listing of them has to stay a listing. */
export const maxPartitions = 2000;

/** Name of the folders' key: never that of a column, so that a reader's guess of its type spoils nothing. */
export const partitionColumn = ({ field, by }: ExportPartitionConfig): string => `${field}_${by}`;

/** VARCHAR expression of a row's partition; `column` is the published one. */
export function keySql(partition: ExportPartitionConfig | null, column: string): string {
  if (partition === null) return 'CAST(NULL AS VARCHAR)';
  const { by } = partition;
  return by === 'value' ? `${quoteIdent(column)}::VARCHAR` : `strftime(${quoteIdent(column)}, '${formats[by]}')`;
}

/** What Hive, Spark and Arrow all read as "no value". */
const noValue = '__HIVE_DEFAULT_PARTITION__';
const maxNameBytes = 200;

/** Letters and digits of all scripts, `_`, `.` and `-` stay; all else becomes %XX of its UTF-8 bytes. */
const escaped = (value: string): string =>
  value.replaceAll(/[^\p{L}\p{N}_.-]/gu, (one) =>
    [...new TextEncoder().encode(one)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );

/** Folder of a partition below the export, with forward slashes. Throws `export-partition-unsuited`. */
export function partitionFolder(dataset: string, column: string | null, value: string | null): string {
  if (column === null) return dataset;
  // An empty value would read as none in some programs.
  const name = value === null || value === '' ? noValue : escaped(value);
  if (Buffer.byteLength(name) <= maxNameBytes) return `${dataset}/${column}=${name}`;
  throw new NamedError('export-partition-unsuited', `a value of ${column} in ${dataset} is too long for a folder`, {
    hint: 'Choose a field with short values in exports.partitions.',
    exit: 'usage',
  });
}
