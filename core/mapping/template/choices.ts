/** What the drop-down list of a field offers: spellings of the reader's language that the field type takes. */
import type { FieldDef } from '../../../schemas/datasets/dataset.js';
import { countryLines } from '../../../schemas/fields/country-names.js';
import type { Lang } from '../../../schemas/issues/issue.js';

const chinese = /\p{Script=Han}/u;
const code = /^[A-Z]{2,3}$/;

const countries = countryLines
  .trim()
  .split('\n')
  .map((line) => line.split('|'));

/** The choices in the order they are offered; null = the field has no list. */
export function choicesOf(field: FieldDef, lang: Lang): string[] | null {
  if (field.type === 'boolean') return lang === 'zh' ? ['是', '否'] : ['yes', 'no'];
  if (field.type === 'country') return countryNames(lang);
  if (field.type !== 'enum' || !field.values) return null;
  const offered = Object.entries(field.values).map(([value, spellings]) => spellingFor(value, spellings, lang));
  return offered.length > 0 ? offered : null;
}

/** Codes stay codes: CNY is CNY in both languages. */
function spellingFor(value: string, spellings: readonly string[], lang: Lang): string {
  if (lang === 'en' || code.test(value) || chinese.test(value)) return value;
  return spellings.find((spelling) => chinese.test(spelling)) ?? value;
}

function countryNames(lang: Lang): string[] {
  const names = countries.map(([, , en = '', zh = '']) => (lang === 'zh' ? zh : en));
  return names.sort(new Intl.Collator(lang).compare);
}
