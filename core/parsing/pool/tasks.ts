import type { JudgeCellsResult, JudgeCellsTask } from '../../../schemas/fields/judge-task.js';
import type { UnpackOutcome } from '../../../schemas/packed.js';
import type { ParseOutcome } from '../../../schemas/staging.js';
import type { UnpackTask } from '../packed/unpack.js';
import type { ParseTask } from '../parse.js';

/** Tasks by name, with what they take and answer. */
export interface PoolTasks {
  parse: { task: ParseTask; result: ParseOutcome };
  unpack: { task: UnpackTask; result: UnpackOutcome };
  'judge-cells': { task: JudgeCellsTask; result: JudgeCellsResult };
}

export type TaskName = keyof PoolTasks;

/** Tasks that read files as they came: nobody knows what these make a reader do. */
export type ReadingName = Exclude<TaskName, 'judge-cells'>;

export type PoolFailureCode = 'thread-time-limit' | 'thread-memory-limit' | 'cancelled' | 'thread-died';

/** A task that did not end by itself. The pool lives on. */
export class PoolFailure extends Error {
  readonly code: PoolFailureCode;
  readonly params: Record<string, number>;

  constructor(code: PoolFailureCode, params: Record<string, number>, cause: unknown) {
    super(`thread task ended: ${code}`, { cause });
    this.name = 'PoolFailure';
    this.code = code;
    this.params = params;
  }
}
