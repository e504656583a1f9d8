/** A refused file as an error of the command line: its catalogued reason and the way out. */
import { NamedError } from '../../schemas/errors.js';
import { hint, message } from '../../schemas/issues/catalogue.js';
import type { Refused } from '../../schemas/staging.js';
import type { Lang } from './context.js';
import { shown } from '../print.js';

/** Asked of a file of a kind that cannot have it: the file itself is fine. */
const wrongUses: ReadonlySet<string> = new Set(['text-has-no-sheets']);

export function refusalError({ code, params = {}, encodings = [] }: Refused, fileName: string, lang: Lang): NamedError {
  const labels = encodings.map(({ label }) => label);
  return new NamedError(code, `${shown(fileName)}: ${message(code, params, lang)}`, {
    hint: labels.length === 0 ? hint(code, params, lang) : encodingHint(labels, lang),
    exit: wrongUses.has(code) ? 'usage' : 'refused',
  });
}

/** The first one is the likeliest by the bytes. */
function encodingHint(labels: readonly string[], lang: Lang): string {
  const [first = ''] = labels;
  return lang === 'zh'
    ? `可按以下编码读取：${labels.join('、')}。请用 sheetkeep read 文件 --encoding ${first} 查看，读法正确的编码用 --encoding 指定；或另存为 CSV UTF-8 或 .xlsx。`
    : `It reads as ${labels.join(', ')}. See with sheetkeep read FILE --encoding ${first} which one reads right, and say it with --encoding; or save the file as CSV UTF-8 or .xlsx.`;
}
