/** What the keeper's verbs take and answer: the JSON of the command line (cli.md). Plain data. */
import type { AuditCheck } from '../../core/audit/verify.js';
import type { Excerpt } from '../../core/archive/log/excerpts.js';
import type { ExportDone } from '../../core/exports/export.js';
import type { Proved } from '../../core/snapshots/drill/proved.js';
import type { KeyWarning } from '../../core/snapshots/keys/sealing.js';
import type { DrillRow } from '../../core/snapshots/ledger.js';
import type { Apart } from '../../core/snapshots/restore/apart.js';
import type { LeftAlone } from './apart.js';
import type { ScheduleAnswer } from './schedule-answers.js';
import type { SnapshotAnswer } from './snapshot-answers.js';
import type { Counts, DeliveryStatus } from '../../schemas/outcomes.js';

export interface IngestArgs {
  /** Absolute paths. */
  files: string[];
  source?: string;
  dataset?: string;
}

export interface DeliveryAnswer extends Counts {
  delivery: string;
  batch: string | null;
  status: DeliveryStatus;
  /** Records that a complete file marked gone at its source. Absent in answers of earlier programs. */
  gone?: number;
  /** Rows that say something else than what the archive has of a later time, which stays. Absent there, too. */
  overruled?: number;
  /** Absolute path of the workbook. */
  receipt: string | null;
  /** The sent file's name, for the person who sent it; never logged. */
  file: string;
  reason: { code: string; message: string; hint: string } | null;
  /** Of a member: the packed file's delivery. */
  parent: string | null;
  /** Of a packed file: its members' deliveries, in their order, and what was left out of it. */
  members: string[];
  leftOut: { member: string; code: string; level: string; message: string; hint: string }[];
  /** For a duplicate: the name of the file that brought the same content. */
  sameAs: string | null;
  ms: number;
}

export interface IngestAnswer {
  deliveries: DeliveryAnswer[];
}

export interface ApproveAnswer extends IngestAnswer {
  /** Taken and checked before. */
  snapshotBefore: string | null;
}

export type AuditVerifyAnswer = AuditCheck & {
  /** When the archive was opened without its high-water mark, ISO 8601 UTC. */
  markMissing: string[];
};

export interface StatusAnswer {
  workspace: string;
  /** What the archive was cut down to when it was restored; null: it is whole. */
  excerpt: Excerpt | null;
  /** Restored and not confirmed: what its settings name and it leaves alone. */
  apart: (Apart & LeftAlone) | null;
  /** `temporalAway`: it does not answer, or ended and does not start again. */
  keeper: {
    running: boolean;
    pid: number | null;
    since: string | null;
    temporal: string | null;
    temporalAway: boolean;
  };
  queues: { waiting: number; running: number };
  /** Files not taken yet, with what they wait for: moving, open, not-whole, not-taken, no-room. */
  waiting: { source: string; file: string; reason: string }[];
  /** What lies in the inboxes of a keeper that serves and is no file (a folder, a link): never taken. Absent in answers of earlier programs. */
  leftAlone?: { source: string; file: string; reason: string }[];
  sources: {
    source: string;
    dataset: string | null;
    folder: string;
    lastDelivery: string | null;
    deliveries: number;
  }[];
  deliveries: {
    delivery: string;
    at: string;
    source: string;
    /** The sent file's name, for people. */
    file: string;
    batch: string | null;
    status: string;
    rows: number;
    accepted: number;
    rejected: number;
    /** Records that it marked gone at its complete source. Absent in answers of earlier programs. */
    gone?: number;
    /** Code of why it came to that. */
    reason: string | null;
    /** Of a workbook of answers: the names of the files that it answered for. */
    answered: string[];
    /** A person took its batch back: the counts are those of then. */
    undone: boolean;
  }[];
  datasets: { dataset: string; records: number }[];
  published: { at: string | null; upToDate: boolean };
  lastSnapshot: SnapshotAnswer | null;
  lastDrill: DrillRow | null;
  /** By dataset: when it was last proved restorable. */
  lastProved: Proved[];
  /** What to do about the keys of the snapshots. */
  keyWarnings: (KeyWarning | 'keys-damaged')[];
  schedules: Pick<ScheduleAnswer, 'name' | 'run' | 'paused' | 'next' | 'last'>[];
}

export interface PublishAnswer {
  published: boolean;
  /** Those whose files were written. */
  roles: {
    role: string;
    /** Absolute. */
    file: string;
    publishedAt: string;
    lastSeq: number;
    sizeBytes: number;
    historyBytes: number | null;
    tookMs: number;
    /** Why the files were made from nothing; null = they were brought up to date. */
    whole: string | null;
  }[];
}

export interface ExportAnswer extends ExportDone {
  /** The folder of the export. */
  to: string;
  role: string;
  /** Nothing was changed. */
  plan: boolean;
  /** Wanted, and not exported. */
  leftOut: { dataset: string; reason: 'local-only' | 'not-exported' }[];
}
