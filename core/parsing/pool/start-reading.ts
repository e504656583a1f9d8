import { fork, type ChildProcess } from 'node:child_process';
import { compiledModule } from '../../archive/compiled.js';

/** A process that reads files, from its first moment on; what it says waits until somebody listens. */
export interface StartedReading {
  child: ChildProcess;
  threadMemoryMb: number;
  /** Of the tasks. */
  module: string;
  /** Why it could not be started. */
  failure: Error | null;
}

/** Starts reading-process.ts. It holds up nobody's end: it goes with whoever started it. */
export function startReading(threadMemoryMb: number, module: string): StartedReading {
  const child = fork(compiledModule('./reading-process.cjs', import.meta.url), [String(threadMemoryMb), module], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: handedOn(),
    execArgv: [],
    // Ctrl-C in a terminal is told to this process alone, which then ends that one.
    detached: true,
  });
  const started: StartedReading = { child, threadMemoryMb, module, failure: null };
  child.on('error', (error) => (started.failure ??= error));
  child.unref();
  child.channel?.unref();
  return started;
}

/** Of the environment only what says where scratch files go, and by which clock and language: no keys. */
function handedOn(): NodeJS.ProcessEnv {
  const names = new Set(['TMPDIR', 'TEMP', 'TMP', 'TZ', 'LANG', 'LC_ALL', 'SystemRoot']);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => names.has(name)));
}
