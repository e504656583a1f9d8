/** Identifiers: text with every leading zero, never a number. Full-width ASCII is folded, letters keep their case. */
import { accepted, defineFieldType, rejected } from './field-type.js';
import { lostText } from './lost.js';
import { addRepair, dittoWords, emptyWords, prepare, strictEmptyWords } from './prepare.js';
import { withFurtherValues } from './several.js';
import { decide, inList, matches } from './sql.js';

/** What spreadsheets put around a text to keep it from becoming a number: a leading apostrophe, ="007". */
export function unwrapGuard(text: string, repairs: string[]): string {
  let out = text;
  for (;;) {
    const inner: string | undefined = /^=\s*"([^"]+)"$/.exec(out)?.[1] ?? /^['`]([^'`]+)$/.exec(out)?.[1];
    if (inner === undefined || inner.trim() === '') return out;
    addRepair(repairs, 'text-guard');
    out = inner.trim();
  }
}

const options = { profile: 'code', strict: true } as const;
const words = [...strictEmptyWords, ...[...emptyWords, ...dittoWords].map((word) => word.toLowerCase())].filter(
  (word, at, all) => /^[a-z\u4e00-\u9fff]/.test(word) && all.indexOf(word) === at,
);

const separator = /[;、]/;

/** Numbers of several records, as HubSpot writes associated companies: 9876;9877. */
const isListed = (text: string): boolean =>
  separator.test(text) &&
  text
    .split(separator)
    .every((part) => /^\s*(?:[\w\u4e00-\u9fff./:@#-]+\s*)?$/.test(part) && !/^[^\d]+$/.test(part.trim()));

const first = '[A-Za-z0-9_\\x{4E00}-\\x{9FFF}]';
/** A colon may be that of an error text (Err:502). */
const rest = '[A-Za-z0-9_\\x{4E00}-\\x{9FFF}./@#-]';
/** No word that stands for nothing has a digit. */
const numbered = `${first}${rest}*[0-9]${rest}*`;

/** What a spreadsheet makes of 1-2, MAR1 or 3/4: a day, as which it is staged. */
const day = '[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}:[0-9]{2})?';
const isDay = new RegExp(`^${day}$`);

export const identifier = defineFieldType({
  name: 'identifier',
  judge(raw, flag, context) {
    const start = prepare(raw, flag, options);
    if ('verdict' in start) return start.verdict;
    const text = unwrapGuard(start.text, start.repairs);
    const inner = prepare(text, null, options);
    if ('verdict' in inner) return inner.verdict;
    if (lostText(inner.text) !== null) return rejected('text-lost');
    if (context.strayDays === true && isDay.test(inner.text)) return rejected('identifier-day');
    const repairs = [...new Set([...start.repairs, ...inner.repairs])];
    if (context.several !== true || !isListed(inner.text)) return accepted(inner.text, repairs);
    const verdict = withFurtherValues(inner.text, separator, (part) => accepted(part), repairs);
    return verdict.ok ? { ...verdict, repairs: [...new Set([...repairs, ...verdict.repairs])] } : verdict;
  },
  acceptSql(x, { strayDays }) {
    const other = strayDays === true ? ` AND NOT ${matches(x, day)}` : '';
    return decide([
      [`${matches(x, `${numbered}|[0-9]${rest}*`)}${other}`, x],
      [`${matches(x, `${first}${rest}*`)}${other} AND NOT ${inList(`lower(${x})`, words)}`, x],
    ]);
  },
});
