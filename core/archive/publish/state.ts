/** What is known of a role's published files, kept as JSON beside them. */
import { readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, writeAtomic, writeNew } from '../files.js';

/**
 * first: nothing usable stands there; settings: datasets, fields or this program changed; archive: the files are of
 * another archive; removal: something was taken out of the log; undo: an import was taken back; worn: replaced rows
 * take up too much of the files; sight: a row left what the role sees; past: a row changed and the role sees nothing of the past; damaged: the files could not be worked on; asked: somebody said so.
 */
export type WholeReason =
  'first' | 'settings' | 'archive' | 'removal' | 'undo' | 'worn' | 'sight' | 'past' | 'damaged' | 'asked';

/** What the values in the files were made by. */
export interface MadeBy {
  /** Digest of what decides on columns and values; see fingerprint.ts. */
  fingerprint: string;
  /** Of the key of the pseudonyms; null = nothing is masked. */
  keyId: string | null;
}

export interface Published extends MadeBy {
  /** ISO 8601 UTC. */
  publishedAt: string;
  /** The copy shows the log up to this seq. */
  lastSeq: number;
  sizeBytes: number;
  tookMs: number;
  /** Size of the file with the history; null = the role gets none. */
  historyBytes: number | null;
  /** Transaction and audit hash of the log at `lastSeq`: which archive it is of. */
  tx: number;
  auditHash: string;
  /** Both sizes together when the files were last made from nothing. */
  wholeBytes: number;
  /** Why they were made from nothing this time; null = they were brought up to date. */
  whole: WholeReason | null;
}

/** The file beside a role's published file. */
export const historyFile = (out: string): string => out.replace(/(\.duckdb)?$/, '_history.duckdb');

const statePath = (out: string): string => `${out.replace(/\.duckdb$/, '')}.json`;

/** What the copy at `out` shows; null when there is none. May lag behind the copy, never run ahead of it. */
export async function publishedState(out: string): Promise<Published | null> {
  try {
    await stat(out);
    return JSON.parse(await readFile(statePath(out), 'utf8')) as Published;
  } catch {
    return null;
  }
}

export const writeState = (out: string, state: Published): Promise<void> =>
  writeAtomic(statePath(out), `${JSON.stringify(state)}\n`);

/** Marks the files as a role's before there are any: a kill while they are made leaves none that nobody would remove. */
export async function claimFiles(out: string): Promise<void> {
  const known = await stat(statePath(out)).catch(() => null);
  if (known) return;
  await makeFolder(dirname(out));
  await writeNew(statePath(out), '{}\n', 0o600);
}

/** The state where it tells of exactly the files that stand there; a kill between two renames leaves others. */
export async function stateOfFiles(out: string): Promise<Published | null> {
  const state = await publishedState(out);
  if (state === null) return null;
  const sizes = await Promise.all([out, historyFile(out)].map((file) => stat(file).catch(() => null)));
  return sizes[0]?.size === state.sizeBytes && (sizes[1]?.size ?? null) === state.historyBytes ? state : null;
}

/** Removes the files of a role that is no more. */
export async function removePublished(out: string): Promise<void> {
  for (const file of [out, historyFile(out), statePath(out)]) await rm(file, { force: true });
}
