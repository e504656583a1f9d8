/** Runs, pauses and orders of schedules, kept as events of the audit chain: Temporal forgets, the archive does not. */
import type { Session } from '../duck.js';
import { isoSql, num } from '../duck.js';
import { appendAudit } from './audit.js';

export interface ScheduleRun {
  outcome: 'done' | 'failed' | 'cancelled';
  /** Why it failed. */
  code: string | null;
  /** When it should have begun, ISO 8601 UTC; null = not known. */
  scheduledFor: string | null;
  tookMs: number;
}

export type ScheduleEvent =
  | ({ event: 'ran' } & ScheduleRun)
  | { event: 'paused' | 'resumed' | 'triggered' }
  | { event: 'backfilled'; from: string; to: string };

export interface ScheduleHistory {
  paused: boolean;
  /** Runs that came to an end of their own. */
  ended: number;
  /** `at`: when it ended, ISO 8601 UTC. */
  last: (ScheduleRun & { at: string }) | null;
}

/** Adds one event; answers its seq. `schedule`: its name in the settings. */
export const recordSchedule = (s: Session, actor: string, schedule: string, event: ScheduleEvent): Promise<number> =>
  appendAudit(s, { actor, action: 'schedule', subject: schedule, detail: { ...event } });

/** What is known of each schedule that ever ran or was paused, by name. */
export async function scheduleHistories(s: Session): Promise<Map<string, ScheduleHistory>> {
  const of = (...events: string[]): string =>
    `FILTER ((detail ->> '$.event') IN (${events.map((event) => `'${event}'`).join(', ')}))`;
  const rows = await s.rows<{
    subject: string;
    state: string | null;
    ended: string;
    run: string | null;
    iso: string | null;
  }>(
    `SELECT subject, max_by(detail ->> '$.event', seq) ${of('paused', 'resumed')} AS state,
       count(*) FILTER ((detail ->> '$.event') = 'ran' AND (detail ->> '$.outcome') <> 'cancelled') AS ended,
       max_by(detail, seq) ${of('ran')} AS run,
       ${isoSql(`max_by("at", seq) ${of('ran')}`)} AS iso
     FROM archive.log.audit WHERE action = 'schedule' GROUP BY subject`,
  );
  return new Map(
    rows.map(({ subject, state, ended, run, iso }) => [
      subject,
      { paused: state === 'paused', ended: num(ended), last: lastOf(run, iso) },
    ]),
  );
}

function lastOf(run: string | null, at: string | null): ScheduleHistory['last'] {
  if (run === null || at === null) return null;
  const { outcome, code, scheduledFor, tookMs } = JSON.parse(run) as ScheduleRun;
  return { outcome, code, scheduledFor, tookMs: num(tookMs), at };
}
