/** What is watched, how, and what is told of it. */
import type { NotAFile } from './identity.js';
import type { InFlight } from './in-flight.js';
import type { Room } from './room.js';
import type { SettleRules } from './settle.js';

/** Lands one file that holds still, when it is its turn; the claim is entered in InFlight by it. `patience`: ends the wait for a turn. */
export type TakeFile = (file: { source: string; path: string; name: string }, patience: AbortSignal) => Promise<void>;

export interface WatchedSource {
  source: string;
  /** Absolute. */
  folder: string;
}

export type WatchEvent =
  | { kind: 'skipped'; source: string; name: string; reason: NotAFile }
  | { kind: 'folder-gone' | 'folder-unreadable' | 'folder-back' | 'folder-replaced'; source: string }
  /** `why`: what it was that failed. */
  | { kind: 'not-taken'; source: string; name: string; why: unknown; retried: boolean }
  | { kind: 'waits'; source: string; name: string; reason: 'open' | 'not-whole' | 'no-room' }
  | { kind: 'taken-back'; source: string; name: string };

export interface WatchOptions {
  sources: WatchedSource[];
  /** Longest time between two scans. */
  scanMs: number;
  rules: SettleRules & { zipPatienceMs: number };
  inFlight: InFlight;
  /** Room on the disk, looked at before each scan; absent = there is always enough. */
  room?: Room;
  /** Lands the file and starts its delivery. Errors are NamedErrors; retryable ones are tried again later. */
  take: TakeFile;
  tell(event: WatchEvent): void;
}
