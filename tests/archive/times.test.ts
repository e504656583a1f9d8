import { describe, expect, test } from 'vitest';
import { timeOf } from '../../core/archive/times.js';
import { localTime } from '../../schemas/local-time.js';

const read = (text: string, zone = 'Asia/Shanghai'): string => timeOf(text, zone).toISOString();

describe('a time as people type it', () => {
  test.each([
    ['2024-03-05', 'Asia/Shanghai', '2024-03-04T16:00:00.000Z'],
    ['2024-03-05 08:00', 'Asia/Shanghai', '2024-03-05T00:00:00.000Z'],
    ['2024-03-05T08:00:07.5', 'America/New_York', '2024-03-05T13:00:07.500Z'],
    ['2024-03-05T08:00:00Z', 'Asia/Shanghai', '2024-03-05T08:00:00.000Z'],
    ['2024-03-05 08:00:00 +08:00', 'America/New_York', '2024-03-05T00:00:00.000Z'],
    ['2024-03-05 08:00:00+0530', 'UTC', '2024-03-05T02:30:00.000Z'],
    // Clocks are put forward at midnight: the day starts at 01:00 of its clocks.
    ['2024-03-31', 'Asia/Beirut', '2024-03-30T22:00:00.000Z'],
    // And back to 00:00 at 01:00: the day starts at the first of the two.
    ['2024-11-03', 'America/Havana', '2024-11-03T04:00:00.000Z'],
  ])('%s in %s', (text, zone, expected) => expect(read(text, zone)).toBe(expected));

  test.each([
    'yesterday',
    '5',
    '3/4/2024',
    '2024-02-30',
    '2024-03',
    '2024-03-05 25:00',
    '2024-03-05 08:00 Shanghai',
    '2024-03-05 +08:00',
  ])('%s has its name', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'time-unreadable' }) as Error);
  });

  test.each(['2024-03-10 02:30', '2024-11-03 01:30'])('%s, missing or doubled by its clocks, is refused', (text) => {
    expect(() => read(text, 'America/New_York')).toThrow(expect.objectContaining({ code: 'time-unreadable' }) as Error);
    expect(read(`${text} -05:00`, 'America/New_York')).toMatch(/^2024-/);
  });
});

test.each(['Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'America/St_Johns', 'UTC'])(
  'a time told in %s is read back as the same, also where it is told twice by its clocks',
  (zone) => {
    for (const iso of ['2024-03-05T08:00:07.123Z', '2024-11-03T05:30:00.000Z', '2024-11-03T06:30:00.000Z']) {
      expect(read(localTime(iso, zone, { ms: true }), 'Asia/Tokyo')).toBe(iso);
      expect(read(localTime(iso, zone), 'Asia/Tokyo')).toBe(iso.replace(/\.\d+/, '.000'));
    }
  },
);

test('times are told on the clocks of the zone, with what they are ahead of UTC', () => {
  expect(localTime('2024-03-05T08:00:07.123Z', 'Asia/Shanghai')).toBe('2024-03-05 16:00:07+08:00');
  expect(localTime('2024-03-05T08:00:07.123Z', 'America/St_Johns')).toBe('2024-03-05 04:30:07-03:30');
  expect(localTime('2024-03-05T08:00:07.123Z', 'UTC', { ms: true })).toBe('2024-03-05 08:00:07.123Z');
});
