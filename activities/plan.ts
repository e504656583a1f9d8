/** What mapping decided about a delivery, as the next steps read it from staging. May hold headers: never crosses Temporal. */
import type { TableSkip } from '../core/mapping/delivery.js';
import type { ReadingQuestion } from '../schemas/reading-questions.js';
import type { ColumnMapping, Mapping, MappingQuestion } from '../schemas/mapping.js';

export interface Plan {
  /** The source whose records are meant: that of the corrected delivery for a fix-up, else the delivery's own. */
  source: string;
  /** null = a person is asked which. */
  dataset: string | null;
  mapping: Mapping | null;
  /** Tables to judge, by number, with their own columns. */
  tables: { table: number; columns: ColumnMapping[] }[];
  skipped: { table: number; reason: TableSkip }[];
  /** Open questions; empty = the delivery goes on. */
  questions: (MappingQuestion & { table: number })[];
  /** Questions about the reading of the file: it waits for them, too. Absent in plans of earlier programs. */
  reading?: ReadingQuestion[];
  /** A key to be confirmed; asked on the receipt, never waited for. */
  proposedKey: string[] | null;
  /** The delivery that this one corrects. */
  parent: string | null;
  /** A receipt workbook of ours came back. */
  isReturn: boolean;
  /** The sheets of the sender's own file that the rows of a returned receipt stood on; they stay theirs. Absent in plans of earlier programs. */
  sheets?: { table: number; sheet: string }[];
  /** Where row tokens stand. */
  tokens: { table: number; position: number }[];
}
