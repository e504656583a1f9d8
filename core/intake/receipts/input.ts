/** What a receipt tells. Plain data, but for the rows to fix, which come in pages. */
import type { DatasetDef, FieldDef } from '../../../schemas/datasets/dataset.js';
import type { IssueLevel, IssueParams, Lang } from '../../../schemas/issues/issue.js';
import type { KeyChoice, MappingQuestion } from '../../../schemas/mapping.js';
import type { Counts, DeliveryStatus } from '../../../schemas/outcomes.js';
import type { ReadingQuestion } from '../../../schemas/reading-questions.js';
import type { FoundReading } from '../../../schemas/reading.js';

/** What a receipt tells of a dataset: names and labels. */
export interface ReceiptDataset extends Pick<DatasetDef, 'name' | 'label'> {
  fields: readonly Pick<FieldDef, 'name' | 'label'>[];
}

/** One table of the delivery in the sender's layout. */
export interface ReceiptPart {
  part: number;
  sheet: string | null;
  /** In the order of the cells. */
  columns: ReceiptColumn[];
}

export interface ReceiptColumn {
  label: string;
  header: string;
  /** Field name; null = kept as an extra column. */
  field: string | null;
  ignored?: boolean;
  /** Dates whose bare day numbers count from 1904-01-01: written as dates, for a receipt counts from 1900. */
  epoch1904?: boolean;
  /** A few cells, for the sheet of columns. */
  samples?: readonly string[];
}

export interface RowProblem {
  /** Label of the column; null = the row as a whole. */
  column: string | null;
  code: string;
  level: IssueLevel;
  params: IssueParams;
  value: string | null;
  suggestion: string | null;
}

export interface RejectedRow {
  part: number;
  row: number;
  cells: readonly (string | null)[];
  problems: readonly RowProblem[];
}

export interface IssueKind {
  code: string;
  level: IssueLevel;
  /** Field name or null. */
  field: string | null;
  count: number;
  /** The first places, in the order of the file. */
  places: readonly {
    sheet: string | null;
    row: number | null;
    column: string | null;
    value: string | null;
    params: IssueParams;
    /** The row came back in a receipt: `row` and `column` are of its sheet of rows to fix, `sheet` is the sender's own. */
    returned?: boolean;
  }[];
}

/** Members of a packed file in their order, and what was left out of it. */
export interface PackedFacts {
  members: ReceiptMember[];
  leftOut: { name: string; code: string }[];
}

export interface ReceiptMember {
  name: string;
  /** null = still under way. */
  status: DeliveryStatus | null;
  reason: string | null;
  reasonParams: IssueParams;
  counts: Counts;
  /** File name of its own receipt. */
  receipt: string | null;
}

/** A question with the table it came up in. */
export type ReceiptQuestion = MappingQuestion & { table: number };

export interface ReceiptInput {
  lang: Lang;
  delivery: string;
  /** As sent; shown, and never used as a path. */
  fileName: string;
  source: string;
  /** null: not known yet. */
  dataset: ReceiptDataset | null;
  /** All datasets, for the question which one it is. */
  datasets: readonly ReceiptDataset[];
  /** ISO 8601, UTC. */
  landedAt: string;
  /** By whose clocks times are told. */
  timeZone: string;
  status: DeliveryStatus;
  /** What it was committed as; null = nothing was. */
  batch: string | null;
  /** Catalogue code of a refusal or hold. */
  reason: string | null;
  reasonParams: IssueParams;
  counts: Counts;
  /** Records that a complete delivery marked gone at its source. */
  gone?: number;
  /** Accepted rows that say something else than what the archive has of a later time, which stays. */
  overruled?: number;
  /** Of the rejected rows, resolved by later deliveries. */
  resolved: number;
  /** A person took its batch back: its counts tell what it was. */
  undone?: boolean;
  /** Names of the files that a workbook of answers answered for. */
  answered?: readonly string[];
  /** The deliveries this one corrects. */
  corrects: { delivery: string; fileName: string; rows: number }[];
  /** What lay in the packed file; null = the delivery is none. */
  packed: PackedFacts | null;
  /** File name of the packed file that this one came in. */
  packedIn: string | null;
  /** The same content was taken before: that delivery's file name. */
  duplicateOf: string | null;
  /** null = it was not read, or by a program that did not keep how. */
  reading: FoundReading | null;
  mappingVersion: number | null;
  key: KeyChoice | null;
  proposedKey: readonly string[] | null;
  newestBy: string | null;
  parts: ReceiptPart[];
  skippedRows: { reason: string; count: number }[];
  issues: IssueKind[];
  questions: ReceiptQuestion[];
  /** What is asked about the reading of the file. */
  readingQuestions: ReadingQuestion[];
  /** Day (YYYY-MM-DD) until which the sent file is kept; null = not moved. */
  keptUntil: string | null;
  /** Pages of rows to fix by part and row; null = none. */
  rejected: AsyncIterable<readonly RejectedRow[]> | null;
}
