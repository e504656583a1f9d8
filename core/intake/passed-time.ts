/** How much time passed, whatever the clock said: what is kept for some days is not removed early because a clock was set forward. */
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

export interface Moment {
  /** Wall clock, ISO 8601 UTC. */
  at: string;
  /** Which start of the machine; null: the system does not tell. */
  boot: string | null;
  /** Since that start, sleep included. */
  upMs: number;
}

/** Where the machine was started anew in between only the wall clock tells how long it was off: so much is believed. */
const mostOffMs = 7 * 86_400_000;

function bootOf(): string | null {
  if (process.platform !== 'linux') return null;
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}

export const momentOf = (at: Date): Moment => ({
  at: at.toISOString(),
  boot: bootOf(),
  upMs: Math.round(uptime() * 1000),
});

/** Milliseconds from one moment to a later one; never more than what passed, but for a clock set forward while the machine was off. */
export function passedMs(from: Moment, to: Moment): number {
  if (from.boot === to.boot && to.upMs >= from.upMs) return to.upMs - from.upMs;
  return Math.min(Math.max(Date.parse(to.at) - Date.parse(from.at), 0), mostOffMs);
}
