import { expect, test } from 'vitest';
import { toFailure } from '../../activities/failure.js';
import { engineError } from '../../core/archive/duck/engine-error.js';
import { NamedError } from '../../schemas/errors.js';

test('a named error keeps its code and its own word on retries', () => {
  const passing = new NamedError('disk-full', 'the disk is full', { retryable: true });
  expect(toFailure(passing, 1)).toMatchObject({ type: 'disk-full', message: 'the disk is full', nonRetryable: false });
  expect(toFailure(new NamedError('parent-not-live', 'no'), 1)).toMatchObject({ nonRetryable: true });
});

test('an unexpected error is tried three times and says nothing of what it was about', () => {
  const error = Object.assign(new Error("ENOENT: open 'Ann Lee.xlsx'"), { code: 'ENOENT' });
  const failures = [1, 2, 3].map((attempt) => toFailure(error, attempt));
  expect(failures.map(({ nonRetryable }) => nonRetryable)).toEqual([false, false, true]);
  expect(JSON.stringify(failures) + failures.map(({ message, stack }) => `${message}${stack}`).join('')).not.toContain(
    'Ann',
  );
  const bug = new NamedError('counts-disagree', 'no', { exit: 'bug' });
  expect([1, 3].map((attempt) => toFailure(bug, attempt).nonRetryable)).toEqual([false, true]);
});

test('a place that is closed to the keeper is told by its name, as from the engine', () => {
  const faults = ['EACCES', 'EPERM', 'EROFS'].map((code) => Object.assign(new Error('x'), { code }));
  expect(faults.map((fault) => toFailure(fault, 3))).toMatchObject([
    { type: 'no-permission', nonRetryable: true },
    { type: 'no-permission', nonRetryable: true },
    { type: 'place-read-only', nonRetryable: true },
  ]);
  const said = (why: string) =>
    engineError(new Error(`IO Error: Cannot open file "/w/archive/archive.duckdb": ${why}`));
  expect([said('Permission denied'), said('Read-only file system')]).toMatchObject([
    {
      code: 'no-permission',
      exit: 'missingPart',
      message: expect.stringContaining('/w/archive/archive.duckdb') as unknown,
    },
    { code: 'place-read-only', exit: 'missingPart' },
  ]);
  expect(said('No such file or directory').code).toBe('engine-error');
});

test('a full disk and a failing disk pass by themselves: always tried again', () => {
  for (const code of ['ENOSPC', 'EIO', 'EMFILE']) {
    expect(toFailure(Object.assign(new Error('x'), { code }), 99)?.nonRetryable).toBe(false);
  }
  expect(toFailure(Object.assign(new Error('x'), { code: 'ENOSPC' }), 1).type).toBe('disk-full');
});
