/** Work that a schedule begins. What it is, is the keeper's to know: it comes in as one function. */
import type { ScheduledConclusion, ScheduledInput, ScheduledResult, UpkeepActivities } from '../schemas/steps.js';
import { step, type StepObserver } from './step.js';

export interface ScheduledWork {
  /** Does it, and judges what it came to. */
  run(schedule: string, signal: AbortSignal): Promise<ScheduledResult>;
  /** Writes down and tells how it ended. */
  conclude(conclusion: ScheduledConclusion): Promise<void>;
}

export const createUpkeep = (observer: StepObserver, work: ScheduledWork): UpkeepActivities => ({
  runScheduled: step<ScheduledInput, ScheduledResult>(observer, ({ schedule }, context) => {
    context.progress({ step: 'schedule' });
    return work.run(schedule, context.signal);
  }),
  concludeScheduled: step<ScheduledConclusion, void>(observer, (conclusion) => work.conclude(conclusion)),
});
