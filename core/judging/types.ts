/** What judging takes and what it answers. Rows stay in the scratch catalog; only counts come back. */
import type { KnownPart } from '../archive/commit/input.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { CellSettings, ProvedWriting } from '../../schemas/fields/columns.js';
import type { JudgeCellsResult, JudgeCellsTask } from '../../schemas/fields/judge-task.js';
import type { ColumnMapping, Mapping } from '../../schemas/mapping.js';
import type { StagedColumn } from '../../schemas/staging.js';
import type { ColumnContext } from '../../schemas/verdicts.js';

/** One staged table of the delivery. The SQL texts are FROM-clauses of the staging reader. */
export interface JudgeSource {
  /** Number of the table inside the delivery; unique among the sources. */
  part: number;
  sheet: string | null;
  columns: StagedColumn[];
  /** Day numbers count from 1904-01-01. */
  epoch1904?: boolean;
  /** By field: what the whole columns proved from which these rows were sent back. */
  proved?: Readonly<Record<string, ProvedWriting>>;
  /** Which column feeds which field here; absent = the mapping's own columns. */
  mapped?: ColumnMapping[];
  /** Positions that are neither fields nor `extra` (the row tokens of a fix-up). */
  ignored?: number[];
  /** Of these, those that only count the rows (序号): no part of what a row says, but its row to fix has them. */
  counters?: number[];
  /** Columns row BIGINT, c0, c1 … VARCHAR. */
  staged: string;
  /** Columns row, col (0-based position, NULL = the whole row), kind, flag, raw; null = no flag. */
  kinds: string | null;
  /** Columns row, reason, cells (of totals a JSON array of the row's texts, else NULL); null = none. */
  skipped: string | null;
}

/** A problem of a row known from elsewhere (the token of a fix-up); of level `error` it rejects the row. */
export interface RowProblem {
  part: number;
  row: number;
  /** Label of the column, when one is meant. */
  column?: string;
  code: string;
  value?: string;
  params?: Record<string, string | number>;
}

export type JudgeStep = 'evidence' | 'lane' | 'cells' | 'rows' | 'repeats';

export interface JudgeInput {
  dataset: DatasetDef;
  mapping: Mapping;
  /** Name of the source: part of every key. */
  source: string;
  settings: CellSettings;
  sources: JudgeSource[];
  problems?: RowProblem[];
  /** Runs the task, best in a pool thread; two may run at once. */
  runCells(task: JudgeCellsTask): Promise<unknown> | JudgeCellsResult;
  /** Existing folder for the open cells on their way to the threads; emptied again. */
  tempDir: string;
  onProgress?(step: JudgeStep): void;
  /** `law-only`: SQL accepts nothing and every cell goes to the law. The verdict is the same; for tests and benches. */
  lanes?: 'both' | 'law-only';
  /** Rows looked at before the first pass for contexts and common words; default 20,000. No verdict depends on it. */
  sampleRows?: number;
  /**
   * Rows of earlier deliveries whose verdicts may be taken over, as a relation of h1, h2 (UBIGINT, no pair twice), key_digest and
   * content_digest; null = none are known in that context. Absent = every row is judged.
   */
  known?(context: string): Promise<string | null>;
  /** Names the program that judges: what another one judged is not known. */
  program?: string;
  /** Also count the filled cells (a pass over the lane). */
  countCells?: boolean;
}

/** rows = accepted + rejected + duplicates + skipped. */
export interface JudgeCounts {
  rows: number;
  accepted: number;
  rejected: number;
  duplicates: number;
  /** Rows that are not data (blank, total …). */
  skipped: number;
}

export interface CellCounts {
  /** Filled cells of mapped columns; null unless `countCells` asked for it. */
  filled: number | null;
  /** Of these, left to the law. */
  open: number;
  /** Distinct (column, flag, text) among the open ones. */
  distinctOpen: number;
}

export interface JudgeResult {
  counts: JudgeCounts;
  cells: CellCounts;
  /** Contexts the cells were judged in, per part and fed field. */
  contexts: { part: number; field: string; context: ColumnContext }[];
  /** Parts whose rows stand in `fresh` and `known`, with the digest of what their verdicts hang on. */
  known: KnownPart[];
  /** Of some known rows `judged` lacks most cells; they stand in the view `known_cells`. */
  knownCells: boolean;
}
