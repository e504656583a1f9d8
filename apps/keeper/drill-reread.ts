/** Runs in the process of a drill, on the workspace that it has restored. */
import { rereadOriginals } from '../../activities/reread.js';
import { FolderStore } from '../../core/archive/objects.js';
import { createPool } from '../../core/parsing/pool.js';
import type { Rereader } from '../../core/snapshots/drill/reread.js';
import { productVersion } from '../version.js';
import { findWorkspace } from './workspace.js';

export const reread: Rereader = async (root, duck, { settingsSince }) => {
  const { paths, config } = await findWorkspace(root);
  const { threadMemoryMb, timeoutMs } = config.parse;
  const pool = createPool({ maxThreads: 1, threadMemoryMb, timeoutMs });
  try {
    const deps = { duck, store: new FolderStore(root), paths, config, pool, version: productVersion() };
    return await rereadOriginals(deps, settingsSince);
  } finally {
    await pool.close();
  }
};
