import { expect, test } from 'vitest';
import { waitingLines } from '../../apps/cli/commands/status.js';

const file = (name: string, reason: string) => ({ source: 'crm', file: name, reason });
const moving = Array.from({ length: 5_000 }, (_, at) => file(`f${at}.csv`, 'moving'));

test('of thousands of waiting files a few are named, first those that a person can do something about', () => {
  const lines = waitingLines({ lang: 'en' }, { waiting: [...moving, file('open.xlsx', 'open')] });
  expect(lines).toHaveLength(11);
  expect(lines[0]).toBe('  … open.xlsx: a program has it open: close it there');
  expect(lines[1]).toBe('  … f0.csv: it may still be written to');
  expect(lines.at(-1)).toBe('  … and 4,991 more');
  expect(waitingLines({ lang: 'zh' }, { waiting: moving }).at(-1)).toBe('  … 另有 4,990 个');
});

test('a few files are all named', () => {
  expect(waitingLines({ lang: 'en' }, { waiting: moving.slice(0, 10) })).toHaveLength(10);
  expect(waitingLines({ lang: 'en' }, { waiting: [] })).toEqual([]);
});

test('files that only wait their turn come behind those a person may do something about', () => {
  const waiting = [file('a.csv', 'turn'), file('b.csv', 'moving'), file('c.csv', 'no-room')];
  expect(waitingLines({ lang: 'en' }, { waiting })).toEqual([
    '  … c.csv: the disk is nearly full: make room',
    '  … b.csv: it may still be written to',
    '  … a.csv: waits its turn',
  ]);
  expect(waitingLines({ lang: 'zh' }, { waiting: [file('a.csv', 'turn')] })).toEqual(['  … a.csv：排队等待处理']);
});
