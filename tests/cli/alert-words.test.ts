/** Alerts about files and folders: what happened, and what to do next. */
import { expect, test } from 'vitest';
import { alertText } from '../../apps/keeper/alerts.js';
import { NamedError } from '../../schemas/errors.js';

const why = new NamedError('file-unreadable', 'the file may not be read', {
  hint: 'Give the user of the keeper the right to read it.',
});
const notTaken = { kind: 'not-taken', source: 'crm', name: 'a.csv', retried: true } as const;

test('a file that cannot be taken', () => {
  expect(alertText.watch({ ...notTaken, why }, 'en')).toBe(
    'crm: a.csv could not be taken: the file may not be read. Give the user of the keeper the right to read it. It is tried again.',
  );
  expect(alertText.watch({ ...notTaken, why }, 'zh')).toBe(
    'crm：a.csv 无法接收：没有读取该文件的权限。请给运行守护进程的用户读取权限。稍后会重试。',
  );
  const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  expect(alertText.watch({ ...notTaken, why: full }, 'en')).toContain(
    'could not be taken: the disk is full. Make room',
  );
  expect(alertText.watch({ ...notTaken, why: null }, 'zh')).toBe(
    'crm：a.csv 无法接收：原因不明。请检查该文件能否打开。稍后会重试。',
  );
});

test('a file that cannot leave its inbox', () => {
  const sent = { source: 'crm', fileName: 'a\u202eb.csv' };
  expect(alertText.step('inbox-not-writable', sent, 'en')).toMatch(
    /^crm: a\\u202eb\.csv: A file that was taken in cannot leave .* done\/\./,
  );
  expect(alertText.step('inbox-not-writable', sent, 'zh')).toMatch(
    /^crm：a\\u202eb\.csv：已接收的文件无法移出收件箱文件夹。请给.*done\/ 的权限。/u,
  );
});

test('a receipt that cannot be written', () => {
  const sent = { source: 'crm', fileName: 'a.csv' };
  expect(alertText.step('outbox-not-writable', sent, 'en')).toMatch(
    /^crm: a\.csv: The receipt .* outbox\/\. Make outbox/,
  );
  expect(alertText.step('outbox-not-writable', sent, 'zh')).toMatch(/^crm：a\.csv：已入库文件的回执无法写入/u);
  expect(alertText.step('unexpected', sent, 'en')).toBeNull();
});

test('folders and what is no file: with what to do next', () => {
  const told = (kind: 'folder-gone' | 'folder-unreadable', lang: 'en' | 'zh') =>
    alertText.watch({ kind, source: 'crm' }, lang);
  expect(told('folder-gone', 'en')).toMatch(/^crm: its folder is gone, .*Make it anew under the same name/);
  expect(told('folder-gone', 'zh')).toMatch(/^crm：文件夹不见了，.*请用原来的名字重新建立/u);
  expect(told('folder-unreadable', 'en')).toMatch(/^crm: its folder cannot be read, .*the right to read it/);
  expect(told('folder-unreadable', 'zh')).toMatch(/^crm：文件夹无法读取，.*读取权限/u);
  const link = { kind: 'skipped', source: 'crm', name: 'a.csv', reason: 'symlink' } as const;
  expect(alertText.watch(link, 'en')).toBe(
    'crm: a.csv is a link and is left alone. Put the files themselves into the inbox folder.',
  );
  expect(alertText.watch(link, 'zh')).toBe('crm：a.csv 是链接，不会处理。请把文件本身放入收件箱文件夹。');
});

test('a port that another program took while Temporal was down', () => {
  expect(alertText.server('port-taken', 'en', 7233)).toMatch(
    /port 127\.0\.0\.1:7233: .* stop this keeper and start it again/,
  );
  expect(alertText.server('port-taken', 'zh', 7233)).toMatch(/127\.0\.0\.1:7233 被另一个程序占用/u);
});
