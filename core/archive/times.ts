/** Times as people type them. */
import { NamedError } from '../../schemas/errors.js';

const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?))?$/i;

/**
 * A day (its start, UTC) or a time with its zone; nothing that could be read in two ways, and no day that there is not.
 * Throws `time-unreadable`.
 */
export function timeOf(text: string): Date {
  const [, day = '', time = '00:00', zone = 'Z'] = form.exec(text.trim()) ?? [];
  const date = new Date(`${day}T${time}${zone.length === 3 ? `${zone}:00` : zone}`);
  if (isDay(day) && !Number.isNaN(date.getTime())) return date;
  throw new NamedError('time-unreadable', 'the time cannot be read', {
    hint: 'Give a day, 2024-03-05, or a time with its zone, 2024-03-05T08:00:00Z.',
    exit: 'usage',
  });
}

/** 30 February would be taken for 2 March. */
function isDay(text: string): boolean {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
