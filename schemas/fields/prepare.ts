/** What every field type does first: flags, cleaning, damage, empty cells and placeholders. */
import { decodeEntities } from '../html-references.js';
import type { CellProblem, CellVerdict } from '../verdicts.js';
import { clean } from './clean.js';
import type { Profile } from './clean.js';
import { isErrorText } from './error-texts.js';
import { accepted, rejected } from './field-type.js';

/** Flags that make any value untrustworthy, and their issue codes. */
const flagProblems: Record<string, string> = {
  error: 'formula-error',
  'no-cached-value': 'formula-without-value',
  'damaged-text': 'damaged-text',
  'shared-string-missing': 'shared-string-missing',
  'told-twice': 'cell-twice',
};
const lostDigits = new Set(['precision-lost', 'scientific']);
/** What Excel writes for a long number: 1.10101E+17. */
const scientificText = /^-?\d(\.\d+)?E\+\d{2,3}$/i;

/** Texts that say "empty" in any column. Case counts: Null is a surname, nan a syllable of Chinese, and NaN of pandas neither. */
export const emptyWords: readonly string[] = [
  'NULL',
  'null',
  '(NULL)',
  '(null)',
  '\\N',
  'N/A',
  'n/a',
  'NaN',
  'NaT',
  '<NA>',
];
/** Further ones, in lower case, for columns whose values have a form of their own. */
export const strictEmptyWords: readonly string[] = (
  'null (null) \\n n/a na nil none nan unknown undefined tbd ' +
  '- -- --- — —— / \\ ? . * ' +
  '无 暂无 没有 空 未知 不详 未填 未填写 未提供 待定 待补 待补充'
).split(' ');
/** Texts that stand for what the row above says: a row does not know it, so they are never a value. */
export const dittoWords: readonly string[] = ['同上', '同上行', '同前', '〃', 'ditto', 'Ditto'];
const dittoSet = new Set(dittoWords);
const emptySet = new Set(emptyWords);
const strictSet = new Set(strictEmptyWords);

export interface Prepared {
  text: string;
  repairs: string[];
  warnings: CellProblem[];
}

export interface PrepareOptions {
  profile: Profile;
  /** The longer list of placeholders applies. */
  strict?: boolean;
  /** Lost digits, the formula of a picture and a ditto mark are a warning, not a problem (free text). */
  keepOdd?: boolean;
}

/** The cleaned text to go on with, or the verdict when there is nothing more to decide. */
export function prepare(
  text: string,
  flag: string | null,
  options: PrepareOptions,
): Prepared | { verdict: CellVerdict } {
  const flagged = flag === null ? undefined : flagProblems[flag];
  if (flagged !== undefined) return { verdict: rejected(flagged) };
  const meant = withoutReferences(text, options.profile);
  const cleaned = clean(meant, options.profile);
  if (meant !== text) cleaned.repairs.unshift('html-references');
  if (cleaned.damaged) return { verdict: rejected('damaged-text') };
  if (isMarked(cleaned.text)) {
    cleaned.text = cleaned.text.slice(1).trim();
    addRepair(cleaned.repairs, 'text-guard');
  }
  const guarded = guard.exec(cleaned.text)?.[1];
  if (guarded !== undefined) {
    cleaned.text = guarded.replaceAll('""', '"').trim();
    addRepair(cleaned.repairs, 'text-guard');
  }
  const warnings: CellProblem[] = [];
  if (flag === 'zero-padded') addRepair(cleaned.repairs, 'leading-zeros');
  if ((flag !== null && lostDigits.has(flag)) || scientificText.test(cleaned.text)) {
    if (options.keepOdd !== true) return { verdict: rejected('precision-lost') };
    warnings.push({ code: 'precision-lost-text' });
  }
  if (flag === 'picture') {
    if (options.keepOdd !== true) return { verdict: rejected('picture-in-cell') };
    warnings.push({ code: 'picture-in-cell' });
  }
  if (cleaned.text === '') return { verdict: accepted('', cleaned.repairs, warnings) };
  // Excel stores an error for a picture in a cell.
  if (flag !== 'picture' && isErrorText(cleaned.text)) return { verdict: rejected('formula-error') };
  if (dittoSet.has(cleaned.text)) {
    if (options.keepOdd !== true) return { verdict: rejected('ditto-mark') };
    warnings.push({ code: 'ditto-mark' });
  }
  if (emptySet.has(cleaned.text) || (options.strict === true && strictSet.has(cleaned.text.toLowerCase()))) {
    return { verdict: placeholder(cleaned.repairs) };
  }
  return { text: cleaned.text, repairs: cleaned.repairs, warnings };
}

const mostDecoded = 32;

/** `Smith &amp; Co`: programs that write pages write their exports so, some twice over. What holds tags is a page's own text. */
function withoutReferences(text: string, profile: Profile): string {
  if (!text.includes('&') || (profile === 'free' && /<\/?[a-zA-Z]/.test(text))) return text;
  let meant = decodeEntities(text);
  for (let at = 1, before = text; at < mostDecoded && before !== meant; at += 1) {
    before = meant;
    meant = decodeEntities(before);
  }
  return meant;
}

/** RE2 expression of what is looked at. */
export const referencePattern = '&#?[A-Za-z0-9]+;';

/** ="0012": exports that are made for Excel write every cell so, that nothing is taken for a number; ="" is an empty one. */
const guard = /^=\s*"((?:[^"]|"")*)"$/;

/** A grave accent that nothing closes: statements of WeChat Pay put it before every value. */
const isMarked = (text: string): boolean => text.startsWith('`') && !text.includes('`', 1);

/** The cell holds a placeholder: it says nothing, and that is told. */
export function placeholder(repairs: string[]): CellVerdict {
  return accepted('', repairs, [{ code: 'placeholder' }]);
}

/** Adds a repair once. */
export function addRepair(repairs: string[], repair: string): void {
  if (!repairs.includes(repair)) repairs.push(repair);
}
