/** Key and content digests as SQL; docs/archive-format.md defines them. */
import { quoteText } from '../archive/sql-text.js';

const unit = 'chr(31)';
const pair = 'chr(30)';
const group = 'chr(29)';

const digest = (text: string): string => `substr(sha256(${text}), 1, 32)::UUID`;
const byId = <T extends { id: string }>(values: readonly T[]): T[] =>
  [...values].sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));

export interface IdValue {
  id: string;
  /** VARCHAR expression of the canonical text. */
  value: string;
}

/** Digest of the non-NULL values and of `extra`. */
export function contentDigestSql(values: readonly IdValue[], extra: string): string {
  const pairs = byId(values).map(({ id, value }) => `${quoteText(id)} || ${pair} || ${value}`);
  const joined = pairs.length === 0 ? `''` : `concat_ws(${unit}, ${pairs.join(', ')})`;
  return digest(`${joined} || ${group} || coalesce(${extra}, '')`);
}

const prefix = (source: string, dataset: string, kind: 'k' | 'c'): string =>
  `${quoteText(source)} || ${unit} || ${quoteText(dataset)} || ${unit} || '${kind}'`;

/** Digest of a key of fields; every value must be there. */
export function fieldKeySql(source: string, dataset: string, values: readonly IdValue[]): string {
  const pairs = byId(values).map(({ id, value }) => ` || ${unit} || ${quoteText(id)} || ${pair} || ${value}`);
  return digest(prefix(source, dataset, 'k') + pairs.join(''));
}

/** Digest of a row that has no key: its content and which of the equal ones it is (1, 2 …). */
export function contentKeySql(source: string, dataset: string, contentDigest: string, occurrence: string): string {
  return digest(
    `${prefix(source, dataset, 'c')} || ${unit} || ${contentDigest}::VARCHAR || ${unit} || ${occurrence}::VARCHAR`,
  );
}
