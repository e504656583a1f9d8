import type { StagedTable } from '../../../schemas/staging.js';
import type { RawSink } from '../cells.js';

/** Takes the rows of a file and makes tables of them. */
export interface TableSink extends RawSink {
  /** The tables of the file, once all of it was read. */
  finish(): StagedTable[];
}
