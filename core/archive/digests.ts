/** Digests of docs/archive-format.md as SQL text: the first 128 bits of SHA-256 as UUID. */
import { quoteIdent, quoteText } from './sql-text.js';

/** Separators; the judge lets none of them into a value. */
export const unit = '\u001f';
export const record = '\u001e';
export const group = '\u001d';

/** A separator as SQL. */
export const chr = (separator: string): string => `chr(${separator.codePointAt(0)})`;

/** UUID of a VARCHAR expression. From bytes: reading it from its text takes a third longer. */
export const digestSql = (text: string): string => `unhex(substr(sha256(${text}), 1, 32))::UUID`;

/** Code-point order: the one order of field ids in digests. */
export const inIdOrder = (ids: readonly string[]): string[] => [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/**
 * Content digest over the VARCHAR expressions `value(id)` and `extra`: the non-NULL `id RS value` pairs in the order
 * of field ids joined by US, then GS and `extra`. `filled`: ids that rarely are NULL; rows that have them all take a short cut.
 */
export function contentDigestSql(
  ids: readonly string[],
  value: (id: string) => string,
  extra: string,
  filled: ReadonlySet<string> = new Set(),
): string {
  const ordered = inIdOrder(ids);
  const pairs = ordered.map((id) => `${quoteText(id)} || ${chr(record)} || ${value(id)}`);
  const joined = pairs.length === 0 ? `''` : `concat_ws(${[chr(unit), ...pairs].join(', ')})`;
  const text = `${joined} || ${chr(group)} || coalesce(${extra}, '')`;
  const sure = ordered.filter((id) => filled.has(id));
  if (sure.length === 0) return digestSql(text);
  const there = sure.map((id) => `${value(id)} IS NOT NULL`).join(' AND ');
  return digestSql(`CASE WHEN ${there} THEN ${textOfFilled(ordered, value, extra, filled)} ELSE ${text} END`);
}

/** The same text in one concatenation, which leaves NULLs out: a pair may come and go as one, the separators stand with those that stay. */
function textOfFilled(
  ordered: readonly string[],
  value: (id: string) => string,
  extra: string,
  filled: ReadonlySet<string>,
): string {
  const first = ordered.findIndex((id) => filled.has(id));
  const pieces = ordered.map((id, at) => {
    const label = `${quoteText(id)} || ${chr(record)}`;
    if (at < first) return `${label} || ${value(id)} || ${chr(unit)}`;
    const led = at === first ? label : `${chr(unit)} || ${label}`;
    return filled.has(id) ? `${led}, ${value(id)}` : `${led} || ${value(id)}`;
  });
  return `concat(${[...pieces, chr(group), extra].join(', ')})`;
}

/** Names of a field's columns in the log. */
export const valueColumn = (fieldId: string): string => quoteIdent(`f_${fieldId}`);
export const rawColumn = (fieldId: string): string => quoteIdent(`r_${fieldId}`);

/** So many keys are held against each other at once: the memory of it does not grow with the delivery. */
const keysAtOnce = 2_000_000;

/** Conditions on `key_digest` that part so many rows: equal keys stand in the same part. */
export function slicesOfKeys(rows: number): string[] {
  const count = Math.ceil(rows / keysAtOnce);
  if (count <= 1) return ['TRUE'];
  return Array.from({ length: count }, (_, at) => `hash(key_digest) % ${count} = ${at}`);
}
