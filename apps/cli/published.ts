/** The published files of a role, made current first when the archive has moved on. */
import { stat } from 'node:fs/promises';
import type { Config } from '../../schemas/config.js';
import { callArchive } from './archive-call.js';
import { type Context, speakAs } from './context.js';

export interface PublishedFiles {
  file: string;
  /** Not there when the role gets no history. */
  history?: string;
  config: Config;
}

/** Answers the files of a role; publishes through the keeper (or a one-shot one) when they are older than the last batch. Throws `unknown-role`. */
export async function ensurePublished(context: Context, role: string): Promise<PublishedFiles> {
  const { findWorkspace, isPublishedCurrent } = await import('../keeper/workspace.js');
  const { roleFile } = await import('../../core/archive/publish/roles.js');
  const { historyFile } = await import('../../core/archive/publish/state.js');
  const workspace = await findWorkspace(context.workspace);
  speakAs(context, workspace.config);
  if (!(await isPublishedCurrent(workspace, role))) await callArchive(context, 'publish', { role });
  const { paths, config } = workspace;
  const file = roleFile(paths.published, role);
  const history = historyFile(file);
  const hasHistory = await stat(history).then(
    () => true,
    () => false,
  );
  return { file, config, ...(hasHistory ? { history } : {}) };
}
