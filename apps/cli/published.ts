/** The analysts' copy, made current first when the archive has moved on. */
import { historyFile } from '../../core/archive/publish/state.js';
import type { Config } from '../../schemas/config.js';
import { callArchive } from './archive-call.js';
import type { Context } from './context.js';

/** Answers the published file and its history; publishes through the keeper (or a one-shot one) when it is older than the last batch. */
export async function ensurePublished(context: Context): Promise<{ file: string; history: string; config: Config }> {
  const { findWorkspace, isPublishedCurrent } = await import('../keeper/workspace.js');
  const workspace = await findWorkspace(context.workspace);
  if (!(await isPublishedCurrent(workspace))) await callArchive(context, 'publish', {});
  const { paths, config } = workspace;
  return { file: paths.publishedFile, history: historyFile(paths.publishedFile), config };
}
