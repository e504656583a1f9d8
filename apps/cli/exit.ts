/** How a command ends: one place where errors become an exit code and one JSON or text answer. */
import { NamedError, exitCodes } from '../../schemas/errors.js';
import { withLocalTimes } from '../../schemas/local-time.js';
import type { Context } from './context.js';
import { typed } from './typed.js';
import { systemFault } from '../system-fault.js';
import { inChinese } from '../words/errors-zh.js';

interface Told {
  code: string;
  message: string;
  hint: string;
}

type Ending = Pick<Context, 'json' | 'lang' | 'timeZone' | 'out' | 'err' | 'signal' | 'workspaceAsked'>;

function told(thrown: unknown, { lang, signal }: Pick<Ending, 'lang' | 'signal'>): Told & { exit: number } {
  const error = systemFault(thrown) ?? thrown;
  if (error instanceof NamedError) {
    const { message, hint } = lang === 'zh' ? inChinese(error) : error;
    return { code: error.code, message, hint: hint || usageHint(error), exit: exitCodes[error.exit] };
  }
  // Whatever breaks off after Ctrl-C is no failure.
  if (signal.aborted)
    return { code: 'stopped', message: lang === 'zh' ? '已停止' : 'stopped', hint: '', exit: exitCodes.stopped };
  const message = error instanceof Error ? error.message : String(error);
  const hint =
    lang === 'zh'
      ? '这是程序的缺陷。请设置 SHEETKEEP_DEBUG=1 再运行一次，并把详细信息告知维护者。'
      : 'This is a bug. Run again with SHEETKEEP_DEBUG=1 for the details and report them.';
  return { code: 'unexpected', message, hint, exit: exitCodes.bug };
}

/** Chinese texts have one of their own. */
const usageHint = ({ code }: NamedError): string => (code === 'usage' ? '--help shows how the command is used.' : '');

/** Prints the error as the contract wants it and answers the exit code. Times in it are told by the clocks of the workspace, in JSON in UTC. */
export function reportError(error: unknown, context: Ending): number {
  const { exit, code, ...texts } = told(error, context);
  const rest = { code, message: typed(texts.message, context), hint: typed(texts.hint, context) };
  if (context.json) context.out(JSON.stringify({ ok: false, error: rest }));
  else context.err(withLocalTimes(`sheetkeep: ${rest.message}${rest.hint ? `\n  ${rest.hint}` : ''}`, context));
  if (process.env['SHEETKEEP_DEBUG'] && error instanceof Error) context.err(error.stack ?? '');
  return exit;
}
