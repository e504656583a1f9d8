/** The command line's entry: builds the program, runs one command, sets the exit code. */
import { CommanderError } from 'commander';
import { exitCodes } from '../../schemas/errors.js';
import { languageOf, makeContext } from './context.js';
import { reportError } from './exit.js';
import { buildProgram } from './program.js';

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
  const program = buildProgram({ lang: languageOf(undefined, process.env), signal: stop.signal });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    if (error instanceof CommanderError) return usageExit(error, argv);
    return reportError(error, makeContext({ json: argv.includes('--json') }, stop.signal));
  }
}

/** Help and version end well; any other word of commander's is a wrong use, told as JSON where asked. */
function usageExit(error: CommanderError, argv: string[]): number {
  if (error.exitCode === 0) return exitCodes.done;
  if (argv.includes('--json')) {
    const message = error.message.replace(/^error: /, '');
    const answer = { ok: false, error: { code: 'usage', message, hint: 'See sheetkeep --help.' } };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  return exitCodes.usage;
}

const code = await main(process.argv.slice(2));
process.stdout.write('', () => process.exit(code));
