// The tasks of a pool as they are, but for two files: the reading of one takes memory without end, that of the other time.
import { parse as read } from '../../dist/core/parsing/pool/reading-thread.js';

export { unpack } from '../../dist/core/parsing/pool/reading-thread.js';
export { judgeCells as 'judge-cells' } from '../../dist/core/parsing/pool/judging-thread.js';

export function parse(task) {
  if (task.fileName === 'endless.csv') for (;;);
  if (task.fileName !== 'hungry.csv') return read(task);
  const kept = new Set();
  for (;;) kept.add(kept.size);
}
