/** The parts of a keeper, opened in order and closed in reverse: lock, archive, threads, store. */
import { rm } from 'node:fs/promises';
import { openArchiveToRead } from '../../core/archive/archive.js';
import type { Duck } from '../../core/archive/duck.js';
import { makeFolder } from '../../core/archive/files.js';
import { acquireLock } from '../../core/archive/lock.js';
import { FolderStore } from '../../core/archive/objects.js';
import { formats } from '../../core/archive/upgrade/formats.js';
import type { Formats } from '../../core/archive/upgrade/formats.js';
import { openNewest } from '../../core/archive/upgrade/upgrade.js';
import { InFlight } from '../../core/intake/in-flight.js';
import { createPool } from '../../core/parsing/pool.js';
import { readApart } from '../../core/snapshots/restore/apart.js';
import { type WorkspaceIdentity, readIdentity, workspaceIdentity } from './identity.js';
import type { Parts } from './parts.js';
import { checkedSnapshot } from './safeguard.js';
import { type Workspace, findWorkspace } from './workspace.js';

/** The archive in the newest format; one of an older format is upgraded, after a checked snapshot of it. */
async function openDuckOf(
  workspace: Workspace,
  identity: WorkspaceIdentity,
  known: Formats,
  markMissing: () => void,
): Promise<Duck> {
  const { paths, config } = workspace;
  const { archiveFile, highWater, tmp: tempDir } = paths;
  const archive = {
    archiveFile,
    highWater,
    tempDir,
    memoryLimitMb: config.memory.archiveMb,
    threads: config.threads.archive,
    markMissing,
  };
  const silent = { progress: () => undefined, signal: new AbortController().signal };
  const backup = async (duck: Duck): Promise<void> => {
    const apart = await readApart(paths.apart);
    await checkedSnapshot({ parts: { paths, config, identity, duck, apart }, ...silent });
  };
  return (await openNewest({ archive, formats: known, backup })).duck;
}

/** Opens everything that needs no network; `warm`: the threads start at once; `known`: the formats of the archive. On an error what was opened is closed again. */
export async function openParts(root: string, warm = false, known: Formats = formats): Promise<Parts> {
  const workspace = await findWorkspace(root);
  const { paths, config } = workspace;
  await makeFolder(paths.run);
  const lock = await acquireLock(paths.run);
  try {
    await rm(paths.tmp, { recursive: true, force: true });
    const folders = [paths.tmp, paths.originals, paths.staging, paths.outbox, paths.done, paths.published];
    for (const folder of folders) await makeFolder(folder);
    const identity = await workspaceIdentity(paths);
    const apart = await readApart(paths.apart);
    let markMissing = false;
    const duck = await openDuckOf(workspace, identity, known, () => (markMissing = true));
    const { threadMemoryMb, timeoutMs } = config.parse;
    const pool = createPool({ maxThreads: config.threads.parse, threadMemoryMb, timeoutMs, warm });
    const store = new FolderStore(paths.root);
    return { ...workspace, lock, duck, pool, identity, store, inFlight: new InFlight(), apart, markMissing };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The parts of a keeper that only looks, where nothing can be written: no lock, since nobody else can hold one; no folder is made. */
export async function partsToLook(root: string): Promise<Parts> {
  const workspace = await findWorkspace(root);
  const { paths, config } = workspace;
  const { archiveFile, highWater } = paths;
  const identity = await readIdentity(paths);
  const apart = await readApart(paths.apart);
  const { archiveMb: memoryLimitMb } = config.memory;
  const duck = await openArchiveToRead({ archiveFile, highWater, memoryLimitMb, threads: config.threads.archive });
  const { threadMemoryMb, timeoutMs } = config.parse;
  const pool = createPool({ maxThreads: config.threads.parse, threadMemoryMb, timeoutMs });
  const lock = { adoptedFrom: null, release: () => undefined };
  const store = new FolderStore(paths.root);
  return { ...workspace, lock, duck, pool, identity, store, inFlight: new InFlight(), apart, markMissing: false };
}

export async function closeParts(parts: Parts): Promise<void> {
  await parts.pool.close();
  await parts.duck.close();
  parts.lock.release();
}
