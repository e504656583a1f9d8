/** The command line's entry: builds the program, runs one command, sets the exit code. */
import { CommanderError } from 'commander';
import { exitCodes } from '../../schemas/errors.js';
import { type Context, makeContext } from './context.js';
import { reportError } from './exit.js';
import { buildProgram } from './program.js';
import { speakAsWorkspace } from './settings.js';
import { languageAmong, optionsAmong, wrongUse } from './wrong-use.js';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(exitCodes.stopped);
    stop.abort();
  });
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});

async function main(argv: string[]): Promise<number> {
  const lang = languageAmong(argv, process.env);
  let context = makeContext(optionsAmong(argv), stop.signal);
  const complaints: string[] = [];
  const program = buildProgram({
    lang,
    signal: stop.signal,
    begins: (one) => (context = one),
    complains: (text) => void complaints.push(text),
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    if (error instanceof CommanderError) return usageExit(error, context, complaints.join(''));
    await speakAsWorkspace(context);
    return reportError(error, context);
  }
}

/** Help and version end well; any other word of commander's is a wrong use, told as JSON where asked. */
async function usageExit(error: CommanderError, context: Context, complaint: string): Promise<number> {
  if (error.exitCode === 0) return exitCodes.done;
  await speakAsWorkspace(context);
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
