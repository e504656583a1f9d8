/** What the operating system refuses is no bug: it is named, with what to do, in both languages. */
import { expect, test, vi } from 'vitest';
import { reportError } from '../../apps/cli/exit.js';
import { progressLine } from '../../apps/cli/progress.js';
import { fromWire, toWire } from '../../apps/keeper/wire.js';
import { makeContext, type Lang } from '../../apps/cli/context.js';

const refused = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: said by the system, open '${path ?? ''}'`), { code, ...(path && { path }) });

function told(error: unknown, lang: Lang = 'en') {
  const lines: string[] = [];
  const write = (text: string) => void lines.push(text);
  const { signal } = new AbortController();
  const exit = reportError(error, { json: false, lang, timeZone: 'Asia/Shanghai', out: write, err: write, signal });
  return { exit, text: lines.join('\n') };
}

const cases = [
  ['EACCES', 6, 'this user may not read or write there: /ws/run', '当前用户无权在此读写（/ws/run）'],
  ['EPERM', 6, 'this user may not read or write there: /ws/run', '当前用户无权在此读写（/ws/run）'],
  ['EROFS', 6, 'nothing can be written there: /ws/run', '此处只读，无法写入（/ws/run）'],
  ['EIO', 6, 'the disk cannot read or write there: /ws/run', '磁盘读写出错（/ws/run）'],
  ['EMFILE', 6, 'the system lets this program open no more files', '系统不允许本程序再打开文件'],
  ['ENOSPC', 4, 'the disk is full', '磁盘已满'],
] as const;
test.each(cases)('%s', (code, exit, en, zh) => {
  const error = refused(code, '/ws/run/.tmp-1-ab');
  expect(told(error)).toEqual({ exit, text: expect.stringMatching(/\n {2}\S.+\.$/s) as string });
  expect(told(error).text.split('\n')[0]).toBe(`sheetkeep: ${en}`);
  expect(told(error, 'zh').text.split('\n')[0]).toBe(`sheetkeep: ${zh}`);
  expect(told(fromWire(toWire(error)))).toEqual(told(error));
});

test('a path is shown escaped, and what is none of the system stays a bug', () => {
  expect(told(refused('EACCES', '/ws/a\u202eb.csv')).text).toContain('there: /ws/a\\u202eb.csv');
  expect(told(new TypeError('x is no function')).text).toContain('This is a bug.');
  expect(told(refused('ERR_SOMETHING')).text).toContain('This is a bug.');
});

test('a command that waits for room on the disk says so once', () => {
  const lines: string[] = [];
  const context = {
    ...makeContext({ lang: 'zh' }, new AbortController().signal),
    err: (text: string) => void lines.push(text),
  };
  const line = progressLine(context);
  for (let tries = 0; tries < 3; tries++) line.show({ step: 'failed', code: 'disk-full', delivery: 'd1' });
  line.show({ step: 'failed', code: 'unexpected', delivery: 'd1' });
  expect(lines).toEqual([expect.stringContaining('! 工作区所在的磁盘已满')]);
});

test('in a terminal the line of progress is taken away when publishing is done', () => {
  const { isTTY } = process.stderr;
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  process.stderr.isTTY = true;
  try {
    const line = progressLine(makeContext({ lang: 'en' }, new AbortController().signal));
    line.show({ step: 'publish' });
    line.show({ step: 'published' });
    expect(write.mock.calls.map(([text]) => text)).toEqual(['\r\u001b[K  publishing …', '\r\u001b[K']);
  } finally {
    process.stderr.isTTY = isTTY;
    write.mockRestore();
  }
});
