// The tasks of a pool as they are, but for one file: its reading takes memory without end.
import { parse as read } from '../../dist/core/parsing/pool/reading-thread.js';

export { unpack } from '../../dist/core/parsing/pool/reading-thread.js';
export { judgeCells as 'judge-cells' } from '../../dist/core/parsing/pool/judging-thread.js';

export function parse(task) {
  if (task.fileName !== 'hungry.csv') return read(task);
  const kept = new Set();
  for (;;) kept.add(kept.size);
}
