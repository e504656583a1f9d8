/** What the rows of staged tables tell mapping: which columns only count them, and the first values of each. */
import type { Duck } from '../core/archive/duck.js';
import { countingColumns } from '../core/mapping/counting.js';
import { samplesOf, type Samples } from '../core/mapping/samples.js';
import { readStagedSql } from '../core/parsing/stage-sql.js';
import type { StagedTable } from '../schemas/staging.js';

export interface RowEvidence {
  /** By table, the positions of columns that only count. */
  counting: Map<number, ReadonlySet<number>>;
  samples: Map<number, Samples>;
}

export function rowEvidence(duck: Pick<Duck, 'read'>, tables: readonly StagedTable[]): Promise<RowEvidence> {
  const staged = tables.map((table) => ({ ...table, from: readStagedSql(table) }));
  return duck.read(async (s) => ({ counting: await countingColumns(s, staged), samples: await samplesOf(s, staged) }));
}
