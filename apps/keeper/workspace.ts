/** Finding a workspace: its paths, its settings, who runs it, how fresh its published copy is. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createJiti } from 'jiti';
import { type WorkspacePaths, workspacePaths } from '../../core/archive/workspace.js';
import { readHighWater } from '../../core/archive/high-water.js';
import { isRoleCurrent, namedRole } from '../../core/archive/publish/roles.js';
import { isLockLeft, lockHolder } from '../../core/archive/lock.js';
import { NamedError } from '../../schemas/errors.js';
import * as sheetkeep from '../../schemas/config.js';
import { type Config, parseConfig } from '../../schemas/config.js';

export interface Workspace {
  paths: WorkspacePaths;
  config: Config;
}

/** Loads the settings; throws `no-workspace`, `config-unreadable`, `config-invalid`. */
export async function findWorkspace(root: string): Promise<Workspace> {
  const paths = workspacePaths(root);
  if (!existsSync(paths.config)) {
    throw new NamedError('no-workspace', `There is no Sheetkeep workspace in ${paths.root}.`, {
      hint: 'Make one with "sheetkeep init", or name one with --workspace.',
      exit: 'usage',
    });
  }
  return { paths, config: parseConfig(await loadConfigFile(paths)) };
}

/** Tells settings apart; the same for a file that says the same in other words. */
export const settingsMark = (config: Config): string =>
  createHash('sha256').update(JSON.stringify(config)).digest('hex').slice(0, 16);

/**
 * Runs the config file; `import … from 'sheetkeep'` in it finds this very program. Its compiled form is kept beside the
 * keeper's lock, under a hash of its text: compiling it took a fifth of a short command. Where it cannot be kept, it is
 * compiled each time.
 */
async function loadConfigFile({ config, run }: WorkspacePaths): Promise<unknown> {
  try {
    if (!existsSync(run)) return await runConfig(config, false);
    return await runConfig(config, join(run, 'settings')).catch((error: unknown) => {
      if (isSystemError(error)) return runConfig(config, false);
      throw error;
    });
  } catch (error) {
    if (error instanceof NamedError) throw error;
    throw new NamedError('config-unreadable', `sheetkeep.config.ts cannot be read: ${(error as Error).message}`, {
      hint: 'Mend the file; "sheetkeep init" in an empty folder shows a good one.',
      exit: 'usage',
      cause: error,
    });
  }
}

const runConfig = (file: string, fsCache: string | false): Promise<unknown> =>
  createJiti(import.meta.url, { virtualModules: { sheetkeep }, fsCache, moduleCache: false }).import(file, {
    default: true,
  });

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** Throws `keeper-running` when a living keeper holds the workspace. */
export async function assertNoKeeper(root: string): Promise<void> {
  const holder = lockHolder(workspacePaths(root).run);
  if (holder === null) return;
  throw new NamedError('keeper-running', `A keeper is running on this workspace: process ${holder.pid}.`, {
    hint: 'Stop it first.',
  });
}

/** Whether the published files of a role (default: of all) show the log up to its last transaction. Told by small files; no database is opened. */
export async function isPublishedCurrent({ paths, config }: Workspace, role?: string): Promise<boolean> {
  const mark = await readHighWater(paths.highWater);
  // Killed between a commit and its mark, a keeper leaves an archive that is ahead of it: the next one to open it finds out.
  if (mark === null || isLockLeft(paths.run)) return false;
  const { datasets } = config;
  const roles = role === undefined ? config.roles : [namedRole(config.roles, role)];
  const place = { folder: paths.published, datasets };
  const current = await Promise.all(roles.map((one) => isRoleCurrent(place, one, mark.lastSeq)));
  return current.every(Boolean);
}
