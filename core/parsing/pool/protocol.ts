/** What is said between the pool and a process that reads files: one task, one answer, then the next. */
import type { PoolFailureCode, PoolTasks, ReadingName } from './tasks.js';

/** On its command line: `threadMemoryMb`, and the module of the tasks. */
export interface ReadingTask {
  name: ReadingName;
  task: PoolTasks[ReadingName]['task'];
}

export type ReadingResult = PoolTasks[ReadingName]['result'];

export type ReadingAnswer =
  /** `rssMb`: what the process takes now. */
  { result: ReadingResult; rssMb: number } | { failure: PoolFailureCode } | { thrown: unknown };

export type Said = 'ready' | ReadingAnswer;
