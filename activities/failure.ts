/** What went wrong, as Temporal keeps it: a stable code as type, whether another try makes sense, and no word of a cell or a file. */
import { ApplicationFailure } from '@temporalio/common';
import { isDiskFull } from '../core/archive/disk-full.js';
import { noEntry } from '../core/archive/no-entry.js';
import { NamedError } from '../schemas/errors.js';

/** Errors of the operating system that pass by themselves or when people make room. */
const passing = new Set([
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EMFILE',
  'ENFILE',
  'EAGAIN',
  'EBUSY',
  'ETIMEDOUT',
  'ESTALE',
  'EHOSTDOWN',
]);

/** An unexpected error is tried again so often: it may have been the moment; then it is a bug and ends the step. */
const triesOfUnexpected = 3;

/** `attempt` counts from 1. Messages of errors that are not ours may carry a path, as stacks do: both are left out. */
export function toFailure(thrown: unknown, attempt: number): ApplicationFailure {
  const failure = failureOf(thrown, attempt);
  failure.stack = '';
  return failure;
}

function failureOf(thrown: unknown, attempt: number): ApplicationFailure {
  if (thrown instanceof ApplicationFailure) return thrown;
  if (thrown instanceof NamedError) {
    const unexpected = thrown.exit === 'bug' && !thrown.retryable;
    const nonRetryable = unexpected ? attempt >= triesOfUnexpected : !thrown.retryable;
    return ApplicationFailure.create({ type: thrown.code, message: thrown.message, nonRetryable });
  }
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  // Of a place that does not let us in the name alone is told; it is tried as an unexpected error is.
  const type = isDiskFull(thrown) ? 'disk-full' : (noEntry[code ?? '']?.('').code ?? 'unexpected');
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  const message = typeof code === 'string' ? `${name} ${code}` : name;
  const nonRetryable = !passing.has(code ?? '') && attempt >= triesOfUnexpected;
  return ApplicationFailure.create({ type, message, nonRetryable });
}
