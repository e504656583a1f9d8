/** The help of every command in Chinese: whole, nothing stale, and English untouched. */
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { exitLines } from '../../apps/cli/command.js';
import { entries } from '../../apps/cli/commands/index.js';
import type { Lang } from '../../apps/cli/context.js';
import { helpText, translated } from '../../apps/cli/help-zh.js';
import { buildProgram } from '../../apps/cli/program.js';

const han = /\p{Script=Han}/u;
const specs = entries.flatMap((entry) => ('group' in entry ? entry.commands : [entry]));
const groups = entries.flatMap((entry) => ('group' in entry ? [entry.summary] : []));
const texts = new Set([
  ...groups,
  ...specs.flatMap((spec) => [
    spec.summary,
    ...(spec.options ?? []).map(({ help }) => help),
    ...exitLines(spec).map(([, reason]) => reason),
  ]),
]);

test('every text of a command has Chinese words, and there are none for texts that are gone', () => {
  expect([...texts].filter((text) => !han.test(helpText(text, 'zh')))).toEqual([]);
  const frame = helpsOf('en').join('\n').replaceAll(/\s+/g, ' ');
  const stale = translated().filter((text) => !texts.has(text) && !frame.includes(text));
  expect(stale).toEqual([]);
  expect([...texts].filter((text) => helpText(text, 'en') !== text)).toEqual([]);
});

/** What the program and each command print for --help. */
function helpsOf(lang: Lang): string[] {
  const program = buildProgram({ lang, signal: new AbortController().signal });
  const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
  return all(program).map((command) => {
    let help = '';
    // Wide enough that nothing is broken into lines.
    command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 10_000 });
    command.outputHelp();
    return help;
  });
}

test('what is printed is Chinese but for names, values and examples', () => {
  const helps = helpsOf('zh');
  expect(helps.length).toBeGreaterThan(40);
  for (const help of helps) {
    expect(help).toMatch(/^用法：/u);
    expect(help).not.toMatch(/\b(the|of|and|display|default|choices|Options|Commands|Examples|Exit)\b/);
  }
  expect(helps.find((help) => help.includes('take [options]'))).toContain('拍摄');
  expect(helps.join('')).toContain('（可选：full, incremental, differential）');
  expect(helps.join('')).toContain('（可选：table, csv, ndjson；默认：table）');
});

test('English help holds no Chinese', () => {
  const helps = helpsOf('en').map((help) => help.replaceAll(/ {2}\$ .*/g, ''));
  expect(helps.filter((help) => han.test(help))).toEqual([]);
});
