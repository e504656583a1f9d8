/** Starting workflows. Every start may be repeated: what runs already is joined. */
import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowIdConflictPolicy,
  WorkflowNotFoundError,
  type WorkflowHandle,
} from '@temporalio/client';
import { NamedError } from '../../schemas/errors.js';
import type { Calls } from './calls.js';
import type { DeliveryInput, StepOutcome } from '../../schemas/steps.js';
import { ingestId, publishId, sweepId, taskQueue } from './ids.js';

/** Types of the bundle's workflows; apps know them by name only. */
type Ingest = (input: DeliveryInput) => Promise<StepOutcome>;
type Publish = (input: PublishTimes) => Promise<void>;
type Sweep = () => Promise<{ days: number; stagings: number }>;

export interface PublishTimes {
  debounceMs: number;
  maxStaleMs: number;
}

/** A database that is lost again and again is no accident. */
const mostLosses = 3;

export type IngestHandle = WorkflowHandle<Ingest>;

export class Starts {
  readonly #workspaceId: string;
  readonly #calls: Calls;

  constructor(calls: Calls, workspaceId: string) {
    this.#calls = calls;
    this.#workspaceId = workspaceId;
  }

  /** Drives a delivery; one that is under way is joined. */
  ingest(input: DeliveryInput): Promise<IngestHandle> {
    const start = () =>
      this.#calls.client.workflow.start<Ingest>('ingestDelivery', {
        args: [input],
        taskQueue: taskQueue(this.#workspaceId),
        workflowId: ingestId(this.#workspaceId, input.delivery),
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      });
    return this.#calls.run(start);
  }

  /** Drives a delivery to its outcome; once more where the server lost its workflow with its database. Throws as `outcome` does. */
  async drive(input: DeliveryInput): Promise<StepOutcome> {
    for (let losses = 0; ; losses += 1) {
      await this.ingest(input);
      try {
        return await this.outcome(input.delivery);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError) || losses === mostLosses) throw error;
      }
    }
  }

  /** The outcome of a delivery that was started. Throws `delivery-stopped` when its workflow was cancelled or terminated. */
  async outcome(delivery: string): Promise<StepOutcome> {
    try {
      const handle = this.#calls.client.workflow.getHandle<Ingest>(ingestId(this.#workspaceId, delivery));
      return await this.#calls.run(() => handle.result());
    } catch (error) {
      if (this.#calls.isClosing) throw stopping();
      if (!(error instanceof WorkflowFailedError)) throw error;
      throw new NamedError('delivery-stopped', `Delivery ${delivery} was stopped before its end.`, {
        hint: 'Nothing of it is in the archive by half. "sheetkeep reconcile" drives it again.',
        retryable: true,
        cause: error,
      });
    }
  }

  /** Cancels a delivery under way: its thread is killed, its transaction rolled back. */
  async cancel(delivery: string): Promise<void> {
    const handle = this.#calls.client.workflow.getHandle(ingestId(this.#workspaceId, delivery));
    await this.#calls.run(() => handle.cancel());
  }

  /** Asks for new copies for analysts, when no more calls come for `debounceMs`, at latest after `maxStaleMs`. */
  async publish({ debounceMs, maxStaleMs }: PublishTimes): Promise<void> {
    const ask = () =>
      this.#calls.client.workflow.signalWithStart<Publish>('publishArchive', {
        args: [{ debounceMs, maxStaleMs }],
        taskQueue: taskQueue(this.#workspaceId),
        workflowId: publishId(this.#workspaceId),
        signal: 'archiveChanged',
      });
    await this.#calls.run(ask);
  }

  /** Removes what outlived its time; null = a sweep is under way already. */
  async sweep(): Promise<{ days: number; stagings: number } | null> {
    try {
      const options = { taskQueue: taskQueue(this.#workspaceId), workflowId: sweepId(this.#workspaceId) };
      return await this.#calls.run(() => this.#calls.client.workflow.execute<Sweep>('sweepWorkspace', options));
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return null;
      throw error;
    }
  }
}

const stopping = (): NamedError =>
  new NamedError('keeper-stopping', 'The keeper stops; the delivery goes on at its next start.', { retryable: true });
