/**
 * What pool threads run, by task name. Pure JavaScript: a thread that runs native code cannot be ended safely. What is wrong with a file
 * comes back as a value; only bugs and failing storage are thrown.
 */
import { workerData } from 'piscina';
import type { UnpackOutcome } from '../../schemas/packed.js';
import type { ParseOutcome } from '../../schemas/staging.js';
import type { JudgeCellsResult, JudgeCellsTask } from '../../schemas/fields/judge-task.js';
import type { UnpackTask } from './packed/unpack.js';
import { parseFile } from './parse.js';
import type { ParseTask } from './parse.js';

export function parse(task: ParseTask): Promise<ParseOutcome> {
  return parseFile(task);
}

export async function unpack(task: UnpackTask): Promise<UnpackOutcome> {
  const { unpackFile } = await import('./packed/unpack.js');
  return unpackFile(task);
}

/** Loaded at first use, so that parsing does not wait for the field types; ahead of it where the threads stay. */
const loadLaw = () => import('../../schemas/fields/judge-task.js');
if ((workerData as { warm?: boolean } | null)?.warm === true) setImmediate(() => void loadLaw());

export async function judgeCells(task: JudgeCellsTask): Promise<JudgeCellsResult> {
  const { judgeCellsTask } = await loadLaw();
  return judgeCellsTask(task);
}

export { judgeCells as 'judge-cells' };
