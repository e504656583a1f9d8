/** Looking rows up by their text, as SQL inside the lane. */
import { rawColumn } from '../archive/digests.js';
import type { RowLookup } from './filling.js';
import type { PartPlan, Plan } from './plan.js';

const texts = (part: Pick<PartPlan, 'source'>): string[] => part.source.columns.map((_, at) => `nullif(c${at}, '')`);

/**
 * The staged rows with `h1` and `h2`: hashes of the cells in both directions, which agree by chance once in 2^128 rows, in 2^64 where one cell differs.
 * Each text is hashed once, and its hash for both.
 */
export function hashedSql(part: Pick<PartPlan, 'source'>, known: RowLookup): string {
  const hashes = texts(part).map((text, at) => `hash(${text}) AS x${at}`);
  const names = hashes.map((_, at) => `x${at}`);
  const staged = known.relation === null ? part.source.staged : asMany(part.source.staged, known.rows);
  return `(SELECT *, hash(${names.join(', ')}) AS h1, hash(${names.toReversed().join(', ')}, 1) AS h2
    FROM (SELECT *, ${hashes.join(', ')} FROM ${staged}))`;
}

/**
 * The engine takes every CSV file for 42 rows, and would build the hash table of the join over all their cells. The second branch has no row; of
 * a condition that nothing is known of the engine expects a fifth to pass, so that the file counts for `rows` at least.
 */
const asMany = (staged: string, rows: number): string =>
  `(SELECT * FROM ${staged} UNION ALL BY NAME SELECT NULL::BIGINT AS row FROM range(${5 * rows}) n(i) WHERE i < 0)`;

/** One part of the view `known_cells`. */
export function knownCellsSql(plan: Plan, part: PartPlan, { rows }: RowLookup): string {
  const cell = (at: number): string => `nullif(s.c${at}, '')`;
  const taken = new Set([
    ...part.feeds.map((feed) => feed?.position),
    ...part.unmapped.map(({ position }) => position),
  ]);
  const cells = part.source.columns.map((_, at) => (taken.has(at) ? cell(at) : 'NULL::VARCHAR'));
  const raws = plan.dataset.fields.map(({ id }) => {
    const slot = plan.slots.find(({ field }) => field.id === id);
    const feed = slot && part.feeds[slot.index];
    return `${feed ? cell(feed.position) : 'NULL::VARCHAR'} AS ${rawColumn(id)}`;
  });
  return `SELECT ${[`${part.part} AS part`, 's.row', ...raws, `[${cells.join(', ')}]::VARCHAR[] AS cells`].join(', ')}
    FROM ${asMany(part.source.staged, rows)} s
    SEMI JOIN (SELECT row FROM ${plan.at}lane WHERE part = ${part.part} AND known AND accepted) l ON l.row = s.row`;
}

/** Gives `kd` and `cd`, the digests of a known row. */
export const joinKnown = (relation: string): string =>
  `LEFT JOIN (SELECT h1, h2, key_digest AS kd, content_digest AS cd FROM ${relation}) q ON q.h1 = s.h1 AND q.h2 = s.h2`;
