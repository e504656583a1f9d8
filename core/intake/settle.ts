/** Decides from scan to scan which files hold still. No clock and no files of its own: a scan and a time come in, decisions go out. */
import { sameIdentity, type FileIdentity, type NotAFile } from './identity.js';

export interface Seen {
  /** Name inside the folder. */
  name: string;
  kind: NotAFile | 'file';
  identity: FileIdentity;
  /** A lock file lies beside it: someone has it open. */
  locked: boolean;
}

export interface SettleRules {
  /** How long a file must have been seen unchanged. */
  settleMs: number;
  /** How long ago its last change must be by the file system's own clock (ctime). */
  minAgeMs: number;
  /** A lock file older than this no longer holds its file back. */
  lockPatienceMs: number;
}

interface Watched {
  identity: FileIdentity;
  /** Monotonic time of the first scan that saw this state. */
  sinceMs: number;
  scans: number;
  lockedSinceMs: number | null;
  skipTold: boolean;
}

export interface Skipped {
  name: string;
  reason: NotAFile;
}

export interface Decisions {
  /** Names that hold still, oldest change first. */
  ready: Seen[];
  /** Names skipped for good; each is told once as long as it lies there. */
  skipped: Skipped[];
  /** Names that are looked at again, with what they wait for. */
  waiting: { name: string; reason: 'moving' | 'open' }[];
}

export interface Now {
  /** Monotonic. */
  steadyMs: number;
  /** Wall clock, to compare with ctime. */
  wallMs: number;
}

/** What one folder's files did over the last scans. */
export class Settler {
  #files = new Map<string, Watched>();
  readonly #rules: SettleRules;

  constructor(rules: SettleRules) {
    this.#rules = rules;
  }

  observe(seen: readonly Seen[], now: Now): Decisions {
    const decisions: Decisions = { ready: [], skipped: [], waiting: [] };
    const next = new Map<string, Watched>();
    for (const entry of seen) {
      const watched = this.#watch(entry, now);
      next.set(entry.name, watched);
      if (entry.kind === 'file') this.#decide(entry, watched, now, decisions);
      else if (!watched.skipTold) {
        watched.skipTold = true;
        decisions.skipped.push({ name: entry.name, reason: entry.kind });
      }
    }
    this.#files = next;
    decisions.ready.sort((a, b) => Number(a.identity.ctimeNs - b.identity.ctimeNs));
    return decisions;
  }

  /** Forgets a name, so that it must hold still anew (its claim failed because it moved). */
  forget(name: string): void {
    this.#files.delete(name);
  }

  #watch(entry: Seen, now: Now): Watched {
    const before = this.#files.get(entry.name);
    const same = before !== undefined && sameIdentity(before.identity, entry.identity);
    const lockedSinceMs = entry.locked ? (before?.lockedSinceMs ?? now.steadyMs) : null;
    // A folder's or link's own times move with its content; it is told once all the same.
    const skipTold = before?.skipTold ?? false;
    if (!same) return { identity: entry.identity, sinceMs: now.steadyMs, scans: 1, lockedSinceMs, skipTold };
    return { ...before, scans: before.scans + 1, lockedSinceMs };
  }

  #decide(entry: Seen, watched: Watched, now: Now, decisions: Decisions): void {
    const { settleMs, minAgeMs, lockPatienceMs } = this.#rules;
    const ageMs = now.wallMs - Number(entry.identity.ctimeNs / 1_000_000n);
    // A ctime in the future (a clock set back) says nothing: then the time seen unchanged alone counts.
    const old = ageMs < 0 ? now.steadyMs - watched.sinceMs >= minAgeMs : ageMs >= minAgeMs;
    const locked = watched.lockedSinceMs !== null && now.steadyMs - watched.lockedSinceMs < lockPatienceMs;
    const still = watched.scans >= 2 && now.steadyMs - watched.sinceMs >= settleMs;
    if (still && old && !locked) decisions.ready.push(entry);
    else decisions.waiting.push({ name: entry.name, reason: still && old ? 'open' : 'moving' });
  }
}
