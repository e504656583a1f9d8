import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, executeChild, isCancellation, workflowInfo } from '@temporalio/workflow';
import type { DeliveryInput, StepOutcome } from '../schemas/steps.js';

type Ingest = (input: DeliveryInput) => Promise<StepOutcome>;

/** done: it has its outcome; elsewhere: another workflow drives it already; failed: it ended without an outcome. */
export type Driven = 'done' | 'elsewhere' | 'failed';

/** Drives a delivery under its own id, as its own start would, and waits for its end. */
export async function drive(input: DeliveryInput): Promise<Driven> {
  const [, workspace] = workflowInfo().workflowId.split('/');
  const workflowId = `ingest/${workspace}/${input.delivery}`;
  const options = { workflowId, parentClosePolicy: ParentClosePolicy.ABANDON };
  try {
    await executeChild<Ingest>('ingestDelivery', { ...options, args: [input] });
    return 'done';
  } catch (error) {
    if (isCancellation(error)) throw error;
    return error instanceof WorkflowExecutionAlreadyStartedError ? 'elsewhere' : 'failed';
  }
}
