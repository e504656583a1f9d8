/**
 * A process that reads files, one at a time, in a thread: what a damaged file makes a reader do ends here at the worst. It ends by itself
 * when the one that started it goes, however that goes.
 */
import { PoolFailure } from './tasks.js';
import type { ReadingAnswer, ReadingTask, Said } from './protocol.js';
import { startThreads, threadFailure } from './threads.js';

const [memory, module = ''] = process.argv.slice(2);
const threadMemoryMb = Number(memory);
const rssMb = (): number => process.memoryUsage.rss() / 2 ** 20;
/** The thread's limit is about its heap: this one is about what lies outside of it, too. */
const mostRssMb = 2 * threadMemoryMb + 512;
const lookMs = 100;

const threads = startThreads({ maxThreads: 1, threadMemoryMb, warm: true }, module);

const say = (said: Said): void => void process.send?.(said, () => undefined);

async function read({ name, task }: ReadingTask): Promise<ReadingAnswer> {
  try {
    const piscina = await threads;
    return { result: await piscina.run(task, { name }), rssMb: rssMb() };
  } catch (error) {
    const failure = threadFailure(error, threadMemoryMb);
    return failure instanceof PoolFailure ? { failure: failure.code } : { thrown: error };
  }
}

process.on('message', (task: ReadingTask) => {
  const look = setInterval(() => {
    if (rssMb() > mostRssMb) say({ failure: 'thread-memory-limit' });
  }, lookMs);
  void read(task).then((answer) => {
    clearInterval(look);
    say(answer);
  });
});
// Not `exit`: that waits for a thread that may be anywhere.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Told to everything of a terminal or a service at once: whoever started this process decides.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
say('ready');
