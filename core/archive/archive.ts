/** Opens the archive of a workspace, checks it, and keeps its high-water mark. */
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { num, openDuck } from './duck.js';
import type { Duck, Session } from './duck.js';
import { fsyncFolder } from './files.js';
import { archiveReach, checkReach, markCommit, markMissing, readHighWater, writeMark } from './high-water.js';
import type { HighWater } from './high-water.js';
import { appendAudit } from './log/audit.js';
import { createTables, formatVersion, logTables } from './log/tables.js';
import { transaction } from './log/transactions.js';
import { logSchema } from './log-schema.js';
import { formatOf } from './upgrade/formats.js';

export interface ArchiveOptions {
  archiveFile: string;
  highWater: string;
  tempDir: string;
  memoryLimitMb: number;
  threads: number;
  /** Told when the mark of an archive that holds something is not there: nothing beside it says whether its end is missing. */
  markMissing?: () => void;
}

const archiveMissing = (message: string): NamedError =>
  new NamedError('archive-missing', message, {
    exit: 'checkFailed',
    hint: 'Put archive/archive.duckdb back or restore the last snapshot.',
  });

/**
 * Opens or makes the archive. Refuses by name: `archive-missing`, `archive-lost-tail`, `archive-not-this-one`,
 * `archive-format-newer`, `archive-format-older` (see upgrade/), `archive-unreadable`, `archive-in-use`. A refusal changes
 * nothing on disk. `format`: what it must have; another than today's is for upgrades.
 */
export async function openArchive(options: ArchiveOptions, format = formatVersion): Promise<Duck> {
  const mark = await readHighWater(options.highWater);
  if (mark && mark.tx > 0 && !existsSync(options.archiveFile))
    throw archiveMissing(`the archive file is missing; transaction ${mark.tx} was acknowledged`);
  const { archiveFile: archivePath, tempDir, memoryLimitMb, threads } = options;
  const duck = await openDuck({ archivePath, tempDir, memoryLimitMb, threads });
  try {
    const isNew = await duck.write(createFormat);
    await duck.read((s) => checkArchive(s, mark, format));
    if (mark === null && !isNew && (await duck.write(noteMissing))) options.markMissing?.();
    await duck.checkpoint();
    await writeMark(options.highWater, await duck.read(archiveReach));
  } catch (thrown) {
    await duck.abandon();
    throw thrown;
  }
  duck.afterEachWrite = (s) => markCommit(options.highWater, s);
  duck.verify = async (s) => checkArchive(s, await readHighWater(options.highWater), format);
  return duck;
}

/**
 * Opens the archive for looking only, where nothing can be written: its checks are made, and nothing is noted. Refuses as `openArchive`
 * does; `archive-missing` also where there never was one.
 */
export async function openArchiveToRead(
  options: Pick<ArchiveOptions, 'archiveFile' | 'highWater' | 'memoryLimitMb' | 'threads'>,
): Promise<Duck> {
  const { archiveFile: archivePath, highWater, memoryLimitMb, threads } = options;
  const mark = await readHighWater(highWater);
  if (!existsSync(archivePath)) throw archiveMissing('there is no archive file');
  const duck = await openDuck({ archivePath, tempDir: null, memoryLimitMb, threads, readOnly: true });
  try {
    await duck.read((s) => checkArchive(s, mark, formatVersion));
  } catch (thrown) {
    await duck.abandon();
    throw thrown;
  }
  return duck;
}

/** Whether there was none. */
async function createFormat(s: Session): Promise<boolean> {
  const made = await s.count(
    `SELECT count(*) FROM duckdb_tables() WHERE database_name = 'archive' AND schema_name = 'log'`,
  );
  if (made > 0) return false;
  await createTables(s);
  await transaction(s, `format ${formatVersion}`);
  return true;
}

/** Puts it into the audit log, for good. False: the archive holds nothing yet, killed between its first transaction and the mark. */
async function noteMissing(s: Session): Promise<boolean> {
  const { tx, lastSeq } = await archiveReach(s);
  if (tx <= 1) return false;
  await appendAudit(s, { actor: 'keeper', action: markMissing, subject: 'archive', detail: { tx, lastSeq } });
  return true;
}

/** Throws unless the open archive has this format, reaches the mark and is not torn. */
export async function checkArchive(s: Session, mark: HighWater | null, format: number): Promise<void> {
  await checkFormat(s, format);
  if (mark) await checkReach(s, mark);
  await scanControlTables(s, format);
}

async function checkFormat(s: Session, known: number): Promise<void> {
  const version = await formatOf(s);
  if (version === known) return;
  if (version === null) {
    throw new NamedError('archive-unreadable', 'the file is not a Sheetkeep archive', { exit: 'checkFailed' });
  }
  const told = `the archive has format ${version}; this program knows ${known}`;
  if (version > known)
    throw new NamedError('archive-format-newer', told, { hint: 'Use the newer program that wrote it.' });
  throw new NamedError('archive-format-older', told, { hint: 'The keeper upgrades it when it starts: sheetkeep up.' });
}

/** Reads every control table and holds them against each other: a damaged block or a torn log shows here, not later. */
async function scanControlTables(s: Session, format: number): Promise<void> {
  const wide = new Set([
    'records',
    'sightings',
    'links',
    'rejected',
    'skipped',
    'issues',
    'outcomes',
    'removed',
    'erasures',
  ]);
  const names = format === formatVersion ? logTables : (await logSchema(s)).map(({ table }) => table);
  for (const table of names.filter((name) => !wide.has(name) && !name.startsWith('content_'))) {
    await s.run(`SELECT count(*), max(seq), count(COLUMNS(*)) FROM archive.log.${table}`);
  }
  const torn = await s.one(`SELECT count(*) AS n, coalesce(max(tx), 0) AS last FROM archive.log.transactions`);
  const orphans = await s.count(
    `SELECT count(*) FROM archive.log.batches b ANTI JOIN archive.log.transactions t ON t.tx = b.tx`,
  );
  if (num(torn?.['n']) === num(torn?.['last']) && orphans === 0) return;
  throw new NamedError('archive-damaged', 'transactions are missing from the archive', {
    exit: 'checkFailed',
    hint: 'Restore the last snapshot; landed originals are ingested again.',
  });
}

/** Moves an archive that cannot be used out of the way; it is never deleted. Answers the new names. */
export async function setAsideArchive(archiveFile: string, stamp: string): Promise<string[]> {
  const moved: string[] = [];
  for (const file of [archiveFile, `${archiveFile}.wal`]) {
    if (!existsSync(file)) continue;
    await rename(file, `${file}.set-aside-${stamp}`);
    moved.push(`${file}.set-aside-${stamp}`);
  }
  if (moved.length > 0) await fsyncFolder(dirname(archiveFile));
  return moved;
}
