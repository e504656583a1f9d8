/** What a delivery comes to. Plain data, crosses Temporal: ids, references and counts only. */
import type { Ref } from './refs.js';

export type DeliveryStatus = 'committed' | 'duplicate' | 'refused' | 'needs-mapping' | 'held' | 'failed';

/** A workbook of answers came back: all was answered, or what asked still asks. */
export const isAnswers = (reason: string | null | undefined): reason is 'answers-taken' | 'answers-open' =>
  reason === 'answers-taken' || reason === 'answers-open';

/** rows = accepted + rejected + duplicates + skipped; accepted = fresh + changed + unchanged. */
export interface Counts {
  rows: number;
  accepted: number;
  new: number;
  changed: number;
  unchanged: number;
  rejected: number;
  duplicates: number;
  skipped: number;
}

export const noCounts: Counts = {
  rows: 0,
  accepted: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  rejected: 0,
  duplicates: 0,
  skipped: 0,
};

export interface DeliveryOutcome extends Counts {
  delivery: string;
  batch: string | null;
  status: DeliveryStatus;
  /** Catalogue code of the refusal or hold. */
  reason: string | null;
  receipt: Ref | null;
}
