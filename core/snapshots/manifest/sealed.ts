/** Manifests of formats 2 to 4: a head in the open, a body that is an object like all others. Formats 2 and 3 are read for ever, no longer written. */
import { z } from 'zod';
import { objectKey } from '../layout.js';
import type { Body, Head } from './model.js';
import { column, common, hash, isConsistent, snapshotId, tableName, whole } from './shapes.js';

export const format = 4;

const recipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);

const headShape = z
  .strictObject({
    ...common,
    format: z.union([z.literal(2), z.literal(3), z.literal(format)]),
    rows: whole,
    sealed: z.boolean(),
    recipients: z.array(recipient),
    recovery: z.array(z.strictObject({ recipient, wrapped: z.base64().max(100_000) })),
    body: hash,
    objects: z.array(z.strictObject({ name: hash, sizeBytes: whole, local: z.boolean() })),
    originals: z.array(z.strictObject({ tag: z.string().regex(/^[0-9a-f]{32}$/), name: hash })),
    removals: z.array(z.string().regex(/^r[0-9a-f]{24}$/)).optional(),
    holds: whole.optional(),
  })
  .refine(isConsistent)
  .refine(({ sealed, recipients }) => sealed === recipients.length > 0)
  .refine(({ format: of, removals, holds }) =>
    of < 4 ? !removals && holds === undefined : removals && holds !== undefined,
  )
  .refine(({ body, objects }) => objects.some(({ name }) => name === body));

const tablesOf = (digest: z.ZodString) =>
  z.array(
    z.strictObject({
      table: tableName,
      columns: z.array(column),
      parts: z.array(z.strictObject({ local: z.boolean(), rows: whole, digest })).max(2),
    }),
  );

const bodyParts = {
  id: snapshotId,
  files: z.array(
    z.strictObject({
      object: hash,
      table: tableName.nullable(),
      local: z.boolean(),
      rows: whole,
      sizeBytes: whole,
      sha256: hash,
    }),
  ),
  originals: z.array(z.strictObject({ sha256: hash, sizeBytes: whole, object: hash.nullable(), local: z.boolean() })),
};

const bodyV2 = z.strictObject({ ...bodyParts, tables: tablesOf(hash), engine: z.null().default(null) });
const bodyV3 = z.strictObject({
  ...bodyParts,
  tables: tablesOf(z.string().regex(/^[0-9a-f]{32}$/)),
  engine: z.string(),
});

/** null: not a manifest of these formats. */
export function readSealed(raw: unknown): Head | null {
  const read = headShape.safeParse(raw);
  if (!read.success) return null;
  const { objects, originals, body, sealed: _s, engine: _e, product: _p, hmac: _h, ...rest } = read.data;
  const { removals = [], holds = 0 } = rest;
  return {
    ...rest,
    removals,
    holds,
    files: objects.map(({ name, sizeBytes, local }) => ({ key: objectKey(name), sizeBytes, sha256: name, local })),
    originals: originals.map(({ tag, name }) => ({ tag, key: objectKey(name) })),
    body: objectKey(body),
  };
}

/** The body of a head; null: it is not that. Everything it names must be among what the head vouches for. */
export function readSealedBody(raw: unknown, head: Head): Body | null {
  const read = (head.format === 2 ? bodyV2 : bodyV3).safeParse(raw);
  if (!read.success || read.data.id !== head.id) return null;
  const { engine, tables, files, originals } = read.data;
  const known = new Map(head.files.map(({ key, local }) => [key, local]));
  const body = {
    engine,
    tables,
    files: files.map(({ object, ...rest }) => ({ ...rest, key: objectKey(object) })),
    originals: originals.map(({ object, ...rest }) => ({ ...rest, key: object === null ? null : objectKey(object) })),
  };
  const named = [...body.files, ...body.originals].filter(({ key }) => key !== null);
  return named.every(({ key, local }) => known.get(key ?? '') === local) ? body : null;
}
