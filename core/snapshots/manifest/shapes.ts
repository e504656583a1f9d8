/** What the manifests of all formats are made of. */
import { z } from 'zod';

export const snapshotKinds = ['full', 'incremental', 'differential'] as const;
export type SnapshotKind = (typeof snapshotKinds)[number];

export const whole = z.number().int().nonnegative();
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const snapshotId = z.string().regex(/^\d{8}T\d{9}Z-[0-9a-f]{8}$/);
export const tableName = z.string().regex(/^[a-z][a-z0-9_]*$/);

/** Names and types go into SQL: nothing but plain words. */
export const column = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  type: z.enum(['BIGINT', 'INTEGER', 'VARCHAR', 'BOOLEAN', 'TIMESTAMP', 'UUID']),
});

/** What every manifest says of itself. */
export const common = {
  id: snapshotId,
  workspace: z.string().regex(/^[0-9a-f]{16}$/),
  kind: z.enum(snapshotKinds),
  parent: snapshotId.nullable(),
  at: z.string(),
  seq: z.strictObject({ from: whole, to: whole }),
  highWater: z.strictObject({ format: z.literal(1), tx: whole, lastSeq: whole, auditHash: hash, at: z.string() }),
  engine: z.string(),
  product: z.string(),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  hmac: hash,
};

/** A full one has no parent and begins at 0; the others have one. */
export const isConsistent = ({ kind, parent, seq }: { kind: string; parent: string | null; seq: { from: number } }) =>
  (kind === 'full') === (parent === null) && (kind !== 'full' || seq.from === 0);
