/** What the verbs of snapshots and drills answer: the JSON of the command line. Plain data. */
import type { CheckAnswer } from '../../core/snapshots/check.js';
import type { DrillRow } from '../../core/snapshots/ledger.js';
import { sizeOf } from '../../core/snapshots/manifest.js';
import type { Manifest, SnapshotKind } from '../../core/snapshots/manifest.js';

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
}

export interface SnapshotsAnswer {
  /** Oldest first. */
  snapshots: SnapshotAnswer[];
  /** Folders whose manifest cannot be used. */
  unreadable?: { id: string; fault: string }[];
}

export interface DrillsAnswer {
  /** Oldest first. */
  drills: DrillRow[];
}

export type CheckResult = CheckAnswer;

export function toSnapshot(manifest: Manifest, proved: boolean): SnapshotAnswer {
  const { id, kind, parent, at } = manifest;
  return { id, kind, parent, at, ...sizeOf(manifest), proved };
}
