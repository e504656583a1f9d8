/** A disk without room, by one name, wherever it was met. */
import { NamedError } from '../../schemas/errors.js';

const codes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'disk-full']);

export const isDiskFull = (thrown: unknown): boolean => codes.has((thrown as { code?: unknown } | null)?.code);

export const diskFull = (): NamedError =>
  new NamedError('disk-full', 'the disk is full', {
    hint: 'Make room on the disk of the workspace; intake goes on by itself.',
    retryable: true,
  });

/** Throws `disk-full` for what a full disk made fail, all else as it is. */
export function throwNamed(thrown: unknown): never {
  throw isDiskFull(thrown) ? diskFull() : thrown;
}
