/** What threads of the main process run, by task name: pure JavaScript of our own, bounded by its input. */
import { workerData } from 'piscina';
import type { JudgeCellsResult, JudgeCellsTask } from '../../../schemas/fields/judge-task.js';

/** Loaded at first use; ahead of it where the threads stay. */
const loadLaw = () => import('../../../schemas/fields/judge-task.js');
if ((workerData as { warm?: boolean } | null)?.warm === true) setImmediate(() => void loadLaw());

export async function judgeCells(task: JudgeCellsTask): Promise<JudgeCellsResult> {
  const { judgeCellsTask } = await loadLaw();
  return judgeCellsTask(task);
}

export { judgeCells as 'judge-cells' };
