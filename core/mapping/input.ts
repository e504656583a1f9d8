/** What mapping is given. */
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { Mapping } from '../../schemas/mapping.js';
import type { StagedTable } from '../../schemas/staging.js';
import type { Answers } from './answers.js';
import type { Samples } from './samples.js';

/** The settings of a source that mapping looks at; a `SourceConfig` is one. */
export interface SourceSettings {
  name: string;
  key: string[] | null;
  newestBy: string | null;
  effectiveBy: string | null;
  complete: boolean;
}

export interface MapInput {
  table: Pick<StagedTable, 'columns' | 'unitLine'>;
  /** Positions whose cells only count the rows: no key by themselves. */
  counting?: ReadonlySet<number> | undefined;
  /** The first values of the columns, by position; absent = nothing is known of them. */
  samples?: Samples | undefined;
  dataset: DatasetDef;
  /** The last version stored for (source, dataset); null = first delivery. */
  stored: Mapping | null;
  /** The last versions with other keys than that of `stored`, newest first. */
  others?: readonly Mapping[];
  source: SourceSettings;
  /** A person's answers out of a returned sheet of columns. */
  answers?: Answers | null;
}
