/** Every command that a message tells people to type can be typed: it is there, with its arguments and options. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { entries } from '../../apps/cli/commands/index.js';
import type { CommandSpec, Entry } from '../../apps/cli/command.js';
import { buildProgram } from '../../apps/cli/program.js';

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
