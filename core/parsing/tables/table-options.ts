/** What a table is read by, and what is known of it when it begins. */
import type { TableShape } from '../../../schemas/decisions.js';
import type { Entry } from '../decisions/entries.js';
import type { IssueList } from '../refusal.js';
import type { Groups } from './group-rows.js';
import type { ColumnRange } from './head-row.js';
import type { Layout } from './layout.js';
import type { HeadRow } from './profiles.js';
import type { RowsOptions } from './table-writer.js';

export interface StagingOptions {
  outDir: string;
  issues: IssueList;
  maxRows: number;
  /** Form of the rows; a CSV keeps its own delimiter, so that its bytes can be copied. */
  rows: RowsOptions;
}

export interface TableOptions extends StagingOptions {
  /** The sheet is read once more, and rows that name what they sum up are proved by their numbers. */
  provesTotals: boolean;
  /** Such a row was seen, and not proved. */
  sawLabelled: () => void;
  /** By the number of the table: rows that name groups, known when the sheet is read once more. */
  groups: ReadonlyMap<number, Groups>;
}

export interface TableBegin {
  layout: Layout;
  headerRows: readonly HeadRow[];
  /** The rows of the head above them. */
  above: readonly HeadRow[];
  /** What the table is known by. */
  shape: TableShape;
  /** What a person said of it. */
  entry: Entry | null;
  /** Its columns, where other tables stand beside it. */
  range: ColumnRange | null;
  /** 0-based number of the table in the file. */
  table: number;
  /** Of the row before its first one. */
  lastNumber: number;
}
