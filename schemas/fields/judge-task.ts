/** The thread's half of judging: a file of distinct open cells in, a file of verdicts out. Pure JavaScript, bounded memory. */
import type { ColumnContext } from '../verdicts.js';

export interface JudgeCellsTask {
  /** Canonical staging CSV without header: `id,contextIndex,flag,text`; a missing flag is none. */
  inPath: string;
  /**
   * Canonical staging CSV without header: `id,ok,text,codes,repairs,suggestion,extra`. ok is true or false; codes is a JSON array of
   * `{code, params?}` (problems, or warnings of an accepted cell); repairs a JSON array of codes; extra a JSON object
   * `{values?: string[], currency?: string}`, missing when there is nothing. Empty lists are missing.
   */
  outPath: string;
  contexts: ColumnContext[];
}

export interface JudgeCellsResult {
  cells: number;
  rejected: number;
}

export async function judgeCellsTask(_task: JudgeCellsTask): Promise<JudgeCellsResult> {
  throw new Error('not ready');
}
