/** What is found out about the cells and rows of a return, beside what its reader told of them. */
import type { JudgeSource } from '../types.js';

/** The source with further kinds: queries of row, col, kind, flag, raw. */
export function withTold(source: JudgeSource, found: readonly string[]): JudgeSource {
  if (found.length === 0) return source;
  const told = source.kinds === null ? [] : [`SELECT row, col, kind, flag, raw FROM ${source.kinds}`];
  return { ...source, kinds: `(${[...told, ...found].join(' UNION ALL ')}) AS told(row, col, kind, flag, raw)` };
}
