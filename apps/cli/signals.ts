/** How a command hears that it is to stop: Ctrl-C, the end of its service, a terminal that is closed. */
import { closeSync } from 'node:fs';
import { exitCodes } from '../../schemas/errors.js';

/** npm and `npm start` pass on what the terminal sends to all of them: within this time it is one Ctrl-C, not two. */
const sameStopMs = 1_000;

/** Aborts at the first signal; a later one ends the process at once. A terminal that is gone is no fault of what is written to it. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  let isHungUp = false;
  let since = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (signal === 'SIGHUP') isHungUp = true;
      if (!stop.signal.aborted) since = performance.now();
      else if (performance.now() - since > sameStopMs) process.exit(exitCodes.stopped);
      stop.abort();
    });
  }
  // At its end Node sets a terminal back as it was, and aborts where that is gone.
  process.on('exit', () => {
    if (isHungUp) for (const fd of [0, 1, 2]) closeQuietly(fd);
  });
  // What is written before the signal comes meets the terminal gone, too.
  const isGone = (error: NodeJS.ErrnoException): boolean => isHungUp || error.code === 'EIO';
  process.stderr.on('error', (error) => {
    if (!isGone(error)) throw error;
  });
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isGone(error)) return;
    if (error.code === 'EPIPE') process.exit(exitCodes.done);
    throw error;
  });
  return stop.signal;
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // It was closed before.
  }
}
