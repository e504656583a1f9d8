/** A snapshot as the program sees it, whatever the format it was written in. */
import type { z } from 'zod';
import type { common, column, SnapshotKind } from './shapes.js';

export type Column = z.infer<typeof column>;

/** A file of a store that a snapshot needs. */
export interface StoredFile {
  key: string;
  /** Of the stored bytes. */
  sizeBytes: number;
  sha256: string;
  /** Holds rows or originals of a dataset that must not leave. */
  local: boolean;
}

/** By what the recovery identity brings back the rest of the keys. */
export interface Recovery {
  recipient: string;
  /** Base64. */
  wrapped: string;
}

/** What can be known of a snapshot without opening anything. */
export interface Head {
  format: 1 | 2 | 3 | 4;
  id: string;
  workspace: string;
  kind: SnapshotKind;
  parent: string | null;
  at: string;
  seq: { from: number; to: number };
  highWater: z.infer<(typeof common)['highWater']>;
  rows: number;
  /** `age1…`, sorted; empty: not sealed. */
  recipients: readonly string[];
  recovery: readonly Recovery[];
  /** All it needs beside what its parents need. */
  files: readonly StoredFile[];
  /** Where originals lie, by tag. */
  originals: readonly { tag: string; key: string }[];
  /** Ids of every removal that the log held at its end. */
  removals: readonly string[];
  /** Words on holds that the log held at its end. */
  holds: number;
  /** The key of its body, or the body itself. */
  body: string | Body;
  keyId: string;
}

export interface TablePart {
  local: boolean;
  rows: number;
  /** 64 or 32 hex digits; see `Body.engine`. */
  digest: string;
}

export interface BodyTable {
  table: string;
  columns: Column[];
  parts: TablePart[];
}

/** Sizes and hashes here are of the plain bytes. */
export interface BodyFile {
  key: string;
  /** null: the settings. */
  table: string | null;
  local: boolean;
  rows: number;
  sizeBytes: number;
  sha256: string;
}

export interface BodyOriginal {
  sha256: string;
  sizeBytes: number;
  /** null: it was not in the workspace any more. */
  key: string | null;
  local: boolean;
}

export interface Body {
  /** Version of the engine whose row hashes the digests sum up; null: they are of SHA-256. */
  engine: string | null;
  tables: BodyTable[];
  files: BodyFile[];
  originals: BodyOriginal[];
}

/** Bytes of everything stored for it. */
export const bytesOf = ({ files }: Pick<Head, 'files'>): number =>
  files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** Digests are sums modulo 2^64, 16 digits each: those of parts add up to that of the whole. */
export function addDigests(a: string, b: string): string {
  if (a === '' || b === '') return a || b;
  return a.replaceAll(/.{16}/g, (word, at: number) => {
    const sum = BigInt(`0x${word}`) + BigInt(`0x${b.slice(at, at + 16)}`);
    return BigInt.asUintN(64, sum).toString(16).padStart(16, '0');
  });
}

const nothing: Omit<TablePart, 'local'> = { rows: 0, digest: '' };

/** Rows and digest of a table, with or without what is local; without rows the digest is ''. */
export const totalOf = ({ parts }: BodyTable, withLocal = true): Omit<TablePart, 'local'> =>
  parts
    .filter(({ local }) => withLocal || !local)
    .reduce((sum, part) => ({ rows: sum.rows + part.rows, digest: addDigests(sum.digest, part.digest) }), nothing);
