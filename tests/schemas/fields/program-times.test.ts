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
  'Tue Mar 05 08:30:00 CST 2024',
  'Tue Mar 05 08:30:00 GMT+08:00 2024',
  '2024-03-05 08:30:00 HKT',
  '20240305T083000',
  '20240305T083000+0800',
  '2024/3/5(二) 8:30',
  '2024年3月5日(火) 8:30',
  '令和6年3月5日 8:30',
  '2024–03–05 08:30',
  '2024-03-05 08:30 (UTC+8)',
  '2024-03-05 08:30 GMT+8',
  '2024-03-05 08:30 (UTC+08:00)',
  '2024/03/05 8:30 上午',
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

test('a short name of a zone that may be several is the one of the source, or an issue', () => {
  const java = 'Tue Mar 05 08:30:00 CST 2024';
  expect(judged('datetime', java, 'America/Chicago')).toBe('2024-03-05 08:30:00');
  expect(judged('datetime', java, 'Europe/Berlin')).toBe('!time-zone-unclear');
  expect(judged('date', java, 'Europe/Berlin')).toBe('!time-zone-unclear');
  expect(judged('datetime', 'Tue Mar 05 08:30:00 JST 2024')).toBe('2024-03-05 07:30:00 zone-converted');
  expect(judged('datetime', '03-JUL-2024 08:30:00 CET', 'Europe/Berlin')).toBe('2024-07-03 09:30:00 zone-converted');
});

test('days as Word, Japan and statements write them', () => {
  for (const text of ['2024—03—05', '2024-03-05 (Tue)', '5 Mar 2024 Tue', '2024/3/5(二)', '令和6年3月5日(火)'])
    expect([text, judged('date', text)]).toEqual([text, '2024-03-05']);
  expect([judged('date', '平成元年1月8日'), judged('date', '昭和64年1月'), judged('date', '20240304T1600Z')]).toEqual([
    '1989-01-08',
    '1989-01',
    '2024-03-04 time-dropped',
  ]);
});
