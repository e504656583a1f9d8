/** Times as people type them. */
import { NamedError } from '../../schemas/errors.js';
import { instantsOf, zoneOffsetMs } from '../../schemas/fields/zones.js';

const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;

/**
 * A day (its start) or a time on the clocks of `zone`, or a time with its own zone; nothing that could be read in two
 * ways, and no day or time that there is not. Throws `time-unreadable`.
 */
export function timeOf(text: string, zone: string): Date {
  const [, day = '', time, offset] = form.exec(text.trim()) ?? [];
  const at = isDay(day) ? instantOf(day, time, offset, zone) : undefined;
  if (at !== undefined && !Number.isNaN(at)) return new Date(at);
  throw new NamedError('time-unreadable', 'the time cannot be read', {
    hint: `Give a day, 2024-03-05, a time in ${zone}, 2024-03-05 08:00, or a time with its zone, 2024-03-05T08:00:00Z.`,
    exit: 'usage',
  });
}

function instantOf(
  day: string,
  time: string | undefined,
  offset: string | undefined,
  zone: string,
): number | undefined {
  if (offset) return Date.parse(`${day}T${time ?? ''}${offset.length === 3 ? `${offset}:00` : offset}`);
  const wall = Date.parse(`${day}T${time ?? '00:00'}Z`);
  const instants = Number.isNaN(wall) ? [] : instantsOf(zone, wall);
  if (time === undefined) return instants.length > 0 ? Math.min(...instants) : startAfterGap(wall, zone);
  return instants.length === 1 ? instants[0] : undefined;
}

/** Where clocks are put forward at midnight, the day starts at that moment. */
const startAfterGap = (wall: number, zone: string): number => wall - zoneOffsetMs(zone, wall - 86_400_000);

/** 30 February would be taken for 2 March. */
function isDay(text: string): boolean {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
