/** Waiting for workflows, which go on whether somebody waits or not. */
import { NamedError } from '../../../schemas/errors.js';

/** The caller stopped waiting (Ctrl-C): nothing of what was taken is lost by it. */
export const waitEnded = (): NamedError =>
  new NamedError('wait-stopped', 'Stopped before the outcome was there.', {
    hint: 'What was taken goes on: with the running keeper, else at the next "sheetkeep up" or "sheetkeep reconcile". See "sheetkeep status"; a file sent again is not taken twice.',
    exit: 'stopped',
  });

/** What `work` comes to; throws `wait-stopped` when the caller goes away first. */
export async function whileAwaited<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(waitEnded());
    else signal.addEventListener('abort', () => reject(waitEnded()), { once: true });
  });
  return Promise.race([work, stopped]);
}
