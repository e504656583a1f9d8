/** What the verbs of snapshots, keys and drills answer: the JSON of the command line. Plain data. */
import type { CheckAnswer } from '../../core/snapshots/check.js';
import type { CopyAnswer } from '../../core/snapshots/copy.js';
import type { KeyWarning } from '../../core/snapshots/keys/sealing.js';
import type { Proved } from '../../core/snapshots/drill/proved.js';
import type { DrillRow } from '../../core/snapshots/ledger.js';
import type { ManifestFault } from '../../core/snapshots/manifest/read.js';
import { bytesOf } from '../../core/snapshots/manifest/model.js';
import type { Head } from '../../core/snapshots/manifest/model.js';
import type { SnapshotKind } from '../../core/snapshots/manifest/shapes.js';
import type { Role, ScenarioPlan } from '../../core/snapshots/restore/scenario.js';
import type { LivePlan } from '../../core/snapshots/restore/plan.js';
import type { PrunePlan } from '../../core/snapshots/prune.js';
import type { Spread } from '../../core/snapshots/spread.js';

export interface SnapshotAnswer {
  id: string;
  kind: SnapshotKind;
  parent: string | null;
  /** ISO 8601 UTC. */
  at: string;
  bytes: number;
  rows: number;
  /** Its last drill passed. */
  proved: boolean;
  sealed: boolean;
  /** Names of the stores it is in by this archive's book. */
  stores: string[];
}

export interface SnapshotsAnswer {
  /** Oldest first. */
  snapshots: SnapshotAnswer[];
  /** Folders whose manifest cannot be used. */
  unreadable?: { id: string; fault: ManifestFault }[];
}

export interface TakeAnswer extends SnapshotsAnswer {
  /** What to do about the keys. */
  warnings: (KeyWarning | 'set-apart')[];
  /** How it came into the further stores. */
  copies: Spread[];
}

export interface DrillsAnswer {
  /** Oldest first. */
  drills: DrillRow[];
  /** By dataset: when it was last proved restorable. */
  lastProved: Proved[];
}

export interface RestorePlanAnswer extends ScenarioPlan {
  contacts: Record<Role, string>;
  /** When the plan was made, ISO 8601 UTC. */
  at: string;
}

export interface ConfirmAnswer {
  /** False: it was not set apart. */
  confirmed: boolean;
  /** Out of which it was restored. */
  snapshot: string | null;
  /** Used from now on. */
  stores: string[];
  schedules: string[];
}

export interface CertificateAnswer {
  drill: string;
  /** Path of the page. */
  certificate: string;
}

export interface LiveRestoreAnswer extends LivePlan {
  snapshot: string;
  dataset: string;
  /** ISO 8601 UTC; null: as the snapshot stands. */
  at: string | null;
  /** Nothing was changed. */
  plan: boolean;
  /** One per source; `undo` of the first takes back all. */
  batches: { batch: string; delivery: string; source: string; rows: number }[];
  /** Path of the file with the state of each record. */
  lines: string | null;
  /** Taken and checked before. */
  snapshotBefore: string | null;
}

export type CheckResult = CheckAnswer;

export interface CopyResult extends CopyAnswer {
  store: string;
}

export interface PruneAnswer {
  /** Nothing was changed. */
  plan: boolean;
  stores: (PrunePlan & { removed: string[]; error: Spread['error'] })[];
}

export interface KeyAnswer {
  recipient: string;
  /** `workspace`: opens on this machine; `recovery`: kept elsewhere; `setting`: of snapshots.recipients; `retired`: opens older ones. */
  role: 'workspace' | 'recovery' | 'setting' | 'retired';
  /** ISO 8601 UTC; null: not known here. */
  madeAt: string | null;
  /** When somebody proved to have the recovery identity. */
  confirmedAt: string | null;
}

export interface KeysAnswer {
  sealed: boolean;
  keys: KeyAnswer[];
  warnings: KeyWarning[];
}

/** `recovery` is a secret: shown once, written nowhere. */
export interface RotateAnswer extends KeysAnswer {
  recovery: string;
  /** Ids of snapshots that only the recovery identity of lost keys still opens. */
  closed: string[];
}

export function toSnapshot(head: Head, proved: boolean, stores: string[]): SnapshotAnswer {
  const { id, kind, parent, at, rows } = head;
  return { id, kind, parent, at, bytes: bytesOf(head), rows, proved, sealed: head.recipients.length > 0, stores };
}
