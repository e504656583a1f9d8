/** What the operating system refuses (rights, room, open files) by a name of ours: no bug, and people can do something about it. */
import { basename, dirname } from 'node:path';
import { diskFull, isDiskFull } from '../core/archive/disk-full.js';
import { noEntry } from '../core/archive/no-entry.js';
import { NamedError } from '../schemas/errors.js';
import { shown } from './print.js';

const missing = { exit: 'missingPart' } as const;

const faults: Readonly<Record<string, (place: string) => NamedError>> = {
  ...noEntry,
  EMFILE: tooManyOpen,
  ENFILE: tooManyOpen,
  EIO: (place) =>
    new NamedError('disk-fault', `the disk cannot read or write there: ${place}`, {
      hint: 'Check the disk or share, and its cable or network.',
      ...missing,
    }),
};

function tooManyOpen(): NamedError {
  return new NamedError('too-many-open-files', 'the system lets this program open no more files', {
    hint: 'Raise the limit ("ulimit -n 4096" in the same terminal) and run it again.',
    ...missing,
  });
}

/** Of a temporary file its folder tells more. */
function placeOf({ path }: NodeJS.ErrnoException): string {
  if (path === undefined) return '–';
  return shown(basename(path).startsWith('.tmp-') ? dirname(path) : path, 200);
}

/** null = it is none of the operating system's. */
export function systemFault(thrown: unknown): NamedError | null {
  if (!(thrown instanceof Error) || thrown instanceof NamedError) return null;
  if (isDiskFull(thrown)) return diskFull();
  const { code = '' } = thrown as NodeJS.ErrnoException;
  return Object.hasOwn(faults, code) ? (faults[code]?.(placeOf(thrown)) ?? null) : null;
}
