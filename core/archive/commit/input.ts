/** What the commit is given and what it answers. */
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { ProvedWriting } from '../../../schemas/fields/columns.js';
import type { Counts } from '../../../schemas/outcomes.js';

/** Counts of the judge: rows = accepted + rejected + duplicates + skipped. */
export type JudgedCounts = Pick<Counts, 'rows' | 'accepted' | 'rejected' | 'duplicates' | 'skipped'>;

export interface PartInfo {
  /** Number of the table in the original. */
  part: number;
  /** null for CSV. */
  sheet: string | null;
  headerRows: number[];
  columns: PartColumn[];
}

export interface PartColumn {
  label: string;
  header: string;
  field: string | null;
  unit: string;
  /** What its cells proved (or its source declared) of decimal mark and order of dates: rows that come back are read by it. */
  proved?: ProvedWriting;
  /** A column of dates whose bare day numbers count from 1904-01-01. */
  epoch1904?: true;
  /** It only counts the rows: what stands in it in a rejected row says nothing of the row. */
  counter?: true;
}

/** A rejected row of the parent that this delivery settles. */
export interface Resolution {
  parentBatch: number;
  part: number;
  row: number;
}

/** A part whose rows may be known by their text. */
export interface KnownPart {
  part: number;
  /** Digest of what the verdicts of its rows hang on. */
  context: string;
}

export interface CommitInput {
  delivery: string;
  parentDelivery: string | null;
  source: string;
  dataset: DatasetDef;
  mappingVersion: number;
  schemaVersion: number;
  rulesVersion: number;
  /** The delivery is the whole truth of its source; never so for one with a parent. */
  complete: boolean;
  /** Share of live records a complete delivery may lose, 0 to 1. */
  lossShare: number;
  /** A person has agreed to the loss. */
  approvedLoss: boolean;
  /** Catalog with the judged set in schema main. */
  scratch: string;
  counts: JudgedCounts;
  parts: PartInfo[];
  resolutions: Resolution[];
  /** Parts whose rows stand in the views `fresh` and `known` of the scratch catalog. */
  known?: KnownPart[];
  actor: string;
}

/** What is known of a batch before its versions are. */
export type BatchInput = Omit<CommitInput, 'schemaVersion' | 'rulesVersion'>;

export interface Committed {
  batch: number;
  counts: Counts;
  /** The batch was there already: this call changed nothing. */
  replayed: boolean;
}

/** Nothing was written: a person decides. */
export interface Held {
  held: 'sudden-loss';
  /** What the message of `sudden-loss` tells. */
  params: { missing: number; known: number; sharePercent: number; delivery: string };
}

export const isHeld = (result: Committed | Held): result is Held => 'held' in result;

/** What the archive and the judged set tell about a batch to be. */
export interface Facts {
  /** Dataset name. */
  dataset: string;
  parentBatch: number | null;
  landing: number;
  /** TIMESTAMP texts, UTC. */
  landedAt: string;
  /** When rows without a time of their own became true. */
  effectiveAt: string;
  complete: boolean;
  /** SQL giving each judged row its number inside the batch, 0 … span-1. */
  place: string;
  span: number;
  /** Field ids with any value, and with any raw text, in the judged set. */
  fed: { values: string[]; raws: string[] };
  /** Rows of the temp table `present`. */
  present: number;
}

/** One commit under way: its input, and the number it has taken. */
export interface Work extends Facts {
  input: CommitInput;
  batch: number;
}
