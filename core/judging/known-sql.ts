/** Looking rows up by their text, as SQL inside the lane. */
import type { PartPlan } from './plan.js';

const texts = (part: PartPlan): string[] => part.source.columns.map((_, at) => `nullif(c${at}, '')`);

/** The staged rows with `h1` and `h2`: hashes of the cells in both directions, which agree by chance once in 2^128 rows, in 2^64 where one cell differs. */
export function hashedSql(part: PartPlan): string {
  const cells = texts(part);
  return `(SELECT *, hash(${cells.join(', ')}) AS h1, hash(${cells.reverse().join(', ')}, 1) AS h2 FROM ${part.source.staged})`;
}

/** Gives `kd` and `cd`, the digests of a known row. */
export const joinKnown = (relation: string): string =>
  `LEFT JOIN (SELECT h1, h2, key_digest AS kd, content_digest AS cd FROM ${relation}) q ON q.h1 = s.h1 AND q.h2 = s.h2`;
