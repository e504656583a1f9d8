/** Column mapping: which column feeds which field of which dataset, and which fields are the key. */
import type { ReadingRule } from './decisions.js';

export interface ColumnMapping {
  /** Position among the table's columns, 0-based. */
  position: number;
  /** The column's label (A or 1) and header as sent. */
  column: string;
  header: string;
  /** Field name; null = kept in `extra`. */
  field: string | null;
  /** 1 for exact name or alias or a person's decision; below 1 only in suggestions. */
  confidence: number;
  /** Unit multiplier from the header ((万元) = '10000'), else '1'. */
  unit: string;
  /** Currency told by the header ((USD), 元), else null. */
  currency: string | null;
  /** Neither a field nor kept in `extra`: a row counter (序号), a column of a receipt workbook, or a person's wish. */
  ignored?: true;
  /**
   * The known export (preset) whose table this column was met in: the same header may mean another thing in another export of
   * the same source. Absent = an ordinary table.
   */
  preset?: string;
  /** What words of this export mean, value → words; beside the field's own list. Of fields of type enum. */
  words?: Record<string, string[]>;
  /** Positions of cells that belong before this one's (first and middle name before the last name); read as one text. */
  joined?: number[];
  /** Positions of cells that complete this one's where they say something (the refund of an order, `0` being none): joined by a slash. */
  suffixes?: number[];
}

export type KeyChoice =
  | {
      kind: 'fields';
      fields: string[];
      decidedBy: 'identifier' | 'config' | 'person';
      /** Chosen for files that lack the identifier, or the key the source had: it never takes that one's place. */
      fallback?: true;
    }
  | { kind: 'content' };

export interface Mapping {
  source: string;
  dataset: string;
  /** 1, 2, … per (source, dataset). */
  version: number;
  columns: ColumnMapping[];
  key: KeyChoice;
  /** Field whose value tells which of two rows is newer; null = none declared. */
  newestBy: string | null;
  /** Field that tells when a row became true (effectiveAt); null = landing time. */
  effectiveBy: string | null;
  /** The source's deliveries are the whole truth: a missing row is gone. */
  complete: boolean;
  /** What people decided about how files of the source are read; absent = nothing. */
  reading?: ReadingRule[];
}

export interface MappingQuestion {
  /** `key`: a field of the key that the source has is not fed. `encoding`, `dialect`, `header`: how the file is read is not sure. */
  kind: 'column' | 'required' | 'key' | 'conflict' | 'dataset' | 'encoding' | 'dialect' | 'header';
  /** Column position for kind column and conflict. */
  position?: number;
  field?: string;
  /** The answer that was not understood. */
  said?: string;
  suggestions: { field: string; confidence: number }[];
}

/** What mapping a table comes to: ready, or questions for a person. A key proposal never blocks. */
export interface MappingOutcome {
  mapping: Mapping;
  questions: MappingQuestion[];
  /** Proposed key for a person to confirm once; null when an identifier is the key or nothing fits. */
  proposedKey: string[] | null;
}
