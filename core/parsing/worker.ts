/**
 * What pool threads run, by task name. Pure JavaScript: a thread that runs native code cannot be ended safely. What is wrong with a file
 * comes back as a value; only bugs and failing storage are thrown.
 */
import type { ParseOutcome } from '../../schemas/staging.js';
import type { JudgeCellsResult, JudgeCellsTask } from '../../schemas/fields/judge-task.js';
import { parseFile } from './parse.js';
import type { ParseTask } from './parse.js';

export function parse(task: ParseTask): Promise<ParseOutcome> {
  return parseFile(task);
}

/** Loaded at first use: parsing does not wait for the field types. */
export async function judgeCells(task: JudgeCellsTask): Promise<JudgeCellsResult> {
  const { judgeCellsTask } = await import('../../schemas/fields/judge-task.js');
  return judgeCellsTask(task);
}

export { judgeCells as 'judge-cells' };
