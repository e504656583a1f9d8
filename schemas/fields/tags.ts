/** Tags: separate words, each once, in the order written, joined by `;`. */
import { accepted, defineFieldType } from './field-type.js';
import { addRepair, dittoWords, emptyWords, placeholder, prepare, strictEmptyWords } from './prepare.js';
import { decide, matches } from './sql.js';

export const tags = defineFieldType({
  name: 'tags',
  judge(raw, flag) {
    const start = prepare(raw, flag, { profile: 'free' });
    if ('verdict' in start) return start.verdict;
    const seen = new Set<string>();
    for (const part of partsOf(start.text)) {
      const one = prepare(part, null, { profile: 'line', strict: true });
      if ('verdict' in one) {
        if (!one.verdict.ok) return one.verdict;
        continue;
      }
      for (const repair of one.repairs) addRepair(start.repairs, repair);
      seen.add(one.text);
    }
    if (seen.size === 0) return placeholder(start.repairs);
    return accepted([...seen].join(';'), start.repairs);
  },
  acceptSql: (x) =>
    decide([[`${matches(x, `${sure}(;${sure})?`)} AND NOT regexp_matches(${x}, '${words}') AND ${distinct(x)}`, x]]),
});

const quoted = /^"[^";]+"(?:\s*[,;]\s*"[^";]+")*$/;

/** "vip","met in York, UK": where every tag is quoted, as Mailchimp writes them, the quotes tell where each ends. */
function partsOf(text: string): string[] {
  if (text === '[]') return [];
  // ["vip", "new"] of JSON, and with single quotation marks of Python.
  const inside = /^\[(["'].*["'])\]$/.exec(text)?.[1] ?? text;
  const double = inside === text || inside.startsWith('"') ? inside : inside.replaceAll("'", '"');
  return quoted.test(double)
    ? [...double.matchAll(/"([^"]+)"/g)].map(([, tag = '']) => tag)
    : text.split(/[,;、，；|\n\t]/);
}

/** One tag that surely needs no cleaning: Chinese of two characters or more, or a Latin word with a capital first. */
const sure = '([\\x{4E00}-\\x{9FFF}]{2,}|[A-Z][A-Za-z0-9]+)';
const words = [...strictEmptyWords, ...dittoWords, ...emptyWords.map((word) => word.toLowerCase())]
  .filter((word) => /^[\u4e00-\u9fff]{2,}$|^[a-z]{2,}$/.test(word))
  .map((word) => `(?i)(^|;)${word}($|;)`)
  .join('|');
const distinct = (x: string): string =>
  `(NOT contains(${x}, ';') OR split_part(${x}, ';', 1) <> split_part(${x}, ';', 2))`;
