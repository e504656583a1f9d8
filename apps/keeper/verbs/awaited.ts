/** Waiting for workflows, which go on whether somebody waits or not. */
import { NamedError } from '../../../schemas/errors.js';
import { unreachable } from '../../temporal/unreachable.js';
import type { Engine } from '../engine.js';
import type { VerbContext } from './context.js';

const goesOn =
  'What was taken goes on: with the running keeper, else at the next "sheetkeep up" or "sheetkeep reconcile". See "sheetkeep status"; a file sent again is not taken twice.';

/** The caller stopped waiting (Ctrl-C): nothing of what was taken is lost by it. */
export const waitEnded = (): NamedError =>
  new NamedError('wait-stopped', 'Stopped before the outcome was there.', { hint: goesOn, exit: 'stopped' });

/** A server that does not answer is waited for so long. */
const patienceMs = 300_000;

type Waiting = Pick<VerbContext, 'progress' | 'signal'> & { engine: () => Pick<Engine, 'pulse' | 'place'> };

/**
 * What `work` comes to, which is told by its signal when nobody waits any more. Throws `wait-stopped` when the caller goes away
 * first, `temporal-unreachable` when the server does not answer for five minutes; that it does not, and until when it is waited for, is told.
 */
export async function whileAwaited<T>(
  { signal, engine, progress }: Waiting,
  work: (signal: AbortSignal) => Promise<T>,
  limitMs = patienceMs,
): Promise<T> {
  const over = new AbortController();
  const stop = (): void => over.abort(waitEnded());
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const { pulse, place } = engine();
  const { address } = place;
  let timer: NodeJS.Timeout | undefined;
  let isTold = false;
  const forget = pulse.onChange((since) => {
    clearTimeout(timer);
    if (since !== null) {
      timer = setTimeout(() => over.abort(unreachable(place, goesOn)), limitMs);
      progress({ step: 'temporal-away', address, until: new Date(Date.now() + limitMs).toISOString() });
    } else if (isTold) progress({ step: 'temporal-back' });
    isTold = since !== null;
  });
  try {
    return await Promise.race([work(over.signal), rejected(over.signal)]);
  } finally {
    clearTimeout(timer);
    forget();
    signal.removeEventListener('abort', stop);
  }
}

const rejected = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const end = (): void => reject(signal.reason as NamedError);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
