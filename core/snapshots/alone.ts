/** One writer of a workspace's snapshots at a time: taking, copying and pruning judge what the others are writing. */
import { NamedError } from '../../schemas/errors.js';

/** What goes on, by folder; each settles when it ends. */
const busy = new Map<string, Promise<void>>();

/** `root`: the workspace's folder of snapshots. Throws `snapshot-running`. */
export async function alone<T>(root: string, work: () => Promise<T>): Promise<T> {
  if (busy.has(root)) {
    throw new NamedError('snapshot-running', 'a snapshot is being taken, copied or pruned already', {
      retryable: true,
      hint: 'Try again when it is done.',
    });
  }
  return hold(root, work);
}

/** For what must not be told of a write that is half done: begins when that has ended, and lets none begin meanwhile. */
export async function quiet<T>(root: string, work: () => Promise<T>): Promise<T> {
  for (let writing = busy.get(root); writing; writing = busy.get(root)) await writing;
  return hold(root, work);
}

async function hold<T>(root: string, work: () => Promise<T>): Promise<T> {
  const running = work();
  busy.set(
    root,
    running.then(
      () => undefined,
      () => undefined,
    ),
  );
  try {
    return await running;
  } finally {
    busy.delete(root);
  }
}
