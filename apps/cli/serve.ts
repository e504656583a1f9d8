/** Starting and stopping a keeper that serves: what `up` and `demo` share. */
import { exitCodes } from '../../schemas/errors.js';
import type { Keeper } from '../keeper/keeper.js';
import { type Context, say, speakAs } from './context.js';
import { type ProgressLine, progressLine } from './progress.js';
import { typed } from './typed.js';

export async function startKeeper(context: Context, root: string): Promise<Keeper> {
  const { openKeeper } = await import('../keeper/keeper.js');
  const line = progressLine(context);
  const spoken = context.langAsked ? { lang: context.lang } : {};
  const keeper = await openKeeper({ root, temporal: true, watch: true, socket: true, progress: line.show, ...spoken });
  line.clear();
  if (process.stderr.isTTY && !context.json) showAlive(keeper, context, line);
  speakAs(context, keeper.config);
  keeper.onAlert((text) => context.err(`! ${typed(text, context)}`));
  return keeper;
}

/** In a terminal the step under way stands in the last line; what is printed takes its place. */
function showAlive(keeper: Keeper, context: Context, line: ProgressLine): void {
  const { out, err } = context;
  context.out = (text) => {
    line.clear();
    out(text);
  };
  context.err = (text) => {
    line.clear();
    err(text);
  };
  keeper.onProgress(line.show);
}

/** Serves until the context's signal aborts, then stops cleanly: no more claims, running work finished or released. */
export async function serveUntilStopped(keeper: Keeper, context: Context): Promise<number> {
  await new Promise<void>((stopped) => {
    if (context.signal.aborted) stopped();
    else context.signal.addEventListener('abort', () => stopped(), { once: true });
  });
  context.err(say(context, 'stopping …', '正在停止…'));
  await keeper.close();
  return exitCodes.stopped;
}
