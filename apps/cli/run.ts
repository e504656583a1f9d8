/** Builds the program, runs one command, sets the exit code. */
import { CommanderError } from 'commander';
import { exitCodes } from '../../schemas/errors.js';
import { type Context, type Lang, makeContext } from './context.js';
import { reportError } from './exit.js';
import { buildProgram } from './program.js';
import { speakAsWorkspace } from './settings.js';
import { stopSignal } from './signals.js';
import { languageAmong, optionsAmong, wrongUse } from './wrong-use.js';

const signal = stopSignal();

async function main(argv: string[]): Promise<number> {
  const heard: Heard = { context: makeContext(optionsAmong(argv), signal), told: '', complaint: '' };
  const error = await parse(argv, languageAmong(argv, process.env), heard);
  if (error === null) return Number(process.exitCode ?? exitCodes.done);
  await speakAsWorkspace(heard.context);
  return error instanceof CommanderError ? helpOrUsage(argv, error, heard) : reportError(error, heard.context);
}

interface Heard {
  context: Context;
  /** What commander would write to stdout and to stderr. */
  told: string;
  complaint: string;
}

/** Runs the command; answers what it threw. */
async function parse(argv: string[], lang: Lang, heard: Heard): Promise<unknown> {
  const program = buildProgram({
    lang,
    signal,
    begins: (context) => void (heard.context = context),
    tells: (text) => void (heard.told += text),
    complains: (text) => void (heard.complaint += text),
  });
  return program.parseAsync(argv, { from: 'user' }).then(
    () => null,
    (error: unknown) => error,
  );
}

/** The language of the workspace is known only now: help is made once more in it. */
async function helpOrUsage(argv: string[], error: CommanderError, heard: Heard): Promise<number> {
  const { context } = heard;
  const again: Heard = { context, told: '', complaint: '' };
  const isHelp = error.code.startsWith('commander.help');
  if (isHelp) await parse(argv, context.lang, again);
  const { told, complaint } = isHelp ? again : heard;
  process.stdout.write(told);
  return error.exitCode === 0 ? exitCodes.done : usageExit(error, context, complaint);
}

/** A wrong use in commander's words, told as JSON where asked. */
function usageExit(error: CommanderError, context: Context, complaint: string): number {
  const { lang } = context;
  process.stderr.write(wrongUse(complaint, lang));
  if (context.json) {
    const message = wrongUse(error.message.replace(/^error: /, ''), lang);
    const hint = lang === 'zh' ? '用法见 sheetkeep --help。' : 'See sheetkeep --help.';
    context.out(JSON.stringify({ ok: false, error: { code: 'usage', message, hint } }));
  }
  return exitCodes.usage;
}

const code = await main(process.argv.slice(2));
process.stdout.write('', () => process.exit(code));
