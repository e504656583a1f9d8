/** Row counters (序号) in rejected rows: their sender finds a row by them, but they are no part of what it says. */
import { quoteIdent } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import type { JudgeSource } from '../types.js';

/** A source as far as it is asked here. */
export type CountedSource = Pick<JudgeSource, 'part' | 'staged' | 'counters'>;

const list = (cells: string): string => `from_json(${cells}, '["VARCHAR"]')`;

/** The JSON text of a row's cells with others at some positions. */
function withCells(cells: string, positions: readonly number[], cell: (position: number) => string): string {
  const places = positions.map((position) => `WHEN ${position + 1} THEN ${cell(position)}`);
  return `to_json(list_transform(${list(cells)}, lambda x, i : CASE i ${places.join(' ')} ELSE x END))::VARCHAR`;
}

/** BOOLEAN: `rejected`, before `keepCounters`, has a row of the same cells as the earlier row `o`, whatever their numbers in their lists. */
export function comesAgainSql(rejected: string, sources: readonly CountedSource[], o: string): string {
  const same = [`n.cells = ${o}.cells`];
  for (const { part, counters = [] } of sources)
    if (counters.length > 0)
      same.push(`n.part = ${part} AND n.cells = ${withCells(`${o}.cells`, counters, () => 'NULL')}`);
  // One condition each, that the engine joins by.
  return `(${same.map((one) => `EXISTS (SELECT 1 FROM ${rejected} n WHERE ${one})`).join(' OR ')})`;
}

/** Puts the counters into `rejected`, when nothing is compared with its cells any more. */
export async function keepCounters(s: Session, scratch: string, sources: readonly CountedSource[]): Promise<void> {
  const rejected = `${quoteIdent(scratch)}.main.rejected`;
  for (const { part, staged, counters = [] } of sources) {
    if (counters.length === 0) continue;
    if ((await s.count(`SELECT count(*) FROM ${rejected} WHERE part = ${part}`)) === 0) continue;
    const columns = counters.map((position) => `nullif(c${position}, '') AS c${position}`);
    await s.run(`UPDATE ${rejected} r SET cells = ${withCells('r.cells', counters, (position) => `n.c${position}`)}
      FROM (SELECT row, ${columns.join(', ')} FROM ${staged}) n WHERE r.part = ${part} AND n.row = r."row"`);
  }
}
