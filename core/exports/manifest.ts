/** What an export is: `manifest.json` (docs/export-format.md). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../archive/files.js';
import { NamedError } from '../../schemas/errors.js';

export const manifestName = 'manifest.json';
export const format = 1;

/** No step upwards, no hidden name: what a manifest names may be removed. */
const pathSchema = z.string().regex(/^[a-z][a-z0-9_]*\/([^/\\]+\/)?part-[0-9a-f]{16}\.parquet$/u);
const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const count = z.number().int().min(0);

const fileSchema = z.strictObject({ path: pathSchema, rows: count, sizeBytes: count, sha256: hex(64) });

const partitionSchema = z.strictObject({
  /** As in the name of its folder before escaping; null: no value, or not partitioned. */
  value: z.string().nullable(),
  rows: count,
  digest: hex(32),
  files: z.array(fileSchema),
});

const datasetSchema = z.strictObject({
  dataset: z.string(),
  /** Rises by one whenever `columns` differ from those before. */
  schemaVersion: z.number().int().positive(),
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  partitionBy: z.strictObject({ field: z.string(), by: z.string(), column: z.string() }).nullable(),
  /** Digests are compared only with those of the same engine. */
  engine: z.string(),
  /** The published file it was made from: when, and how far it shows the log. */
  publishedAt: z.string(),
  lastSeq: count,
  rows: count,
  digest: hex(32),
  partitions: z.array(partitionSchema),
});

const manifestSchema = z.strictObject({
  format: z.literal(format),
  workspace: z.string(),
  role: z.string(),
  at: z.string(),
  product: z.string(),
  datasets: z.array(datasetSchema),
});

export type ExportFile = z.infer<typeof fileSchema>;
export type ExportPartition = z.infer<typeof partitionSchema>;
export type ExportDataset = z.infer<typeof datasetSchema>;
export type Column = ExportDataset['columns'][number];
export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest in a folder; null: there is none. Throws `export-manifest-unreadable`. */
export async function readManifest(root: string): Promise<Manifest | null> {
  let text: string;
  try {
    text = await readFile(join(root, manifestName), 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new NamedError('export-manifest-unreadable', 'manifest.json of the export cannot be read', {
      hint: 'It is damaged or of a newer program. Export to an empty folder, or remove the export and run it again.',
      exit: 'checkFailed',
      cause,
    });
  }
}

export const writeManifest = (root: string, manifest: Manifest): Promise<void> =>
  writeAtomic(join(root, manifestName), `${JSON.stringify(manifest, null, 1)}\n`);

export const filesOf = (manifest: Manifest): ExportFile[] =>
  manifest.datasets.flatMap(({ partitions }) => partitions.flatMap(({ files }) => files));
