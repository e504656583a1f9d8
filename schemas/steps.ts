/**
 * The steps of a delivery as they cross Temporal: ids, references, codes and counts. Nothing here may hold a cell, a
 * header, a sheet's or a file's name: such things stand in the staged files that a reference points to.
 */
import type { Counts, DeliveryOutcome, DeliveryStatus } from './outcomes.js';
import type { Ref } from './refs.js';

export interface DeliveryInput {
  delivery: string;
  /** A person approved the sudden loss that this delivery was held for. */
  approvedLoss?: boolean;
}

/**
 * `parsed`: the tables found, staged. `packed`: a ZIP or gzip file, its members landed as deliveries of their own. `duplicate`: the same
 * bytes are archived and live under the mapping of today. `asks`: it cannot be read before a person says how.
 */
export type ParseStep =
  | { kind: 'parsed'; parsed: Ref; tables: number; rows: number }
  | { kind: 'packed' }
  | { kind: 'duplicate' }
  | { kind: 'asks'; reason: string }
  | { kind: 'refused'; reason: string };

/**
 * `mapped`: what to judge. `duplicate`: the same bytes are live, read under a mapping that says the same about these tables. `needs-mapping`: a person is asked. `answers`: the file answered for these deliveries,
 * which go on; `plan` is null when it held nothing else.
 */
export type MapStep =
  | { kind: 'mapped'; plan: Ref }
  | { kind: 'needs-mapping'; plan: Ref; reason?: string }
  | { kind: 'duplicate' }
  | { kind: 'answers'; deliveries: string[]; plan: Ref | null }
  | { kind: 'refused'; reason: string };

export type CommitStep =
  { kind: 'committed'; batch: string; counts: Counts } | { kind: 'duplicate' } | { kind: 'held'; reason: string };

/** How a delivery ends, to be written down and told. */
export interface Conclusion {
  status: DeliveryStatus;
  reason: string | null;
  batch: string | null;
  counts: Counts;
  parsed: Ref | null;
  plan: Ref | null;
}

/** The members of a packed file to take next, side by side; empty = each has its outcome. */
export interface OpenMembers {
  deliveries: string[];
}

/** What a workflow answers; the receipt's place (it names the file) stands in the log. */
export type StepOutcome = Omit<DeliveryOutcome, 'receipt'>;

/** The name of a schedule of the settings; what it runs and with which arguments stands there, not here. */
export interface ScheduledInput {
  schedule: string;
}

/** `code`: why it failed. */
export interface ScheduledResult {
  outcome: 'done' | 'failed' | 'cancelled';
  code: string | null;
}

/** How a run of a schedule ended, to be written down and told. */
export interface ScheduledConclusion extends ScheduledInput {
  result: ScheduledResult;
  /** When it should have begun, ISO 8601 UTC; null = not known. */
  scheduledFor: string | null;
  tookMs: number;
}

/** Progress of a step as heartbeats carry it. */
export interface StepProgress {
  step: 'unpack' | 'parse' | 'map' | 'judge' | 'commit' | 'receipt' | 'publish' | 'published' | 'schedule';
  rows?: number;
}

/** The steps as Temporal sees them. Every one may be run again at any time and comes to the same. */
export interface Activities {
  parseDelivery(input: DeliveryInput): Promise<ParseStep>;
  mapDelivery(input: DeliveryInput & { parsed: Ref }): Promise<MapStep>;
  commitDelivery(input: DeliveryInput & { parsed: Ref; plan: Ref }): Promise<CommitStep>;
  openMembers(input: DeliveryInput): Promise<OpenMembers>;
  /** What a packed file comes to, by its members. */
  sumMembers(input: DeliveryInput): Promise<Conclusion>;
  /** Writes the receipt and the outcome. */
  concludeDelivery(input: DeliveryInput & { conclusion: Conclusion }): Promise<StepOutcome>;
  /** Moves the sent file out of the inbox and removes what was staged. */
  settleDelivery(input: DeliveryInput): Promise<void>;
  /** Renews the copy that analysts open; nothing to do when it is current. */
  publishArchive(): Promise<{ published: boolean }>;
  /** Removes what outlived its time: old files in `done/`, staging without a delivery under way. */
  sweepWorkspace(): Promise<{ days: number; stagings: number }>;
}

/** The steps of scheduled work, on a queue of their own. */
export interface UpkeepActivities {
  /** Does what the schedule says, as the keeper's verb of that name. */
  runScheduled(input: ScheduledInput): Promise<ScheduledResult>;
  /** Writes the end down, and alerts when it failed. */
  concludeScheduled(input: ScheduledConclusion): Promise<void>;
}
