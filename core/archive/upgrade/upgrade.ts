/**
 * Brings an archive to the newest format: a checked backup, a copy in a new file, one step after the other, digests
 * compared, then the files change places. Until then the archive is as it was, whatever ends the run.
 */
import { NamedError } from '../../../schemas/errors.js';
import type { ArchiveOptions } from '../archive.js';
import { checkArchive, openArchive } from '../archive.js';
import { rebuild } from '../derive.js';
import { openDuck, quoteText } from '../duck.js';
import { layout } from '../duck/attachment.js';
import type { Duck } from '../duck.js';
import { archiveReach, readHighWater } from '../high-water.js';
import { createDerived } from '../log/tables.js';
import type { ArchiveFacts } from './facts.js';
import { archiveFacts, changedTables } from './facts.js';
import type { Formats, UpgradeStep } from './formats.js';
import { formatOf } from './formats.js';
import { stepsFrom, takeStep } from './steps.js';
import { nextFile, removeNext, swapIn } from './swap.js';

export type UpgradeProgress = 'backup' | 'copy' | 'steps' | 'derive' | 'compare' | 'swap' | 'open';

export interface UpgradeRequest {
  archive: ArchiveOptions;
  formats: Formats;
  /** Backs the old archive up and checks the backup; what it throws ends the upgrade before anything is changed. */
  backup: (duck: Duck) => Promise<void>;
  progress?: (step: UpgradeProgress) => void;
}

export interface Upgraded {
  from: number;
  to: number;
  /** The old file. */
  kept: string;
}

/** Opens the archive in the newest format, upgraded when it has an older one. Throws as `openArchive` and `upgradeArchive`. */
export async function openNewest(request: UpgradeRequest): Promise<{ duck: Duck; upgraded: Upgraded | null }> {
  const { archive, formats } = request;
  const duck = await openArchive(archive, formats.newest).catch((thrown: unknown) => {
    if (thrown instanceof NamedError && thrown.code === 'archive-format-older') return null;
    throw thrown;
  });
  if (duck) return { duck, upgraded: null };
  const upgraded = await upgradeArchive(request, await formatOfFile(archive));
  return { duck: await openArchive(archive, formats.newest), upgraded };
}

async function formatOfFile({ archiveFile, tempDir, memoryLimitMb, threads }: ArchiveOptions): Promise<number> {
  const duck = await openDuck({ archivePath: archiveFile, tempDir, memoryLimitMb, threads });
  try {
    return (await duck.read(formatOf)) ?? 0;
  } finally {
    await duck.abandon();
  }
}

/** Throws what `backup` throws, `upgrade-differs`, `upgrade-impossible`, what the archive refuses. The archive is then as it was. */
export async function upgradeArchive(request: UpgradeRequest, from: number): Promise<Upgraded> {
  const { archive, formats, progress } = request;
  const steps = stepsFrom(from, formats);
  await removeNext(archive.archiveFile);
  try {
    const before = await backupAndCopy(request, from);
    await changeCopy(request, before, steps);
    progress?.('swap');
    const kept = await swapIn(archive.archiveFile, from);
    progress?.('open');
    await (await openArchive(archive, formats.newest)).close();
    return { from, to: formats.newest, kept };
  } finally {
    await removeNext(archive.archiveFile);
  }
}

async function backupAndCopy({ archive, backup, progress }: UpgradeRequest, from: number): Promise<ArchiveFacts> {
  const duck = await openArchive(archive, from);
  try {
    progress?.('backup');
    await backup(duck);
    progress?.('copy');
    return await duck.read(async (s) => {
      const facts = await archiveFacts(s, (await archiveReach(s)).lastSeq);
      await s.run(`ATTACH ${quoteText(nextFile(archive.archiveFile))} AS next ${layout}`);
      try {
        await s.run('COPY FROM DATABASE archive TO next');
        await s.run('FORCE CHECKPOINT next');
      } finally {
        await s.run('DETACH next');
      }
      return facts;
    });
  } finally {
    await duck.close();
  }
}

async function changeCopy({ archive, progress }: UpgradeRequest, before: ArchiveFacts, steps: UpgradeStep[]) {
  const { archiveFile, highWater, tempDir, memoryLimitMb, threads } = archive;
  const mark = await readHighWater(highWater);
  const duck = await openDuck({ archivePath: nextFile(archiveFile), tempDir, memoryLimitMb, threads });
  try {
    progress?.('steps');
    for (const step of steps) await takeStep(duck, step);
    progress?.('derive');
    await duck.write(async (s) => {
      await s.run('DROP SCHEMA archive.derived CASCADE');
      await createDerived(s);
      await rebuild(s);
    });
    progress?.('compare');
    const changed = await duck.read(async (s) => {
      await checkArchive(s, mark, steps.at(-1)?.to ?? 0);
      return changedTables(s, before, steps);
    });
    if (changed.length > 0) throw differs(changed);
  } finally {
    await duck.close();
  }
}

const differs = (tables: readonly string[]): NamedError =>
  new NamedError('upgrade-differs', `the upgraded copy does not hold what the archive holds: ${tables.join(', ')}`, {
    exit: 'checkFailed',
    hint: 'The archive is as it was. Go on with the program that wrote it, and tell the makers.',
  });
