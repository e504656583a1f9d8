/** Files named on the command line. */
import { statSync } from 'node:fs';
import { NamedError } from '../../schemas/errors.js';
import { shown } from '../print.js';
import { type Context, say } from './context.js';

/** Throws `no-such-file` or `not-a-file`, before anything is done with any of them. */
export function needFile(context: Pick<Context, 'lang'>, path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  const name = shown(path, 200);
  const hint = say(context, 'Check the path; quote a name with blanks.', '请检查路径；含空格的名称请加引号。');
  if (!found)
    throw new NamedError('no-such-file', say(context, `There is no file ${name}.`, `没有文件 ${name}。`), {
      hint,
      exit: 'usage',
    });
  if (!found.isFile())
    throw new NamedError('not-a-file', say(context, `${name} is not a file.`, `${name} 不是文件。`), {
      hint,
      exit: 'usage',
    });
}
