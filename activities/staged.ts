/** Files of a delivery under way: what one step leaves for the next lies here, and a reference to it travels. */
import { createHash } from 'node:crypto';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { writeAtomic } from '../core/archive/files.js';
import type { ObjectStore } from '../core/archive/objects.js';
import type { WorkspacePaths } from '../core/archive/workspace.js';
import type { Answers } from '../core/mapping/answers.js';
import { NamedError } from '../schemas/errors.js';
import type { Ref } from '../schemas/refs.js';
import type { ParsedFile, StagedTable } from '../schemas/staging.js';

interface Place {
  store: ObjectStore;
  paths: WorkspacePaths;
}

export const stagingFolder = ({ paths }: Place, delivery: string): string => join(paths.staging, delivery);

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

const stagedRef = (delivery: string, name: string): string => `staging/${delivery}/${name}.json`;

export async function writeStaged(place: Place, delivery: string, name: string, value: unknown): Promise<Ref> {
  const text = JSON.stringify(value);
  const ref = stagedRef(delivery, name);
  await writeAtomic(place.store.resolve(ref), text, 0o600);
  return { ref, sha256: sha256Of(text), sizeBytes: Buffer.byteLength(text) };
}

/** The value behind a reference. Throws `staging-gone` when the file is not there or not the one that was left. */
export async function readStaged<T>({ store }: Place, { ref, sha256 }: Ref): Promise<T> {
  const text = await readFile(store.resolve(ref), 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  if (text !== null && sha256Of(text) === sha256) return JSON.parse(text) as T;
  throw new NamedError('staging-gone', 'what an earlier step had staged is not there', {
    hint: 'The delivery is driven again from its original.',
  });
}

/** A value that may be there under a known name; null = it is not. */
export async function findStaged<T>({ store }: Place, delivery: string, name: string): Promise<T | null> {
  const text = await readFile(store.resolve(stagedRef(delivery, name)), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as T);
}

const answersRef = (delivery: string): string => `staging/answers/${delivery}.json`;

/** A person's answers for a delivery, durable until that delivery is settled. */
export const writeAnswers = (place: Place, delivery: string, answers: Answers): Promise<void> =>
  writeAtomic(place.store.resolve(answersRef(delivery)), JSON.stringify(answers), 0o600);

export async function findAnswers({ store }: Place, delivery: string): Promise<Answers | null> {
  const text = await readFile(store.resolve(answersRef(delivery)), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Answers);
}

/** Removes what was staged for a delivery; one that waits keeps the answers it has. */
export async function removeStaged(place: Place, delivery: string, keepsAnswers = false): Promise<void> {
  await rm(stagingFolder(place, delivery), { recursive: true, force: true });
  if (!keepsAnswers) await rm(place.store.resolve(answersRef(delivery)), { force: true });
}

/** Deliveries with something staged. */
export async function stagedDeliveries({ paths }: Place): Promise<string[]> {
  const names = await readdir(paths.staging).catch(() => []);
  return names.filter((name) => /^d[0-9a-f]{24}$/.test(name)).sort();
}

/** The workspace may move between two steps: inside a staged file paths are relative to its root. */
const mapPaths = (table: StagedTable, change: (path: string) => string): StagedTable => ({
  ...table,
  csv: { ...table.csv, path: change(table.csv.path) },
  kinds: table.kinds && { ...table.kinds, path: change(table.kinds.path) },
  skipped: table.skipped && { ...table.skipped, path: change(table.skipped.path) },
  ...(table.looked && { looked: table.looked.map((one) => ({ ...one, path: change(one.path) })) }),
});

export function writeParsed(place: Place, delivery: string, file: ParsedFile): Promise<Ref> {
  const short = (path: string) => relative(place.paths.root, path).split(sep).join('/');
  const tables = file.tables.map((table) => mapPaths(table, short));
  return writeStaged(place, delivery, 'parsed', { ...file, tables });
}

export async function readParsed(place: Place, ref: Ref): Promise<ParsedFile> {
  const file = await readStaged<ParsedFile>(place, ref);
  const full = (path: string) => resolve(place.paths.root, ...path.split('/'));
  return { ...file, tables: file.tables.map((table) => mapPaths(table, full)) };
}
