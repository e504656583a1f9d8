/** The program with all its commands. Commands load what they need only when they run. */
import { Command, Option } from 'commander';
import { type CommandSpec, type Entry, type Options, helpFooter } from './command.js';
import { entries } from './commands/index.js';
import { productVersion } from '../version.js';
import { type Context, type GlobalOptions, type Lang, makeContext } from './context.js';
import { wrongUse } from './wrong-use.js';

interface Settings {
  lang: Lang;
  signal: AbortSignal;
  /** Told the context of the command that begins: its language may still turn into the workspace's. */
  begins?: (context: Context) => void;
  /** Told what commander says of a wrong use; default: stderr. */
  complains?: (text: string) => void;
}

function globalOptions(command: Command): Command {
  return command
    .option('-w, --workspace <dir>', 'the workspace folder (default: the current folder)')
    .option('--json', 'print exactly one JSON object on stdout; logs and progress go to stderr')
    .addOption(new Option('--lang <lang>', 'language of messages (default: by the locale)').choices(['en', 'zh']));
}

function attach(parent: Command, spec: CommandSpec, settings: Settings): void {
  const command = globalOptions(parent.command(spec.syntax)).description(spec.summary);
  for (const option of spec.options ?? []) {
    const made = new Option(option.flags, option.help);
    if (option.choices) made.choices([...option.choices]);
    if (option.default !== undefined) made.default(option.default);
    if (option.required) made.makeOptionMandatory();
    command.addOption(made);
  }
  command.addHelpText('after', helpFooter(spec));
  command.exitOverride();
  command.action(async (...given: unknown[]) => {
    const options = command.optsWithGlobals<GlobalOptions & Options>();
    const args = given.slice(0, -2) as (string | string[] | undefined)[];
    const context = makeContext(options, settings.signal);
    settings.begins?.(context);
    process.exitCode = await spec.run(context, args, options);
  });
}

function attachEntry(program: Command, entry: Entry, settings: Settings): void {
  if (!('group' in entry)) return attach(program, entry, settings);
  const group = program.command(entry.group).description(entry.summary).exitOverride();
  for (const spec of entry.commands) attach(group, spec, settings);
}

export function buildProgram(settings: Settings, all: readonly Entry[] = entries): Command {
  const program = globalOptions(new Command('sheetkeep'));
  program
    .description(
      'Turns the spreadsheets a company keeps its customers in into one clean, restorable archive, and proves it.',
    )
    .version(productVersion())
    .showHelpAfterError(wrongUse('(see sheetkeep --help)', settings.lang))
    .configureOutput({
      writeErr: settings.complains ?? ((text) => void process.stderr.write(text)),
      outputError: (text, write) => write(wrongUse(text, settings.lang)),
    })
    .exitOverride();
  for (const entry of all) attachEntry(program, entry, settings);
  return program;
}
