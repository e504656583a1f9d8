/** Every command that a message tells people to type can be typed: it is there, with its arguments and options. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { entries } from '../../apps/cli/commands/index.js';
import type { CommandSpec, Entry } from '../../apps/cli/command.js';
import { say } from '../../apps/cli/context.js';
import { reportError } from '../../apps/cli/exit.js';
import { buildProgram } from '../../apps/cli/program.js';
import { NamedError } from '../../schemas/errors.js';

const texts = ['apps', 'core', 'activities', 'schemas'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(room, name), 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '')),
);

const groups = new Set(entries.flatMap((entry) => ('group' in entry ? [entry.group] : [])));
/** Names of formats and keys, which are no commands. */
const labels = /^(?:snapshot manifest|recovery|pseudonym|originals|from)\b/;

/** Stands for what a person fills in: FILE, 文件, `${name}`, {delivery}. */
const blank = String.raw`(?:\$\{(?:[^{}']|'[^']*')*\}|\{\w+\}|\\?"[^"\n]*"|[A-Z]+(?:\.\w+)?(?![\w-])|\p{Script=Han}+|/[\w/]+|\d+)`;
const mention = new RegExp(
  String.raw`sheetkeep ([a-z]+(?: [a-z]+)?)((?: (?:--[a-z-]+(?: [a-z]+(?![\w.]))?|${blank}))*)`,
  'gu',
);

/** The words as they are typed. A second word is a command's own only in a group. */
function typed([, command = '', rest = '']: RegExpMatchArray): string[] {
  const [first = '', second] = command.split(' ');
  if (!groups.has(first) && second !== undefined) return [first];
  // "查看" and the like go on with the sentence.
  const words = rest
    .replaceAll(/\$\{(?:[^{}']|'[^']*')*\}|\\?"[^"\n]*"/g, 'X')
    .split(' ')
    .filter((word) => word !== '' && !/^(?:查看|重新|找回)/.test(word));
  return [...command.split(' '), ...words];
}

const idle = (spec: CommandSpec): CommandSpec => ({ ...spec, run: () => Promise.resolve(0) });
const all = entries.map((entry): Entry =>
  'group' in entry ? { ...entry, commands: entry.commands.map(idle) } : idle(entry),
);

/** null = it can be typed. */
async function complaint(argv: string[]): Promise<string | null> {
  const quiet = { complains: () => undefined, tells: () => undefined };
  const program = buildProgram({ lang: 'en', signal: new AbortController().signal, ...quiet }, all);
  const ended = await program.parseAsync(argv, { from: 'user' }).catch((error: unknown) => error);
  return ended instanceof CommanderError ? `${argv.join(' ')}: ${ended.message}` : null;
}

test('commands that messages name', async () => {
  const told = texts.flatMap((text) => [...text.matchAll(mention)]).filter(([, command = '']) => !labels.test(command));
  const lines = new Set(told.map((found) => typed(found).join(' ')));
  expect(lines.size).toBeGreaterThan(40);
  const complaints = await Promise.all([...lines].map((line) => complaint(line.split(' '))));
  process.exitCode = 0;
  expect(complaints.filter((one) => one !== null)).toEqual([]);
});

test('a workspace that was named stands in them, so that they work where they are read', () => {
  const at = (workspaceAsked?: string) => ({ lang: 'zh' as const, workspaceAsked });
  const hint = '“sheetkeep status” 列出；之后 sheetkeep undo 5。另见 sheetkeep.config.ts 和 “sheetkeep read 文件”。';
  expect(say(at(), '', hint)).toBe(hint);
  expect(say(at("it's/客户"), '', hint)).toBe(
    String.raw`“sheetkeep --workspace 'it'\''s/客户' status” 列出；之后 sheetkeep --workspace 'it'\''s/客户' undo 5。另见 sheetkeep.config.ts 和 “sheetkeep read 文件”。`,
  );
  const named = 'next: sheetkeep up --workspace demo';
  expect(say({ lang: 'en', workspaceAsked: 'a' }, named, '')).toBe(named);
  const lines: string[] = [];
  const push = (text: string) => void lines.push(text);
  const context = {
    ...at('a'),
    json: true,
    timeZone: 'UTC',
    out: push,
    err: push,
    signal: new AbortController().signal,
  };
  reportError(new NamedError('batch-unknown', 'there is no batch 5', { hint: '' }), context);
  reportError(new NamedError('usage', 'A batch must be a whole number.', { exit: 'usage' }), {
    ...context,
    lang: 'en',
  });
  expect(lines.join('\n')).toContain('“sheetkeep --workspace a status”');
  expect(lines[1]).toContain('--help shows');
});
