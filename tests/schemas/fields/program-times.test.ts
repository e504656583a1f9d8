/** Dates and times as programs write them, and as a hand slips on the keyboard. */
import { expect, test } from 'vitest';
import { fieldType } from '../../../schemas/fields/registry.js';
import { contextOf } from './engine.js';

const judged = (type: 'date' | 'datetime', text: string, timeZone = 'Asia/Shanghai'): string => {
  const verdict = fieldType(type).judge(text, null, contextOf(type, { timeZone }));
  return verdict.ok ? [verdict.text, ...verdict.repairs].join(' ') : `!${verdict.problems[0]?.code}`;
};

test.each([
  'Tue Mar 05 2024 08:30:00 GMT+0800 (中国标准时间)',
  '05-MAR-2024 08.30.00.000000 AM',
  '2024-03-05-08.30.00.000000',
  '20240305083000',
  '2024-03-05 08:30:00 +0800 CST',
  '2024-03-05T08:30:00+08:00[Asia/Shanghai]',
  '2024/3/5 8:30 星期二',
  '周二 2024/3/5 8:30',
])('%s', (text) => {
  expect(judged('datetime', text)).toBe('2024-03-05 08:30:00');
  expect(judged('date', text)).toBe('2024-03-05 time-dropped');
});

test('no such time of day, no such day', () => {
  for (const text of ['20240305243000', '20241305083000', '202403050830'])
    expect(judged('datetime', text)).toBe('!date-unreadable');
  expect(judged('datetime', '20240230083000')).toBe('!date-invalid');
});

test('a slip beside the right key parts a date, too', () => {
  for (const text of ['2024。3。5', '2024、3、5', '2024,3,5', '2024_03_05', '2024\\3\\5', '2024 3 5', '2024.03.05.'])
    expect([text, judged('date', text)]).toEqual([text, '2024-03-05']);
  for (const text of ['2024,3.5', '2024 3', '2024。3']) expect(judged('date', text)).toBe('!date-unreadable');
});

test('an instant at which a day of the zone begins is that day', () => {
  expect(judged('date', '2024-03-04T16:00:00.000Z')).toBe('2024-03-05 zone-converted');
  expect(judged('date', '2024-03-05T05:00:00Z', 'America/New_York')).toBe('2024-03-05 zone-converted');
  expect(judged('date', '2024-03-05T00:00:00.000Z', 'America/New_York')).toBe('2024-03-05');
  expect(judged('date', '2024-03-05T20:00:00Z')).toBe('2024-03-05 time-dropped');
  expect(judged('date', '2024-03-04 16:00:00')).toBe('2024-03-04 time-dropped');
});
