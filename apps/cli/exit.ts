/** How a command ends: one place where errors become an exit code and one JSON or text answer. */
import { NamedError, exitCodes } from '../../schemas/errors.js';
import type { Context, Lang } from './context.js';
import { inChinese } from '../words/errors-zh.js';

interface Told {
  code: string;
  message: string;
  hint: string;
}

function told(error: unknown, lang: Lang): Told & { exit: number } {
  if (error instanceof NamedError) {
    const { message, hint } = lang === 'zh' ? inChinese(error) : error;
    return { code: error.code, message, hint, exit: exitCodes[error.exit] };
  }
  const message = error instanceof Error ? error.message : String(error);
  const hint =
    lang === 'zh'
      ? '这是程序的缺陷。请设置 SHEETKEEP_DEBUG=1 再运行一次，并把详细信息告知维护者。'
      : 'This is a bug. Run again with SHEETKEEP_DEBUG=1 for the details and report them.';
  return { code: 'unexpected', message, hint, exit: exitCodes.bug };
}

/** Prints the error as the contract wants it and answers the exit code. */
export function reportError(error: unknown, context: Pick<Context, 'json' | 'lang' | 'out' | 'err'>): number {
  const { exit, ...rest } = told(error, context.lang);
  if (context.json) context.out(JSON.stringify({ ok: false, error: rest }));
  else context.err(`sheetkeep: ${rest.message}${rest.hint ? `\n  ${rest.hint}` : ''}`);
  if (process.env['SHEETKEEP_DEBUG'] && error instanceof Error) context.err(error.stack ?? '');
  return exit;
}
