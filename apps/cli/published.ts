/** The published files of a role, made current first when the archive has moved on. */
import { stat } from 'node:fs/promises';
import type { Config } from '../../schemas/config.js';
import { callArchive } from './archive-call.js';
import { isDiskFull } from '../../core/archive/disk-full.js';
import { NamedError } from '../../schemas/errors.js';
import { systemFault } from '../system-fault.js';
import { inChinese } from '../words/errors-zh.js';
import { withLocalTimes } from '../../schemas/local-time.js';
import { type Context, say, speakAs, told } from './context.js';

export interface PublishedFiles {
  file: string;
  /** Not there when the role gets no history. */
  history?: string;
  config: Config;
}

/** Nothing can be written, or the archive itself is not what it should be. */
function faultOfPlace(thrown: unknown): NamedError | null {
  const fault = systemFault(thrown) ?? thrown;
  if (!(fault instanceof NamedError)) return null;
  return fault !== thrown || isDiskFull(fault) || fault.exit === 'checkFailed' ? fault : null;
}

/** The copy of before still answers there, for it is a file of its own, and that is told; all else is thrown. */
async function readAsItStands(context: Context, file: string, thrown: unknown): Promise<void> {
  const fault = faultOfPlace(thrown);
  const { publishedState } = await import('../../core/archive/publish/state.js');
  const state = fault && (await publishedState(file));
  if (!fault || !state) throw thrown;
  const { message, hint } = context.lang === 'zh' ? inChinese(fault) : fault;
  const why = withLocalTimes(message.replace(/[.!。！]$/u, ''), context);
  context.err(
    `! ${say(
      context,
      `The copy could not be renewed; this is what it showed on ${told(context, state.publishedAt)}. The reason: ${why}. ${hint}`,
      `无法更新副本，以下是 ${told(context, state.publishedAt)} 的内容。原因：${why}。${hint}`,
    )}`,
  );
}

/** Answers the files of a role; publishes through the keeper (or a one-shot one) when they are older than the last batch. Throws `unknown-role`. */
export async function ensurePublished(context: Context, role: string): Promise<PublishedFiles> {
  const { findWorkspace, isPublishedCurrent } = await import('../keeper/workspace.js');
  const { roleFile } = await import('../../core/archive/publish/roles.js');
  const { historyFile } = await import('../../core/archive/publish/state.js');
  const workspace = await findWorkspace(context.workspace);
  speakAs(context, workspace.config);
  const { paths, config } = workspace;
  const file = roleFile(paths.published, role);
  // A mark that cannot be read is told by whoever opens the archive.
  if (!(await isPublishedCurrent(workspace, role).catch(() => false)))
    await callArchive(context, 'publish', { role }).catch((thrown: unknown) => readAsItStands(context, file, thrown));
  const history = historyFile(file);
  const hasHistory = await stat(history).then(
    () => true,
    () => false,
  );
  return { file, config, ...(hasHistory ? { history } : {}) };
}
