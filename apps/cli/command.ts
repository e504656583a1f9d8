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
  /** It asks the archive: what may stand in the way of that is told among its exit codes. */
  archive?: true;
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

type Exits = readonly (readonly [code: number, reason: string])[];

const always: Exits = [
  [0, 'done'],
  [1, 'unexpected failure'],
  [2, 'wrong use'],
];
const unreachable: Exits = [[6, 'a file or folder cannot be read or written']];
const ofArchive: Exits = [
  [4, 'the disk is full, or the archive is in use or of another version of the program'],
  [5, 'the archive is missing or damaged'],
];

/** Every exit code of a command with its reasons, in order. */
export function exitLines(spec: CommandSpec): Exits {
  return [...always, ...(spec.exits ?? []), ...(spec.archive ? ofArchive : []), ...unreachable].toSorted(
    (a, b) => a[0] - b[0],
  );
}

/** `told`: a text in the language of the reader. */
export function helpFooter(spec: CommandSpec, told: (text: string) => string): string {
  const examples = spec.examples.map((line) => `  $ sheetkeep ${line}`).join('\n');
  const exits = exitLines(spec).map(([code, reason]) => `  ${String(code).padStart(3)}  ${told(reason)}`);
  return `\n${told('Examples:')}\n${examples}\n\n${told('Exit status:')}\n${exits.join('\n')}\n`;
}
