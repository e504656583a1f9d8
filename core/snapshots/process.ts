/** Work that may crash or hunger natively, in a process of its own: one task, one answer. The other end is process-child.ts. */
import { fork } from 'node:child_process';
import { NamedError } from '../../schemas/errors.js';
import type { ExitName } from '../../schemas/errors.js';

/** No interface: verbs hand it on as JSON. */
export type ProcessProgress = { step: string; table?: string };

export interface ProcessFailure {
  code: string;
  message: string;
  hint: string;
  exit: ExitName;
  retryable: boolean;
}

/** What the process says; the last one that is no progress counts. */
export type Said<Answer> = 'ready' | { progress: ProcessProgress } | { answer: Answer } | { failure: ProcessFailure };

export interface Conversation {
  progress?: (done: ProcessProgress) => void;
  /** Ends the process at once; what it left on disk is the caller's. */
  signal?: AbortSignal;
}

/** `ended`: the process came to its end (killed, crashed, out of memory) and said nothing: its signal or exit code. */
export type Outcome<Answer> = { answer: Answer } | { failure: NamedError } | { ended: string };

/** The task goes over the channel, never over a command line: it may hold keys. Throws the signal's reason. */
export async function inProcess<Answer>(
  module: URL,
  task: object,
  { progress, signal }: Conversation,
): Promise<Outcome<Answer>> {
  signal?.throwIfAborted();
  const child = fork(module, [], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...handedOn(), TZ: 'UTC', UV_THREADPOOL_SIZE: '16' },
    execArgv: ['--max-old-space-size=256'],
  });
  const stop = () => void child.kill('SIGKILL');
  signal?.addEventListener('abort', stop);
  try {
    const outcome = await new Promise<Outcome<Answer>>((resolve, reject) => {
      let last: Outcome<Answer> | null = null;
      child.on('message', (said: Said<Answer>) => {
        if (said === 'ready') child.send(task);
        else if ('progress' in said) progress?.(said.progress);
        else last = 'answer' in said ? said : { failure: namedOf(said.failure) };
      });
      child.on('error', reject);
      child.on('close', (code, by) => resolve(last ?? { ended: String(by ?? code) }));
    });
    signal?.throwIfAborted();
    return outcome;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
  }
}

/** Of the environment only what says where scratch files go and whom to trust. */
function handedOn(): NodeJS.ProcessEnv {
  const names = ['TMPDIR', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => names.includes(name)));
}

const namedOf = ({ code, message, ...rest }: ProcessFailure): NamedError => new NamedError(code, message, rest);
