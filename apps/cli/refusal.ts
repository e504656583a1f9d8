/** A refused file as an error of the command line: its catalogued reason and the way out. */
import { NamedError } from '../../schemas/errors.js';
import { hint, message } from '../../schemas/issues/catalogue.js';
import type { Refused } from '../../schemas/staging.js';
import type { Lang } from './context.js';
import { shown } from '../print.js';

/** Asked of a file of a kind that cannot have it: the file itself is fine. */
const wrongUses: ReadonlySet<string> = new Set(['text-has-no-sheets']);

export function refusalError({ code, params = {} }: Refused, fileName: string, lang: Lang): NamedError {
  return new NamedError(code, `${shown(fileName)}: ${message(code, params, lang)}`, {
    hint: hint(code, params, lang),
    exit: wrongUses.has(code) ? 'usage' : 'refused',
  });
}
