/** Manifests of format 1: not sealed, everything in one file. Read for ever, no longer written. */
import { z } from 'zod';
import { objectKey } from '../layout.js';
import type { Body, Head, StoredFile } from './model.js';
import { column, common, hash, isConsistent, tableName, whole } from './shapes.js';

const shape = z
  .strictObject({
    ...common,
    format: z.literal(1),
    tables: z.array(z.strictObject({ table: tableName, columns: z.array(column), rows: whole, digest: hash })),
    files: z.array(
      z.strictObject({
        name: z.string().regex(/^(sheetkeep\.config\.ts|segments\/[a-z0-9_]+-\d+\.parquet)$/),
        table: tableName.nullable(),
        rows: whole,
        sizeBytes: whole,
        sha256: hash,
      }),
    ),
    originals: z.array(z.strictObject({ sha256: hash, sizeBytes: whole, stored: z.boolean() })),
    sealed: z.literal(false),
  })
  .refine(isConsistent);

type Manifest = z.infer<typeof shape>;

function bodyOf({ id, tables, files, originals }: Manifest): Body {
  return {
    engine: null,
    tables: tables.map(({ table, columns, rows, digest }) => ({
      table,
      columns,
      parts: [{ local: false, rows, digest }],
    })),
    files: files.map(({ name, ...rest }) => ({ ...rest, key: `${id}/${name}`, local: false })),
    originals: originals.map(({ sha256, sizeBytes, stored }) => ({
      sha256,
      sizeBytes,
      key: stored ? objectKey(sha256) : null,
      local: false,
    })),
  };
}

/** null: not a manifest of this format. */
export function readV1(raw: unknown): Head | null {
  const read = shape.safeParse(raw);
  if (!read.success) return null;
  const { id, workspace, kind, parent, at, seq, highWater, keyId, tables } = read.data;
  const body = bodyOf(read.data);
  const stored = [...body.files, ...body.originals].flatMap(({ key, sizeBytes, sha256, local }): StoredFile[] =>
    key === null ? [] : [{ key, sizeBytes, sha256, local }],
  );
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const sealing = { recipients: [], recovery: [], originals: [], removals: [], holds: 0 };
  return { format: 1, id, workspace, kind, parent, at, seq, highWater, keyId, rows, ...sealing, files: stored, body };
}
