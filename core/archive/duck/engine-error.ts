import { basename, dirname } from 'node:path';
import { NamedError } from '../../../schemas/errors.js';
import { noPermission, placeReadOnly } from '../no-entry.js';

interface Kind {
  test: RegExp;
  code: string;
  message: string;
  hint: string;
  retryable: boolean;
}

const kinds: Kind[] = [
  {
    test: /no space left on device|disk full|disk quota exceeded|file too large|ENOSPC/i,
    code: 'disk-full',
    message: 'the disk is full',
    hint: 'Make room on the disk of the workspace; intake goes on by itself.',
    retryable: true,
  },
  {
    test: /conflicting lock|could not set lock/i,
    code: 'archive-in-use',
    message: 'another process has the archive open',
    hint: 'Use the running keeper, or stop it first.',
    retryable: false,
  },
  {
    test: /out of memory|could not allocate|failed to pin/i,
    code: 'engine-memory',
    message: 'the database engine reached its memory limit',
    hint: 'Raise memory.archiveMb in sheetkeep.config.ts.',
    retryable: false,
  },
  { test: /^interrupt/i, code: 'stopped', message: 'the query was stopped', hint: '', retryable: false },
  {
    test: /invalidated because of a previous fatal error|^fatal error/i,
    code: 'archive-invalidated',
    message: 'the database engine stopped after a fatal error',
    hint: 'Restart the keeper; it opens and checks the archive again.',
    retryable: true,
  },
];

/** The file is whole: a snapshot in its place would help nobody. */
const noEntry: readonly [said: RegExp, fault: (place: string) => NamedError][] = [
  [/"([^"]+)"?: (?:Permission denied|Operation not permitted)/i, noPermission],
  [/"([^"]+)"?: Read-only file system/i, placeReadOnly],
];

/** null = it is about something else. Of a temporary file its folder tells more. */
function noEntryOf(message: string): NamedError | null {
  for (const [said, fault] of noEntry) {
    const [, path] = said.exec(message) ?? [];
    if (path !== undefined) return fault(basename(path).startsWith('.tmp-') ? dirname(path) : path);
  }
  return null;
}

/** A page of the file that cannot be read, or holds something else than was written. */
const damage = /corrupt database file|could not read enough bytes|computed checksum/i;

export const archiveUnreadable = (message: string): NamedError =>
  new NamedError('archive-unreadable', message, {
    hint: 'The file is left as it is. Restore the last snapshot; landed originals are ingested again by reconcile.',
    exit: 'checkFailed',
  });

/** After a checkpoint that failed the engine serves the file no more until it is detached and attached again. */
export const isInvalidation = (thrown: unknown): boolean =>
  thrown instanceof Error && /database\b.* has been invalidated/i.test(thrown.message);

/** The engine's message without literals: a value of a cell may stand in quotes there. */
export function redact(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  const valued = /^(conversion|invalid input|out of range|constraint)/i.test(line);
  const withoutTexts = line.replaceAll(/'[^']*'/g, "'…'");
  return (valued ? withoutTexts.replaceAll(/"[^"]*"/g, '"…"') : withoutTexts).slice(0, 300);
}

/**
 * Turns what the engine threw into a NamedError that carries no value of a cell (hence no `cause`):
 * `disk-full`, `archive-in-use` (names the pid where the engine tells it), `engine-memory`, `stopped`,
 * `archive-invalidated`, `archive-unreadable`, `no-permission`, `place-read-only`, else `engine-error`.
 */
export function engineError(thrown: unknown): NamedError {
  if (thrown instanceof NamedError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (damage.test(message)) return archiveUnreadable(`the archive file cannot be read: ${redact(message)}`);
  const closed = noEntryOf(message);
  if (closed) return closed;
  const kind = kinds.find(({ test }) => test.test(message));
  if (!kind) return new NamedError('engine-error', `database engine: ${redact(message)}`, { exit: 'bug' });
  const pid = kind.code === 'archive-in-use' ? /PID (\d+)/.exec(message)?.[1] : undefined;
  return new NamedError(kind.code, pid ? `${kind.message} (process ${pid})` : kind.message, {
    hint: kind.hint,
    retryable: kind.retryable,
    exit: kind.code === 'stopped' ? 'stopped' : 'refused',
  });
}
