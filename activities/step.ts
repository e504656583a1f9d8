/** What every step does: beat, hear of cancellation, and fail with a code. */
import { setMaxListeners } from 'node:events';
import { Context } from '@temporalio/activity';
import type { StepProgress } from '../schemas/steps.js';
import { toFailure } from './failure.js';

export interface StepContext {
  /** Aborted when the workflow is cancelled or the worker stops: threads are killed, queries interrupted. */
  signal: AbortSignal;
  /** Told with the next heartbeat, and to the keeper at once. */
  progress(progress: StepProgress): void;
}

export interface StepObserver {
  progress(delivery: string | null, progress: StepProgress): void;
  /** A step failed for now or for good; `cause` stays on this machine. */
  failed(delivery: string | null, code: string, cause: unknown): void;
}

const beatMs = 2_000;

const deliveryOf = (input: unknown): string | null =>
  typeof input === 'object' && input !== null && 'delivery' in input ? String(input.delivery) : null;

/** Wraps the work of one step as a Temporal activity. */
export function step<I, O>(
  observer: StepObserver,
  work: (input: I, context: StepContext) => Promise<O>,
): (input: I) => Promise<O> {
  return async (input) => {
    const activity = Context.current();
    const signal = activity.cancellationSignal;
    // Every thread task and query of the step listens to it.
    setMaxListeners(0, signal);
    let last: StepProgress | null = null;
    const beat = () => activity.heartbeat(last);
    const timer = setInterval(beat, beatMs);
    beat();
    const progress = (next: StepProgress) => {
      last = next;
      observer.progress(deliveryOf(input), next);
    };
    try {
      return await work(input, { signal, progress });
    } catch (thrown) {
      // Whatever the abort made fail, the answer is "cancelled".
      if (signal.aborted) await activity.cancelled;
      const failure = toFailure(thrown, activity.info.attempt);
      observer.failed(deliveryOf(input), failure.type ?? 'unexpected', thrown);
      throw failure;
    } finally {
      clearInterval(timer);
    }
  };
}
