/** Digests of docs/archive-format.md as SQL text: the first 128 bits of SHA-256 as UUID. */
import { quoteIdent, quoteText } from './sql-text.js';

/** Separators; the judge lets none of them into a value. */
export const unit = '\u001f';
export const record = '\u001e';
export const group = '\u001d';

/** A separator as SQL. */
export const chr = (separator: string): string => `chr(${separator.codePointAt(0)})`;

/** UUID of a VARCHAR expression. */
export const digestSql = (text: string): string => `substr(sha256(${text}), 1, 32)::UUID`;

/** Code-point order: the one order of field ids in digests. */
export const inIdOrder = (ids: readonly string[]): string[] => [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/**
 * Content digest over the VARCHAR expressions `value(id)` and `extra`: the non-NULL `id RS value` pairs in the order
 * of field ids joined by US, then GS and `extra`.
 */
export function contentDigestSql(ids: readonly string[], value: (id: string) => string, extra: string): string {
  const pairs = inIdOrder(ids).map((id) => `${quoteText(id)} || ${chr(record)} || ${value(id)}`);
  return digestSql(`concat_ws(${[chr(unit), ...pairs].join(', ')}) || ${chr(group)} || coalesce(${extra}, '')`);
}

/** Names of a field's columns in the log. */
export const valueColumn = (fieldId: string): string => quoteIdent(`f_${fieldId}`);
export const rawColumn = (fieldId: string): string => quoteIdent(`r_${fieldId}`);
