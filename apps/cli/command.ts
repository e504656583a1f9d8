/** One command of the program: its words, its help, and the function that runs it. */
import type { Context } from './context.js';

export interface CommandSpec {
  /** Commander's syntax: `ingest <file...>`. */
  syntax: string;
  summary: string;
  options?: readonly OptionSpec[];
  /** Lines `$ sheetkeep …` shown under the help. */
  examples: readonly string[];
  /** Exit codes this command can end with beside 0, 1, 2: code and reason. */
  exits?: readonly (readonly [code: number, reason: string])[];
  /** Answers the exit code. */
  run: (context: Context, args: readonly (string | string[] | undefined)[], options: Options) => Promise<number>;
}

export type Options = Readonly<Record<string, string | boolean | string[] | undefined>>;

export interface OptionSpec {
  flags: string;
  help: string;
  choices?: readonly string[];
  default?: string;
  required?: boolean;
}

/** A command, or a group of commands under one word (`audit verify`). */
export type Entry = CommandSpec | { group: string; summary: string; commands: readonly CommandSpec[] };

export function text(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Every exit code of a command with its reason, in order. */
export function exitLines(spec: CommandSpec): (readonly [code: number, reason: string])[] {
  const always: (readonly [number, string])[] = [
    [0, 'done'],
    [1, 'unexpected failure'],
    [2, 'wrong use'],
  ];
  return [...always, ...(spec.exits ?? [])].toSorted((a, b) => a[0] - b[0]);
}

/** `told`: a text in the language of the reader. */
export function helpFooter(spec: CommandSpec, told: (text: string) => string): string {
  const examples = spec.examples.map((line) => `  $ sheetkeep ${line}`).join('\n');
  const exits = exitLines(spec).map(([code, reason]) => `  ${String(code).padStart(3)}  ${told(reason)}`);
  return `\n${told('Examples:')}\n${examples}\n\n${told('Exit status:')}\n${exits.join('\n')}\n`;
}
