/** One writer of a workspace's snapshots at a time: taking, copying and pruning judge what the others are writing. */
import { NamedError } from '../../schemas/errors.js';

const busy = new Set<string>();

/** `root`: the workspace's folder of snapshots. Throws `snapshot-running`. */
export async function alone<T>(root: string, work: () => Promise<T>): Promise<T> {
  if (busy.has(root)) {
    throw new NamedError('snapshot-running', 'a snapshot is being taken, copied or pruned already', {
      retryable: true,
      hint: 'Try again when it is done.',
    });
  }
  busy.add(root);
  try {
    return await work();
  } finally {
    busy.delete(root);
  }
}
