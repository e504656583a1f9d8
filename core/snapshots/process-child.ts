/** The inner end of process.ts: what a process of one task says to the one that started it. */
import { NamedError } from '../../schemas/errors.js';
import type { ProcessFailure, ProcessProgress, Said } from './process.js';

const say = (said: Said<unknown>): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(said, () => resolve());
    else resolve();
  });

function failureOf(thrown: unknown): ProcessFailure {
  if (thrown instanceof NamedError) {
    const { code, message, hint, exit, retryable } = thrown;
    return { code, message, hint, exit, retryable };
  }
  // The text of an error of unknown make may hold anything.
  const code = (thrown as NodeJS.ErrnoException).code ?? 'unexpected error';
  return { code: 'unexpected', message: code, hint: '', exit: 'bug', retryable: false };
}

/** Waits for the task, says what becomes of it, ends; it ends as well when nobody is there any more to hear it. */
export function serve<Task>(work: (task: Task, progress: (done: ProcessProgress) => void) => Promise<unknown>): void {
  const gone = () => process.exit(1);
  process.on('disconnect', gone);
  process.once('message', (task: Task) => {
    void work(task, (progress) => void say({ progress }))
      .then((answer) => say({ answer }))
      .catch((thrown: unknown) => say({ failure: failureOf(thrown) }))
      .then(() => {
        process.off('disconnect', gone);
        process.disconnect();
      });
  });
  void say('ready');
}

/** How often the memory of the process is looked at. */
const lookMs = 100;
/** Beside the engine's own: the program, what it reads and seals, and what the engine does not count. */
const besideMb = 512;

/** Ends the process with a named failure when it takes much more than the engine's limit: the machine is not to end others for it. */
export function limitMemory(engineMb: number, besideEngineMb = besideMb): void {
  const limitBytes = (engineMb * 1.25 + besideEngineMb) * 1024 * 1024;
  const look = () => {
    if (process.memoryUsage.rss() <= limitBytes) return;
    const message = `the process took more than ${Math.round(limitBytes / 2 ** 20)} MB`;
    const hint = 'Raise memory.archiveMb in sheetkeep.config.ts.';
    void say({ failure: failureOf(new NamedError('engine-memory', message, { hint })) }).then(() => process.exit(1));
  };
  setInterval(look, lookMs).unref();
}
