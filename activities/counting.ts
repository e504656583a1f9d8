/** Which columns of staged tables only count rows. */
import type { Duck } from '../core/archive/duck.js';
import { countingColumns } from '../core/mapping/counting.js';
import { readStagedSql } from '../core/parsing/stage-sql.js';
import type { StagedTable } from '../schemas/staging.js';

/** By table, their positions. */
export function countingOf(
  duck: Pick<Duck, 'read'>,
  tables: readonly StagedTable[],
): Promise<Map<number, ReadonlySet<number>>> {
  const staged = tables.map((table) => ({ ...table, from: readStagedSql(table) }));
  return duck.read((s) => countingColumns(s, staged));
}
