import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from '../../apps/cli/program.js';

const pages = ['README.md', 'README.zh-CN.md', 'docs/analysts.md', 'docs/analysts.zh-CN.md'];

/** Commands in a page: whole lines and code in a line that begin with the program's name. */
function commandsIn(page: string): string[] {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  const found = text.matchAll(/(?:^\s*(?:\$ )?|`)(?:bin\/)?sheetkeep ([^`\n]+)/gm);
  return [...found].map(([, words = '']) => words.replace(/\s+(#|>|\|).*$/, '').trim());
}

const wordsOf = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, a, b]) => a ?? b ?? '');

/** The program with its verbs cut: what it cannot understand it throws. */
function listener(heard: string[]): Command {
  const program = buildProgram({ lang: 'en', signal: new AbortController().signal });
  const quiet = { writeOut: () => undefined, writeErr: () => undefined };
  const cut = (command: Command, name: string): void => {
    command.configureOutput(quiet);
    for (const one of command.commands) cut(one, `${name} ${one.name()}`.trim());
    if (command.commands.length === 0) command.action(() => void heard.push(name));
  };
  cut(program, '');
  return program;
}

/** A verb named in a sentence, without its arguments. */
const isVerb = (line: string): boolean =>
  buildProgram({ lang: 'en', signal: new AbortController().signal }).commands.some(
    (command) => command.name() === line,
  );

test.each(pages)('every command named in %s is understood', async (page) => {
  const commands = commandsIn(page);
  expect(commands.length).toBeGreaterThan(1);
  for (const line of commands) {
    if (isVerb(line)) continue;
    const heard: string[] = [];
    await listener(heard).parseAsync(wordsOf(line), { from: 'user' });
    expect(heard).toHaveLength(1);
    expect(line.startsWith(heard[0] ?? '?')).toBe(true);
  }
});

test('the READMEs have the same sections and points, none of them twice', () => {
  const outlines = ['README.md', 'README.zh-CN.md'].map((page) => {
    const lines = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8').split('\n');
    const points = lines.filter((line) => line.startsWith('* '));
    expect(new Set(points.map((line) => line.slice(0, 12))).size).toBe(points.length);
    return lines.filter((line) => /^(#|\* )/.test(line)).map((line) => line.slice(0, line.indexOf(' ')));
  });
  expect(outlines[1]).toEqual(outlines[0]);
  expect(outlines[0]?.filter((mark) => mark === '##')).toHaveLength(6);
});
