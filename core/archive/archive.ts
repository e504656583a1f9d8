/** Opens the archive of a workspace, checks it, and keeps its high-water mark. */
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { num, openDuck } from './duck.js';
import type { Duck, Session } from './duck.js';
import { fsyncFolder } from './files.js';
import { archiveReach, checkReach, markCommit, readHighWater, writeMark } from './high-water.js';
import { createTables, formatVersion, logTables } from './log/tables.js';
import { transaction } from './log/transactions.js';

export interface ArchiveOptions {
  archiveFile: string;
  highWater: string;
  tempDir: string;
  memoryLimitMb: number;
  threads: number;
}

/**
 * Opens or makes the archive. Refuses by name: `archive-missing`, `archive-lost-tail`, `archive-not-this-one`,
 * `archive-format-newer`, `archive-unreadable`, `archive-in-use`. A refusal changes nothing on disk.
 */
export async function openArchive(options: ArchiveOptions): Promise<Duck> {
  const mark = await readHighWater(options.highWater);
  if (mark && mark.tx > 0 && !existsSync(options.archiveFile)) {
    throw new NamedError('archive-missing', `the archive file is missing; transaction ${mark.tx} was acknowledged`, {
      exit: 'checkFailed',
      hint: 'Put archive/archive.duckdb back or restore the last snapshot.',
    });
  }
  const { archiveFile: archivePath, tempDir, memoryLimitMb, threads } = options;
  const duck = await openDuck({ archivePath, tempDir, memoryLimitMb, threads });
  try {
    await duck.write(createFormat);
    await duck.read(async (s) => {
      await checkFormat(s);
      if (mark) await checkReach(s, mark);
      await scanControlTables(s);
    });
    await duck.checkpoint();
    await writeMark(options.highWater, await duck.read(archiveReach));
  } catch (thrown) {
    await duck.abandon();
    throw thrown;
  }
  duck.afterEachWrite = (s) => markCommit(options.highWater, s);
  return duck;
}

async function createFormat(s: Session): Promise<void> {
  const made = await s.count(
    `SELECT count(*) FROM duckdb_tables() WHERE database_name = 'archive' AND schema_name = 'log'`,
  );
  if (made > 0) return;
  await createTables(s);
  await transaction(s, `format ${formatVersion}`);
}

async function checkFormat(s: Session): Promise<void> {
  const row = await s.one<{ kind: string }>('SELECT kind FROM archive.log.transactions WHERE tx = 1');
  const version = Number(/^format (\d+)$/.exec(row?.kind ?? '')?.[1]);
  if (version === formatVersion) return;
  if (version > formatVersion) {
    throw new NamedError(
      'archive-format-newer',
      `the archive has format ${version}; this program knows ${formatVersion}`,
      {
        hint: 'Use the newer program that wrote it.',
      },
    );
  }
  throw new NamedError('archive-unreadable', 'the file is not a Sheetkeep archive', { exit: 'checkFailed' });
}

/** Reads every control table and holds them against each other: a damaged block or a torn log shows here, not later. */
async function scanControlTables(s: Session): Promise<void> {
  const wide = new Set(['records', 'sightings', 'links', 'rejected', 'skipped', 'issues', 'outcomes']);
  for (const table of logTables.filter((name) => !wide.has(name))) {
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
