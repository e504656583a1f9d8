import type { StagedTable } from '../../../schemas/staging.js';
import type { CsvSink } from '../csv/read-csv.js';

/** Takes the rows of a file and makes tables of them. */
export interface TableSink extends CsvSink {
  /** The tables of the file, once all of it was read. */
  finish(): StagedTable[];
}
