/** The landed original, proved to hold the bytes that arrived before anything that was read from it counts. */
import type { Delivery } from '../core/archive/log/deliveries.js';
import { hashFile } from '../core/archive/files.js';
import { NamedError } from '../schemas/errors.js';
import type { ActivityDeps } from './deps.js';

type Original = Pick<Delivery, 'ref' | 'sha256'>;

/**
 * Reads the original while its hash is taken once more; an answer counts only when the hash holds. Throws
 * `original-missing`, `original-damaged` (the file is set aside in quarantine/) and `original-unreadable` (tried again).
 */
export async function readProven<T>(
  deps: ActivityDeps,
  original: Original,
  signal: AbortSignal,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (!(await deps.store.has(original.ref))) {
    throw new NamedError('original-missing', 'the landed original is not there', {
      hint: 'Restore originals/ from a snapshot, or send the file again.',
    });
  }
  const stop = new AbortController();
  const reading = read(AbortSignal.any([signal, stop.signal]));
  const settled = reading.catch(() => undefined);
  try {
    await prove(deps, original);
  } catch (thrown) {
    stop.abort();
    await settled;
    throw thrown;
  }
  return reading;
}

/** Throws `original-unreadable` for what reading an original met. */
export function throwUnreadable(thrown: unknown): never {
  const code = (thrown as NodeJS.ErrnoException | null)?.code ?? 'unknown';
  throw new NamedError('original-unreadable', `the landed original cannot be read (${code})`, {
    hint: 'Check the disk of the workspace.',
    retryable: true,
  });
}

async function prove({ store }: ActivityDeps, { ref, sha256 }: Original): Promise<void> {
  const found = await hashFile(store.resolve(ref)).catch(throwUnreadable);
  if (found.sha256 === sha256) return;
  await store.setAside(ref);
  throw new NamedError('original-damaged', 'the landed original no longer holds the bytes that arrived', {
    hint: 'It was moved to quarantine/. Send the file again, and check the disk of the workspace.',
    exit: 'checkFailed',
  });
}
