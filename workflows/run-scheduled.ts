import {
  ApplicationFailure,
  CancelledFailure,
  CancellationScope,
  isCancellation,
  proxyActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { ScheduledInput, ScheduledResult, UpkeepActivities } from '../schemas/steps.js';
import { codeOf } from './failure-code.js';
import { concluding, scheduled } from './profiles.js';

/** One run of a schedule. It fails where its work fails, so that the schedule may pause; its end is written down either way. */
export async function runScheduled({ schedule }: ScheduledInput): Promise<ScheduledResult> {
  const taskQueue = `${workflowInfo().taskQueue}-upkeep`;
  const { runScheduled: run } = proxyActivities<UpkeepActivities>({ ...scheduled, taskQueue });
  const { concludeScheduled: conclude } = proxyActivities<UpkeepActivities>({ ...concluding, taskQueue });
  const startedMs = Date.now();
  const result = await run({ schedule }).catch(failed);
  const tookMs = Date.now() - startedMs;
  const scheduledFor = dueTime();
  await CancellationScope.nonCancellable(() => conclude({ schedule, result, scheduledFor, tookMs }));
  if (result.outcome === 'cancelled') throw new CancelledFailure('cancelled');
  if (result.outcome === 'failed') throw ApplicationFailure.nonRetryable('the work failed', result.code);
  return result;
}

function failed(error: unknown): ScheduledResult {
  if (isCancellation(error)) return { outcome: 'cancelled', code: null };
  return { outcome: 'failed', code: codeOf(error) ?? 'step-failed' };
}

function dueTime(): string | null {
  const [time] = (workflowInfo().searchAttributes['TemporalScheduledStartTime'] ?? []) as Date[];
  return time ? time.toISOString() : null;
}
