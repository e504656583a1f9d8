/** Every failure that people may meet is told in Chinese, too. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasChinese, inChinese } from '../../apps/words/errors-zh.js';
import { usageInChinese } from '../../apps/words/usage-zh.js';
import { reportError } from '../../apps/cli/exit.js';
import { NamedError } from '../../schemas/errors.js';

const rooms = ['apps', 'core', 'activities', 'schemas'];
const sources = rooms.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(room, name), 'utf8')),
);

/** The calls that make a named error, whole. */
function callsIn(text: string): string[] {
  return [...text.matchAll(/new NamedError\(/g)].map(({ index, 0: found }) => {
    let end = index + found.length;
    for (let open = 1; open > 0 && end < text.length; end += 1)
      open += Number(text[end] === '(') - Number(text[end] === ')');
    return text.slice(index, end);
  });
}

const codes = sources
  .flatMap(callsIn)
  .filter((call) => !call.includes(`exit: 'bug'`))
  .flatMap((call) => /NamedError\(\s*'([a-z-]+)'/.exec(call)?.[1] ?? []);

test('of every named error that is no bug', () => {
  expect(codes.length).toBeGreaterThan(80);
  expect([...new Set(codes)].filter((code) => !hasChinese(code)).sort()).toEqual([]);
});

test('with what the error names behind it, and a next step', () => {
  const error = new NamedError('batch-unknown', 'there is no batch 17', { hint: 'See status.', exit: 'usage' });
  expect(inChinese(error)).toEqual({
    message: '没有这个批次（17）',
    hint: '“sheetkeep status” 列出最近文件的批次；全部批次在表 batches 中。',
  });
});

test('and what speaks Chinese already stays as it is', () => {
  const error = new NamedError('no-such-file', '没有文件 客户.xlsx。', { hint: '请检查路径。' });
  expect(inChinese(error)).toEqual({ message: error.message, hint: error.hint });
  const named = new NamedError('unknown-source', 'There is no source "华东".', { hint: 'Sources: a.' });
  expect(inChinese(named)).toEqual({ message: '没有这个来源（“华东”）', hint: '可用的有：a。' });
});

test('what has lines of its own stands below, in no brackets that close on another line', () => {
  const told = inChinese(new NamedError('config-invalid', 'sheetkeep.config.ts: 1 wrong\n  timeZone: x', { hint: '' }));
  expect(told.message).toMatch(/^设置文件 sheetkeep\.config\.ts 有错误：1 处\n {2}timeZone：/);
});

test('a file that is none is named in Chinese, too', () => {
  const told = (code: string, message: string) => inChinese(new NamedError(code, message, { hint: '' })).message;
  expect(told('no-such-file', 'There is no file /w/客户 1.csv.')).toBe('没有这个文件（/w/客户 1.csv）');
  expect(told('not-a-file', '/w/f is not a file.')).toBe('只接收普通文件（/w/f）');
});

test('Chinese names in an English text do not make it Chinese', () => {
  const told = (code: string, message: string) => inChinese(new NamedError(code, message, { hint: '' })).message;
  expect(told('field-unknown', 'customers has no field 城市')).toBe('没有这个字段（customers · 城市）');
  expect(told('dataset-not-in-snapshot', 'at that time the archive held no 客户')).toBe(
    '那个时间的归档库中没有该数据集（客户）',
  );
  expect(told('field-unknown', 'snapshot 最新: there is none of this id')).toBe('没有这个字段（最新）');
});

/** What is named stands in for itself; English words that are left are the names of things. */
const isNamed = /7X|Temporal|sheetkeep|MB|AGE|SECRET|KEY|age1/g;
const made = sources
  .flatMap(callsIn)
  .filter((call) => !call.includes(`exit: 'bug'`))
  .flatMap((call) => {
    const [, code = '', plain, template] = /NamedError\(\s*'([a-z-]+)',\s*(?:'([^']+)'|`([^`]+)`)/.exec(call) ?? [];
    const message = plain ?? template?.replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '7X').replaceAll('\\n', '\n');
    return message === undefined || code === 'usage' ? [] : [{ code, message }];
  });

test('what they name is told in Chinese, too: no English is left in brackets', () => {
  expect(made.length).toBeGreaterThan(100);
  const left = made.flatMap(({ code, message }) => {
    const [, bracket = ''] = /（([^（）]*)）$/u.exec(inChinese({ code, message, hint: '' }).message) ?? [];
    return /[A-Za-z]{2}/.test(bracket.replaceAll(isNamed, '')) ? [`${code}: ${bracket}`] : [];
  });
  expect(left).toEqual([]);
});

test('and nothing that they name is lost', () => {
  const lost = made.flatMap(({ code, message }) => {
    const named = message.split('7X').length - 1;
    const told = inChinese({ code, message, hint: '' }).message.split('7X').length - 1;
    return told < named ? [`${code}: ${message}`] : [];
  });
  expect(lost).toEqual([]);
});

test('errors with a class of their own, and those of queries, have words, too', () => {
  const others = ['seal-key-wrong', 'sealed-damaged', 'snapshot-damaged', 'sql-error', 'sql-timeout', 'sql-memory'];
  expect([...others, 'sql-stopped', 'not-published'].filter((code) => !hasChinese(code))).toEqual([]);
});

test('next steps that hold names hold them in Chinese, too', () => {
  const next = (hint: string) => inChinese(new NamedError('unknown-store', 'x', { hint })).hint;
  expect(
    [
      'Did you mean backup?',
      'Give one SELECT, WITH or EXPLAIN.',
      'Fields: name, email',
      'Known are workspace, cloud. A folder needs a path with a slash, as ./usb.',
      'Set A_ACCESS_KEY_ID and A_SECRET_ACCESS_KEY where the keeper is started.',
      'The settings have no schedules.',
      'Check TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, or unset them to run an own server.',
      'See temporal/server.log in the workspace.',
    ].map(next),
  ).toEqual([
    '是不是 backup？',
    '请只写一条 SELECT, WITH 或 EXPLAIN 语句。',
    '可用的有：name, email。',
    '可用的有：workspace, cloud。文件夹请写成带斜杠的路径，如 ./usb。',
    '请在启动守护进程的环境中设置 A_ACCESS_KEY_ID 和 A_SECRET_ACCESS_KEY。',
    '设置中没有计划任务（schedules）。',
    '请检查 TEMPORAL_ADDRESS 和 TEMPORAL_NAMESPACE；不设置它们时使用自带的服务。',
    '请查看工作区中的 temporal/server.log。',
  ]);
});

test('every other failure has a next step of its own', () => {
  const next = (code: string) => inChinese(new NamedError(code, 'x', { hint: '' })).hint;
  expect([...new Set(codes)].filter((code) => next(code) === '').sort()).toEqual([
    'export-place-taken',
    'field-unknown',
    'file-exists',
    'keeper-silent',
    'not-written',
    'store-credentials-missing',
    'store-unreachable',
    'temporal-unreachable',
    'unknown-dataset',
    'unknown-role',
    'unknown-schedule',
    'unknown-source',
    'unknown-store',
  ]);
});

test('every wrong use that a command finds is told in Chinese', () => {
  const said = sources
    .flatMap(callsIn)
    .flatMap((call) => /NamedError\(\s*'usage',\s*(?:'([^']+)'|`([^`]+)`)/.exec(call)?.slice(1) ?? [])
    .concat(
      sources.flatMap((text) =>
        [...text.matchAll(/(?:wrong|usage)\((?:'([^']+)'|`([^`]+)`)\)/g)].flatMap((found) => found.slice(1)),
      ),
    )
    .filter((message) => message !== undefined)
    .map((message) => message.replaceAll(/\$\{[^}]*\}/g, '7'));
  expect(said.length).toBeGreaterThan(12);
  // What the schema of a verb says of its arguments names them; only programs send such.
  const left = said.filter((message) => usageInChinese(message) === null);
  expect(left).toEqual(['7: 7']);
});

test('in the language of the context, as text and as JSON', () => {
  const error = new NamedError('not-held', 'Delivery d1 is not held.', { hint: 'See status.' });
  const said: string[] = [];
  const push = (text: string) => said.push(text);
  const told = { out: push, err: push, signal: new AbortController().signal, timeZone: 'UTC' };
  expect(reportError(error, { ...told, json: false, lang: 'zh' })).toBe(4);
  expect(reportError(error, { ...told, json: true, lang: 'zh' })).toBe(4);
  reportError(error, { ...told, json: false, lang: 'en' });
  const message = '该交付没有在等待确认（d1）';
  const hint = '请用 “sheetkeep status” 查看。';
  expect(said[0]).toBe(`sheetkeep: ${message}\n  ${hint}`);
  expect(JSON.parse(said[1] ?? '')).toEqual({ ok: false, error: { code: 'not-held', message, hint } });
  expect(said[2]).toBe('sheetkeep: Delivery d1 is not held.\n  See status.');
});

test('times are told by the clocks of the workspace, in JSON in UTC', () => {
  const running = 'a keeper is running on this workspace: process 7, since 2026-11-26T23:40:07.123Z';
  const error = new NamedError('keeper-running', running, { hint: 'Stop it before 2026-11-27T00:00:00Z.' });
  const told = (json: boolean, lang: 'en' | 'zh'): string => {
    const said: string[] = [];
    const push = (text: string) => said.push(text);
    const { signal } = new AbortController();
    reportError(error, { json, lang, timeZone: 'Asia/Shanghai', out: push, err: push, signal });
    return said.join('\n');
  };
  expect(told(false, 'en')).toBe(
    'sheetkeep: a keeper is running on this workspace: process 7, since 2026-11-27 07:40:07+08:00\n  Stop it before 2026-11-27 08:00:00+08:00.',
  );
  expect(told(false, 'zh')).toContain('（进程 7，自 2026-11-27 07:40:07+08:00）');
  expect(told(true, 'en')).toContain('2026-11-26T23:40:07.123Z');
});

test('what breaks off after Ctrl-C is stopped, no defect of the program', () => {
  const said: string[] = [];
  const push = (text: string) => said.push(text);
  const context = {
    out: push,
    err: push,
    signal: AbortSignal.abort(),
    json: false,
    lang: 'zh' as const,
    timeZone: 'UTC',
  };
  expect(reportError(new Error('aborted'), context)).toBe(130);
  expect(reportError(new NamedError('not-held', 'x', { hint: '' }), context)).toBe(4);
  expect(said[0]).toBe('sheetkeep: 已停止');
});
