/** Cells that are read as one text: a person's name in several columns, a number and what completes it. */
import type { ColumnMapping } from '../../schemas/mapping.js';
import type { JudgeSource } from './types.js';

/**
 * The source with the text of its joined columns put together. Joining again changes nothing, so a row that comes back
 * with the whole name in the last column keeps it.
 */
export function joinedSource(source: JudgeSource, columns: readonly ColumnMapping[]): JudgeSource {
  const there = (positions: readonly number[] = []): string[] =>
    positions.filter((at) => at < source.columns.length).map((at) => `nullif(trim(c${at}), '')`);
  const replaced = columns.flatMap(({ position, joined, suffixes }) => {
    const [before, behind, own] = [there(joined), there(suffixes), `nullif(trim(c${position}), '')`];
    if (before.length > 0) return [`${joinedSql(before, own)} AS c${position}`];
    return behind.length > 0 ? [`${behind.reduce(completedSql, own)} AS c${position}`] : [];
  });
  if (replaced.length === 0) return source;
  return { ...source, staged: `(SELECT * REPLACE (${replaced.join(', ')}) FROM ${source.staged})` };
}

/** A suffix of 0 says that there is none; a mark that keeps it as text is left out. */
const completedSql = (text: string, cell: string): string => {
  const suffix = `ltrim(${cell}, '\`')`;
  return `CASE WHEN coalesce(${suffix}, '0') = '0' OR ends_with(${text}, '/' || ${suffix}) THEN ${text} ELSE ${text} || '/' || ${suffix} END`;
};

/** First and last name: with a blank between, but a Chinese name begins with the family name and has none. */
export function joinedSql(before: readonly string[], last: string): string {
  const first = `nullif(concat_ws(' ', ${before.join(', ')}), '')`;
  const chinese = `regexp_full_match(${first} || ${last}, '\\p{Han}+')`;
  const whole = `(starts_with(${last}, ${first} || ' ') OR (${chinese} AND ends_with(${last}, ${first}) AND length(${last}) > length(${first})))`;
  return `CASE WHEN ${first} IS NULL OR ${whole} THEN ${last} WHEN ${chinese} THEN ${last} || ${first} ELSE concat_ws(' ', ${first}, ${last}) END`;
}
