// Does what its task says: tests of core/snapshots/process.ts.
import { NamedError } from '../../dist/schemas/errors.js';
import { limitMemory, serve } from '../../dist/core/snapshots/process-child.js';

const work = {
  answer: (_task, progress) => {
    progress({ step: 'one', table: 'a' });
    progress({ step: 'two' });
    return { pid: process.pid, env: Object.keys(process.env).sort() };
  },
  fail: () => {
    throw new NamedError('store-full', 'no room', { hint: 'make some', exit: 'missingPart', retryable: true });
  },
  bug: () => {
    throw new TypeError('a cell: 13800138000');
  },
  crash: () => process.abort(),
  hunger: () => {
    limitMemory(0, 1);
    return new Promise((resolve) => setTimeout(resolve, 600_000));
  },
};
serve(async (task, progress) => work[task.do](task, progress));
