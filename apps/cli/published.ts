/** The analysts' copy, made current first when the archive has moved on. */
import type { Config } from '../../schemas/config.js';
import { callArchive } from './archive-call.js';
import type { Context } from './context.js';

/** Answers the published file; publishes through the keeper (or a one-shot one) when it is older than the last batch. */
export async function ensurePublished(context: Context): Promise<{ file: string; config: Config }> {
  const { findWorkspace, isPublishedCurrent } = await import('../keeper/workspace.js');
  const { paths, config } = await findWorkspace(context.workspace);
  if (!(await isPublishedCurrent(paths))) await callArchive(context, 'publish', {});
  return { file: paths.publishedFile, config };
}
