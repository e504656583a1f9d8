/** The one way of a command to the archive: the running keeper's socket, else a one-shot keeper under the same lock. */
import { callKeeper } from '../keeper/client.js';
import type { Progress } from '../keeper/wire.js';
import { type Context, speakAs } from './context.js';

/** Verbs that need workflows; all others touch only the archive. */
const needsTemporal = new Set(['ingest', 'reconcile', 'approve', 'schedule.list', 'schedule.pause', 'schedule.resume']);

export async function callArchive<T>(
  context: Context,
  verb: string,
  args: unknown,
  progress: (event: Progress) => void = () => {},
): Promise<T> {
  const { findWorkspace } = await import('../keeper/workspace.js');
  const { paths, config } = await findWorkspace(context.workspace);
  speakAs(context, config);
  const answer = await callKeeper(paths, verb, args, { progress, signal: context.signal });
  if (answer !== null) return answer.result as T;
  const { openKeeper } = await import('../keeper/keeper.js');
  const keeper = await openKeeper({
    root: context.workspace,
    temporal: needsTemporal.has(verb),
    watch: false,
    socket: false,
    progress,
  });
  try {
    return (await keeper.call(verb, args, progress, context.signal)) as T;
  } finally {
    await keeper.close();
  }
}
