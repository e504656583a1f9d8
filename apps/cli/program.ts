/** The program with all its commands. Commands load what they need only when they run. */
import { Command, Option } from 'commander';
import { type CommandSpec, type Entry, type Options, helpFooter } from './command.js';
import { entries } from './commands/index.js';
import { productVersion } from '../version.js';
import { chineseHelp, helpText } from './help-zh.js';
import { type Context, type GlobalOptions, type Lang, makeContext } from './context.js';
import { wrongUse } from './wrong-use.js';

interface Settings {
  lang: Lang;
  signal: AbortSignal;
  /** Told the context of the command that begins: its language may still turn into the workspace's. */
  begins?: (context: Context) => void;
  /** Told what commander says of a wrong use; default: stderr. */
  complains?: (text: string) => void;
  /** Told the help and the version; default: stdout. */
  tells?: (text: string) => void;
}

function globalOptions(command: Command, lang: Lang): Command {
  const told = (text: string): string => helpText(text, lang);
  const language = told('language of messages (default: that of the workspace, else of the terminal)');
  return command
    .helpOption('-h, --help', told('display help for command'))
    .option('-w, --workspace <dir>', told('the workspace folder (default: the current folder)'))
    .option('--json', told('print exactly one JSON object on stdout; logs and progress go to stderr'))
    .addOption(new Option('--lang <lang>', language).choices(['en', 'zh']));
}

function attach(parent: Command, spec: CommandSpec, settings: Settings): void {
  const { lang } = settings;
  const command = globalOptions(parent.command(spec.syntax), lang).description(helpText(spec.summary, lang));
  for (const option of spec.options ?? []) {
    const made = new Option(option.flags, helpText(option.help, lang));
    if (option.choices) made.choices([...option.choices]);
    if (option.default !== undefined) made.default(option.default);
    if (option.required) made.makeOptionMandatory();
    command.addOption(made);
  }
  command.addHelpText(
    'after',
    helpFooter(spec, (text) => helpText(text, lang)),
  );
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
  const told = (text: string): string => helpText(text, settings.lang);
  const help = told('display help for command');
  const group = program.command(entry.group).description(told(entry.summary)).exitOverride();
  group.helpOption('-h, --help', help).helpCommand('help [command]', help);
  for (const spec of entry.commands) attach(group, spec, settings);
}

export function buildProgram(settings: Settings, all: readonly Entry[] = entries): Command {
  const told = (text: string): string => helpText(text, settings.lang);
  const program = globalOptions(new Command('sheetkeep'), settings.lang);
  program
    .description(
      told(
        'Turns the spreadsheets a company keeps its customers in into one clean, restorable archive, and proves it.',
      ),
    )
    .version(productVersion(), '-V, --version', told('output the version number'))
    .helpCommand('help [command]', told('display help for command'))
    .configureHelp(settings.lang === 'zh' ? chineseHelp : {})
    .showHelpAfterError(wrongUse('(see sheetkeep --help)', settings.lang))
    .configureOutput({
      writeOut: settings.tells ?? ((text) => void process.stdout.write(text)),
      writeErr: settings.complains ?? ((text) => void process.stderr.write(text)),
      outputError: (text, write) => write(wrongUse(text, settings.lang)),
    })
    .exitOverride();
  for (const entry of all) attachEntry(program, entry, settings);
  return program;
}
