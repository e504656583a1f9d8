/** Times as people type them. */
import { NamedError } from '../../schemas/errors.js';

/** A day (its start, UTC) or a time with its zone. Throws `time-unreadable`. */
export function timeOf(text: string): Date {
  const date = new Date(text);
  if (!Number.isNaN(date.getTime())) return date;
  throw new NamedError('time-unreadable', 'the time cannot be read', {
    hint: 'Give a day, 2024-03-05, or a time with its zone, 2024-03-05T08:00:00Z.',
    exit: 'usage',
  });
}
