/** Finding a workspace: its paths, its settings, who runs it, how fresh its published copy is. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { type WorkspacePaths, workspacePaths } from '../../core/archive/workspace.js';
import { readHighWater } from '../../core/archive/high-water.js';
import { fingerprintOf } from '../../core/archive/publish/fingerprint.js';
import { stateOfFiles } from '../../core/archive/publish/state.js';
import { lockHolder } from '../../core/archive/lock.js';
import { NamedError } from '../../schemas/errors.js';
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
  return { paths, config: parseConfig(await loadConfigFile(paths.config)) };
}

/** Runs the config file; `import … from 'sheetkeep'` in it finds this very program. */
async function loadConfigFile(file: string): Promise<unknown> {
  const own = fileURLToPath(new URL('../../schemas/config.js', import.meta.url));
  const jiti = createJiti(import.meta.url, { alias: { sheetkeep: own }, fsCache: false, moduleCache: false });
  try {
    return await jiti.import(file, { default: true });
  } catch (error) {
    if (error instanceof NamedError) throw error;
    throw new NamedError('config-unreadable', `sheetkeep.config.ts cannot be read: ${(error as Error).message}`, {
      hint: 'Mend the file; "sheetkeep init" in an empty folder shows a good one.',
      exit: 'usage',
      cause: error,
    });
  }
}

/** Throws `keeper-running` when a living keeper holds the workspace. */
export async function assertNoKeeper(root: string): Promise<void> {
  const holder = lockHolder(workspacePaths(root).run);
  if (holder === null) return;
  throw new NamedError('keeper-running', `A keeper is running on this workspace: process ${holder.pid}.`, {
    hint: 'Stop it first.',
  });
}

/** Whether the published copy shows the log up to its last transaction, by today's settings. Told by small files; neither database is opened. */
export async function isPublishedCurrent({ paths, config }: Workspace): Promise<boolean> {
  const [mark, published] = await Promise.all([readHighWater(paths.highWater), stateOfFiles(paths.publishedFile)]);
  if (mark === null || published === null) return false;
  return published.lastSeq >= mark.lastSeq && published.fingerprint === fingerprintOf(config.datasets);
}
