import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildProgram } from '../../apps/cli/program.js';
import { entries } from '../../apps/cli/commands/index.js';
import { reference } from '../../apps/cli/reference.js';

const docs = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');

test('docs/cli.md is what the commands say of themselves', () => {
  expect(docs).toBe(reference());
});

test('every command shows examples and its exit status in its help', () => {
  const program = buildProgram({ lang: 'en', signal: new AbortController().signal });
  const commands = program.commands.flatMap((command) => (command.commands.length > 0 ? command.commands : [command]));
  const specs = entries.flatMap((entry) => ('group' in entry ? entry.commands : [entry]));
  expect(commands.length).toBe(specs.length);
  for (const command of commands) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    expect(help).toContain('$ sheetkeep ');
    expect(help).toContain('Exit status:');
  }
});

test('an example is one command of a shell: what a shell takes for its own stands in quotation marks', () => {
  const examples = entries
    .flatMap((entry) => ('group' in entry ? entry.commands : [entry]))
    .flatMap((one) => one.examples);
  expect(examples.length).toBeGreaterThan(60);
  for (const example of examples) expect(example.replaceAll(/"[^"]*"| > \S+$/g, '')).not.toMatch(/[;&|<>()$`]/);
});
