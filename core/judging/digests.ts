/** Key digests as SQL; docs/archive-format.md defines them. */
import { chr, digestSql, inIdOrder, record, unit } from '../archive/digests.js';
import { quoteText } from '../archive/sql-text.js';

const prefix = (source: string, dataset: string, kind: 'k' | 'c'): string =>
  `${quoteText(source)} || ${chr(unit)} || ${quoteText(dataset)} || ${chr(unit)} || '${kind}'`;

/** Digest of a key of fields by id -> VARCHAR expression; every value must be there. */
export function fieldKeySql(source: string, dataset: string, values: ReadonlyMap<string, string>): string {
  const pairs = inIdOrder([...values.keys()]).map(
    (id) => ` || ${chr(unit)} || ${quoteText(id)} || ${chr(record)} || ${values.get(id)}`,
  );
  return digestSql(prefix(source, dataset, 'k') + pairs.join(''));
}

/** Digest of a row that has no key: its content digest as text, and which of the equal ones it is (1, 2 …). */
export function contentKeySql(source: string, dataset: string, contentDigest: string, occurrence: string): string {
  const rest = ` || ${chr(unit)} || ${contentDigest}::VARCHAR || ${chr(unit)} || ${occurrence}::VARCHAR`;
  return digestSql(prefix(source, dataset, 'c') + rest);
}
