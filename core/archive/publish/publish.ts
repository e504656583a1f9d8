/** Makes the copy that analysts open: a new file beside, durable, then put in the place of the old one. */
import { chmod, readFile, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { Duck, Session } from '../duck.js';
import { num } from '../duck.js';
import { fsyncFile, makeFolder, renameDurably, tempName, writeAtomic } from '../files.js';
import { quoteText } from '../sql-text.js';
import type { Build } from './build.js';
import { startBuild } from './build.js';
import { publishDictionary } from './dictionary.js';
import { publishDerivedIssues, publishIssues } from './issues.js';
import { publishBatches, publishDeliveries, publishMeta, publishRejected } from './ledger.js';
import { makeRecords, publishRecords } from './records.js';
import { makeKeys } from './references.js';
import { makeVersions, publishHistory, publishThings } from './things.js';

export interface PublishRequest {
  /** The file that analysts open, `published/analyst.duckdb`. */
  out: string;
  datasets: DatasetDef[];
  signal?: AbortSignal;
}

export interface Published {
  /** ISO 8601 UTC. */
  publishedAt: string;
  /** The copy shows the log up to this seq. */
  lastSeq: number;
  sizeBytes: number;
  tookMs: number;
}

/** Temp files being written by this process. */
const writing = new Set<string>();

/**
 * Publishes the archive of this moment. Readers of the old copy keep it; on any error it stays in place.
 * Reads on a connection of its own: writes go on meanwhile.
 */
export async function publish(duck: Duck, request: PublishRequest): Promise<Published> {
  const startedAt = performance.now();
  const folder = dirname(request.out);
  await makeFolder(folder);
  await sweep(folder);
  const temp = join(folder, tempName());
  writing.add(temp);
  try {
    const publishedAt = new Date().toISOString();
    const lastSeq = await duck.read((s) => writeCopy(s, temp, request.datasets, publishedAt), request.signal);
    await assertWhole(temp);
    const { mode, size: sizeBytes } = await stat(temp);
    // Opened without -readonly the copy would be locked against all other readers.
    await fsyncFile(temp);
    await chmod(temp, mode & 0o444);
    await renameDurably(temp, request.out);
    const published = { publishedAt, lastSeq, sizeBytes, tookMs: Math.round(performance.now() - startedAt) };
    await writeAtomic(statePath(request.out), `${JSON.stringify(published)}\n`);
    return published;
  } finally {
    writing.delete(temp);
    await rm(temp, { force: true });
    await rm(`${temp}.wal`, { force: true });
  }
}

/** A copy with a log beside it would lose what stands there. */
async function assertWhole(file: string): Promise<void> {
  const log = await stat(`${file}.wal`).catch(() => null);
  if (log === null || log.size === 0) return;
  throw new NamedError('publish-unfinished', 'the copy could not be written out whole', {
    retryable: true,
    exit: 'bug',
  });
}

/** What the copy at `out` shows; null when there is none. May lag behind the copy, never run ahead of it. */
export async function publishedState(out: string): Promise<Published | null> {
  try {
    await stat(out);
    return JSON.parse(await readFile(statePath(out), 'utf8')) as Published;
  } catch {
    return null;
  }
}

const statePath = (out: string): string => `${out.replace(/\.duckdb$/, '')}.json`;

/** Removes what a killed publisher left. A workspace has one publishing process. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name.replace(/\.wal$/, ''));
    if (basename(path).startsWith('.tmp-') && !writing.has(path)) await rm(join(folder, name), { force: true });
  }
}

let copies = 0;

async function writeCopy(s: Session, file: string, datasets: DatasetDef[], publishedAt: string): Promise<number> {
  const into = `published_${++copies}`;
  await s.run(`ATTACH ${quoteText(file)} AS ${into}`);
  try {
    // Views are made unqualified, in the file's own catalog.
    await s.run(`USE ${into}`);
    await s.run('BEGIN TRANSACTION');
    const lastSeq = await fill(await startBuild(s, into, datasets), publishedAt);
    await s.run('COMMIT');
    // A DETACH writes the tables out only when no other connection looks at this moment: say it.
    await s.run(`FORCE CHECKPOINT ${into}`);
    return lastSeq;
  } catch (thrown) {
    await s.run('ROLLBACK').catch(() => undefined);
    throw thrown;
  } finally {
    await s.run(`USE memory; DETACH ${into}`);
  }
}

async function fill(build: Build, publishedAt: string): Promise<number> {
  const { s, views } = build;
  const last = await s.one('SELECT coalesce(max(last_seq), 0) AS seq FROM archive.log.transactions');
  const lastSeq = num(last?.['seq']);
  for (const view of views) await makeVersions(build, view);
  await makeKeys(build);
  await makeRecords(build);
  await publishIssues(build);
  for (const view of views) {
    await publishThings(build, view);
    await publishHistory(build, view);
    await publishRecords(build, view);
    await publishDerivedIssues(build, view);
  }
  await publishRejected(build);
  await publishDeliveries(build);
  await publishBatches(build);
  await publishMeta(build, publishedAt, lastSeq);
  await publishDictionary(build);
  return lastSeq;
}
