/** Pieces of acceptSql: RE2 and string conditions that say "surely clean", never more. */
import { combining, controls, re2Class, suspects } from './characters.js';
import { errorPattern } from './error-texts.js';
import { lostPattern } from './lost.js';
import { misreadPattern } from './misread.js';
import { dittoWords, emptyWords, referencePattern } from './prepare.js';

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const mostAlternatives = 500;

/**
 * One of the values; FALSE for none. As one expression: the engine makes a join of every IN, and a dozen joins over each
 * row cost more than all other checks.
 */
export function inList(x: string, values: readonly string[]): string {
  if (values.length === 0) return 'FALSE';
  if (values.length > mostAlternatives) return `${x} IN (${values.map(literal).join(', ')})`;
  return matches(x, values.map(quoted).join('|'));
}

/** The text as an RE2 expression that matches just it. */
function quoted(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** The whole text matches the RE2 expression. */
export const matches = (x: string, expression: string): string => `regexp_full_match(${x}, ${literal(expression)})`;

/** `CASE WHEN condition THEN value … END`: NULL (open) when no condition holds. */
export function decide(branches: readonly (readonly [condition: string, value: string])[]): string {
  return `CASE ${branches.map(([condition, value]) => `WHEN ${condition} THEN ${value}`).join(' ')} END`;
}

const bad = re2Class(suspects);
/** An empty text or a word for it, and what stands for the row above. */
const nothing = `^(${[...emptyWords, ...dittoWords].map(quoted).join('|')})?$`;

/** Text with lines that cleaning, placeholders and error texts leave alone. */
export function cleanTextSql(x: string): string {
  return `NOT regexp_matches(${x}, ${literal(`[${bad}]|^[ =\\t\\n#\\x60]|[ \\t\\n]$|[eE]\\+|${nothing}|${lostPattern}|${referencePattern}|${errorPattern}|${misreadPattern}`)})`;
}

/**
 * One line with single blanks that cleaning, placeholders and error texts leave alone, nor anything in `alsoOpen` (RE2) matches: one more
 * alternative costs nothing, a condition of its own as much as a tenth of the expression.
 */
export function cleanLineSql(x: string, alsoOpen: readonly string[] = []): string {
  const open = [
    `[${bad}\\t\\n]|  |^[ =#\\x60]| $|[eE]\\+`,
    nothing,
    lostPattern,
    referencePattern,
    errorPattern,
    misreadPattern,
    ...alsoOpen,
  ];
  return `NOT regexp_matches(${x}, ${literal(open.join('|'))})`;
}

/** RE2 class inside of characters above ASCII that are surely not letters or digits of an identifier. */
export const unsafeClass = re2Class([...suspects, ...controls, ...combining]);

/** Valid month-day pairs but 29 February, for `MM-DD`. */
export const monthDay = '((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)';

/**
 * The expression `body` of a name, with `value` worked out once: inside a CASE the engine works every mention of a
 * sub-expression out anew, which for a check digit is seventeen times.
 */
export function withValue(value: string, body: (name: string) => string): string {
  return `list_transform([${value}], lambda n: ${body('n')})[1]`;
}
