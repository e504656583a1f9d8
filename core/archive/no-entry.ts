/** A place that does not let us in or lets nothing be written, by one name each, wherever it was met. */
import { NamedError } from '../../schemas/errors.js';

export const noPermission = (place: string): NamedError =>
  new NamedError('no-permission', `this user may not read or write there: ${place}`, {
    hint: 'Run it as the user who made the workspace, or give this user the right to read and write there.',
    exit: 'missingPart',
  });

export const placeReadOnly = (place: string): NamedError =>
  new NamedError('place-read-only', `nothing can be written there: ${place}`, {
    hint: 'The disk or share is read-only. Make it writable, or copy the workspace to a disk that is.',
    exit: 'missingPart',
  });

/** By what the operating system says. */
export const noEntry: Readonly<Record<string, (place: string) => NamedError>> = {
  EACCES: noPermission,
  EPERM: noPermission,
  EROFS: placeReadOnly,
};
