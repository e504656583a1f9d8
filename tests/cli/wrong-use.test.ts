/** What the command line says of a wrong use, in both languages. */
import { CommanderError } from 'commander';
import { expect, test, vi } from 'vitest';
import { languageOf } from '../../apps/cli/context.js';
import { timeoutMs } from '../../apps/cli/commands/sql.js';
import { buildProgram } from '../../apps/cli/program.js';
import { languageAmong, optionsAmong } from '../../apps/cli/wrong-use.js';
import { usageInChinese } from '../../apps/words/usage-zh.js';

/** What goes to stderr for the words of a command line. */
async function complaint(argv: readonly string[]): Promise<string> {
  const lang = languageAmong(argv, {});
  const program = buildProgram({ lang, signal: new AbortController().signal });
  let said = '';
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true));
  try {
    await expect(program.parseAsync([...argv], { from: 'user' })).rejects.toBeInstanceOf(CommanderError);
  } finally {
    write.mockRestore();
  }
  return said;
}

const wrong: readonly (readonly [string[], string])[] = [
  [['status', '--foo'], '没有选项 --foo'],
  [['stats'], '没有命令 stats'],
  [['stats'], '是否想用 status'],
  [['read'], '缺少参数 file'],
  [['read', 'a', '--as', 'seen'], '的值 seen 无效，可用的值：stored, shown'],
  [['undo', '1', '2', '3'], '命令 undo 的参数过多：应为 1 个，实为 3 个'],
  [['ingest', 'a', '--dataset'], '后面缺少值'],
  [['snapshot', 'copy'], '缺少必需的选项 --to <store>'],
];

test.each(wrong)('%j is told in Chinese', async (argv, expected) => {
  const said = await complaint(['--lang', 'zh', ...argv]);
  expect(said).toContain(expected);
  expect(said).toContain('用法见 sheetkeep --help');
  expect(said).not.toMatch(/error|unknown|missing|option |argument |command |Did you/);
});

test('English stays as it is', async () => {
  expect(await complaint(['status', '--foo'])).toBe("error: unknown option '--foo'\n(see sheetkeep --help)\n");
});

test('where and how to speak is found in words that cannot be parsed', () => {
  expect(optionsAmong(['nothing', '-w', 'a', '--lang', 'zh', '--json'])).toEqual({
    workspace: 'a',
    lang: 'zh',
    json: true,
  });
  expect(optionsAmong(['nothing', '--workspace=b'])).toEqual({ workspace: 'b', json: false });
});

test('the language is known before the words are understood', () => {
  expect(languageAmong(['--nothing', '--lang', 'zh'], { LANG: 'en_US.UTF-8' })).toBe('zh');
  expect(languageAmong(['--lang=en'], { LANG: 'zh_CN.UTF-8' })).toBe('en');
  expect(languageAmong(['status', '--foo'], { LANG: 'zh_CN.UTF-8' })).toBe('zh');
});

test.each(['abc', '0', '-5', '1.5', '', '86401', '1e3', 'NaN'])('sql --timeout %s is a wrong use', (given) => {
  expect(() => timeoutMs(given)).toThrow(expect.objectContaining({ code: 'usage', exit: 'usage' }));
});

test('sql --timeout takes seconds', () => {
  expect([timeoutMs('2'), timeoutMs('86400')]).toEqual([2000, 86_400_000]);
  expect(usageInChinese('--timeout takes seconds, 1 to 86400.')).toBe('用法错误：--timeout 的值应为秒数，1 到 86400');
});

test.each([
  ['en', { LC_ALL: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' }],
  ['zh', { LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN.UTF-8' }],
  ['zh', { LC_ALL: '', LC_MESSAGES: 'zh_TW', LANG: 'C' }],
  ['en', { LANG: '' }],
])('a person is spoken to in %s under %j: a variable that is empty says nothing', (lang, env) => {
  expect(languageOf(undefined, env)).toBe(lang);
  expect(languageOf('zh', env)).toBe('zh');
});
