/** Looking rows up by their text, as SQL inside the lane. */
import type { RowLookup } from './filling.js';
import type { PartPlan } from './plan.js';

const texts = (part: Pick<PartPlan, 'source'>): string[] => part.source.columns.map((_, at) => `nullif(c${at}, '')`);

/** The staged rows with `h1` and `h2`: hashes of the cells in both directions, which agree by chance once in 2^128 rows, in 2^64 where one cell differs. */
export function hashedSql(part: Pick<PartPlan, 'source'>, known: RowLookup): string {
  const cells = texts(part);
  const staged = known.relation === null ? part.source.staged : asMany(part.source.staged, known.rows);
  return `(SELECT *, hash(${cells.join(', ')}) AS h1, hash(${cells.reverse().join(', ')}, 1) AS h2 FROM ${staged})`;
}

/**
 * The engine takes every CSV file for 42 rows, and would build the hash table of the join over all their cells. The second branch has no row; of
 * a condition that nothing is known of the engine expects a fifth to pass, so that the file counts for `rows` at least.
 */
const asMany = (staged: string, rows: number): string =>
  `(SELECT * FROM ${staged} UNION ALL BY NAME SELECT NULL::BIGINT AS row FROM range(${5 * rows}) n(i) WHERE i < 0)`;

/** Gives `kd` and `cd`, the digests of a known row. */
export const joinKnown = (relation: string): string =>
  `LEFT JOIN (SELECT h1, h2, key_digest AS kd, content_digest AS cd FROM ${relation}) q ON q.h1 = s.h1 AND q.h2 = s.h2`;
