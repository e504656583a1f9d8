import { expect, test } from 'vitest';
import { heldLines, leftAloneLines, waitingLines } from '../../apps/cli/commands/status.js';

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

test('what is no file is named, with what to do; of many the rest is counted', () => {
  const folder = { source: 'crm', file: '2024', reason: 'folder' };
  expect(leftAloneLines({ lang: 'en' }, { leftAlone: [folder] })).toEqual([
    '  ! crm: 2024 is a folder and is left alone; put the files themselves into the inbox folder',
  ]);
  expect(leftAloneLines({ lang: 'zh' }, { leftAlone: [folder] })[0]).toContain('2024 是文件夹，不会处理');
  const many = Array.from({ length: 12 }, () => folder);
  expect(leftAloneLines({ lang: 'en' }, { leftAlone: many }).at(-1)).toBe('  ! and 2 more');
  expect(leftAloneLines({ lang: 'en' }, {})).toEqual([]);
});

test('a delivery that waits for a decision is named with the command that decides', () => {
  type Answer = Parameters<typeof heldLines>[1]['deliveries'][number];
  const deliveries = ['held', 'committed'].map(
    (status) => ({ status, file: `${status}.csv`, delivery: 'd1' }) as Answer,
  );
  expect(heldLines({ lang: 'en' }, { deliveries })).toEqual([
    '  ! held.csv lacks many known rows. If that is right: sheetkeep approve d1; else send the whole file',
  ]);
  expect(heldLines({ lang: 'zh' }, { deliveries })[0]).toContain('sheetkeep approve d1；');
});
