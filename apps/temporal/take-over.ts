/** What a keeper that was killed had under way is handed on at its next start; the server itself would wait for missed heartbeats. */
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { taskQueue } from './ids.js';

/** What is not reached in time is handed on by missed heartbeats, as without this. */
const limitMs = 3_000;
const atOnce = 8;

/** `PENDING_ACTIVITY_STATE_STARTED` of Temporal's API. */
const started = 2;

/**
 * Ends the attempts of steps that nobody works on any more: each is tried again by its own profile. To be called by the one
 * keeper of the workspace before its workers poll: whatever counts as started then belongs to a keeper that is gone.
 */
export async function takeOver(client: Client, workspaceId: string): Promise<void> {
  const until = performance.now() + limitMs;
  const query = `TaskQueue = '${taskQueue(workspaceId)}' AND ExecutionStatus = 'Running'`;
  const open = client.workflow.list({ query })[Symbol.asyncIterator]();
  const each = async () => {
    while (performance.now() < until) {
      const next = await open.next();
      if (next.done) return;
      await release(client, next.value);
    }
  };
  // Only a shortcut: a server that answers none of this still notices by itself.
  await client.withDeadline(Date.now() + limitMs, () => Promise.allSettled(Array.from({ length: atOnce }, each)));
}

async function release(client: Client, { workflowId, runId }: WorkflowExecutionInfo): Promise<void> {
  const { namespace } = client.options;
  const execution = { workflowId, runId };
  const { pendingActivities } = await client.workflowService.describeWorkflowExecution({ namespace, execution });
  // Decisions were kept for the process that is gone: its successor takes them at once.
  await client.workflowService.resetStickyTaskQueue({ namespace, execution });
  for (const { activityId, state } of pendingActivities ?? [])
    if (state === started && activityId)
      await client.activity.fail(
        { ...execution, activityId },
        ApplicationFailure.retryable('its keeper is gone', 'keeper-gone'),
      );
}
