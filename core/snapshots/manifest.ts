/** The manifest of a snapshot: its shape, its canonical text and its authentication. */
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

export const snapshotFormat = 1;

export const snapshotKinds = ['full', 'incremental', 'differential'] as const;
export type SnapshotKind = (typeof snapshotKinds)[number];

const whole = z.number().int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.string().regex(/^\d{8}T\d{9}Z-[0-9a-f]{8}$/);
const tableName = z.string().regex(/^[a-z][a-z0-9_]*$/);
/** Names and types go into SQL: nothing but plain words. */
const column = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  type: z.enum(['BIGINT', 'INTEGER', 'VARCHAR', 'BOOLEAN', 'TIMESTAMP', 'UUID']),
});

const manifestShape = z.strictObject({
  format: z.literal(snapshotFormat),
  id,
  workspace: z.string().regex(/^[0-9a-f]{16}$/),
  kind: z.enum(snapshotKinds),
  parent: id.nullable(),
  at: z.string(),
  seq: z.strictObject({ from: whole, to: whole }),
  highWater: z.strictObject({ format: z.literal(1), tx: whole, lastSeq: whole, auditHash: hash, at: z.string() }),
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
  engine: z.string(),
  product: z.string(),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  hmac: hash,
});

export const manifestSchema = manifestShape.refine(
  ({ kind, parent, seq }) => (kind === 'full') === (parent === null) && (kind !== 'full' || seq.from === 0),
);

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestTable = Manifest['tables'][number];
export type ManifestFile = Manifest['files'][number];
export type ManifestOriginal = Manifest['originals'][number];

export interface SnapshotKey {
  /** First 16 hex digits of SHA-256 of the key. */
  id: string;
  bytes: Uint8Array;
}

/** The key that authenticates the manifests of a workspace. */
export function snapshotKey(secret: Uint8Array): SnapshotKey {
  const bytes = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), 'sheetkeep snapshot manifest 1', 32));
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 16), bytes };
}

/** JSON without blanks, keys of every object in code-point order. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonicalJson(one)}`).join(',')}}`;
}

const hmacOf = (manifest: Omit<Manifest, 'hmac'>, key: SnapshotKey): Buffer =>
  createHmac('sha256', key.bytes).update(canonicalJson(manifest)).digest();

export function signManifest(manifest: Omit<Manifest, 'hmac' | 'keyId'>, key: SnapshotKey): Manifest {
  const named = { ...manifest, keyId: key.id };
  return { ...named, hmac: hmacOf(named, key).toString('hex') };
}

export function isAuthentic({ hmac, ...rest }: Manifest, key: SnapshotKey): boolean {
  return timingSafeEqual(Buffer.from(hmac, 'hex'), hmacOf(rest, key));
}

/** Rows of the range, and bytes of files and stored originals. */
export const sizeOf = (manifest: Manifest): { rows: number; bytes: number } => ({
  rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
  bytes: [...manifest.files, ...manifest.originals.filter(({ stored }) => stored)].reduce(
    (sum, { sizeBytes }) => sum + sizeBytes,
    0,
  ),
});
