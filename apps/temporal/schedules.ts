/** Temporal's Schedules of one workspace, made after its settings. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type CalendarSpec,
  type ScheduleDescription,
  type ScheduleHandle,
  type ScheduleSpec,
} from '@temporalio/client';
import type { ScheduleConfig } from '../../schemas/config.js';
import type { WeekDay } from '../../schemas/config/types.js';
import { NamedError } from '../../schemas/errors.js';
import type { Calls } from './calls.js';
import { scheduledId, scheduleId, taskQueue } from './ids.js';

export interface Synced {
  created: string[];
  changed: string[];
  removed: string[];
}

export interface ScheduleState {
  paused: boolean;
  /** Paused by itself, since a run failed. */
  pausedByFailure: boolean;
  note: string | null;
  /** Next times, ISO 8601 UTC; empty while paused. */
  next: string[];
  /** Runs begun so far, times left out because the run before still went on, and times missed for longer than is caught up. */
  runs: number;
  skipped: number;
  missed: number;
  running: number;
}

/** A server that has just begun deals with what was missed within a second or two. */
const lookMs = 250;
const lookTries = 40;

/** Clocks of two machines may differ by minutes. */
const clocksDifferMs = 3_600_000;

/**
 * What it did lies ahead of now: the clock was set back since. The server goes on from there, so that nothing would be
 * begun before that time comes once more.
 */
function isAhead({ info }: ScheduleDescription, nowMs: number): boolean {
  const did = [info.createdAt, info.lastUpdatedAt, ...info.recentActions.map(({ takenAt }) => takenAt)];
  return did.some((at) => at !== undefined && at.getTime() > nowMs + clocksDifferMs);
}

interface InitialState {
  paused: boolean;
  note?: string;
}

const overlaps = {
  skip: ScheduleOverlapPolicy.SKIP,
  wait: ScheduleOverlapPolicy.BUFFER_ONE,
  cancel: ScheduleOverlapPolicy.CANCEL_OTHER,
} as const;

const dayNames = {
  mon: 'MONDAY',
  tue: 'TUESDAY',
  wed: 'WEDNESDAY',
  thu: 'THURSDAY',
  fri: 'FRIDAY',
  sat: 'SATURDAY',
  sun: 'SUNDAY',
} as const satisfies Record<WeekDay, string>;

function specOf({ times, timeZone, jitterMs }: ScheduleConfig): ScheduleSpec {
  const jitter = jitterMs > 0 ? { jitter: jitterMs } : {};
  if (times.kind === 'every') return { intervals: [{ every: times.everyMs }], ...jitter };
  const calendars = times.at.map((at): CalendarSpec => {
    const [hour = 0, minute = 0] = at.split(':').map(Number);
    return {
      hour,
      minute,
      ...(times.days ? { dayOfWeek: times.days.map((day) => dayNames[day]) } : {}),
      ...(times.monthDays ? { dayOfMonth: times.monthDays } : {}),
    };
  });
  return { calendars, timezone: timeZone, ...jitter };
}

/** Pausing and resuming are done by sending a note: without any nothing happens, and nobody is told. */
const noNote = '-';
/** What Temporal itself notes of a schedule that paused when its run failed. */
const ownNote = /^paused due to workflow (failure|timeout)/;
const noteOf = ({ state: { note = '' } }: ScheduleDescription): string | null =>
  note === '' || note === noNote || ownNote.test(note) ? null : note;
const pausedByFailure = ({ state: { paused, note = '' } }: ScheduleDescription): boolean =>
  paused && ownNote.test(note);

/** Runs of a schedule are told nothing but its name; the definition stands by, in the memo of what is begun, only to be compared. */
const argsOf = (schedule: ScheduleConfig) => [{ schedule: schedule.name }] as const;

const definitionOf = (schedule: ScheduleConfig): string => {
  const { times, timeZone, overlap, catchUpMs, jitterMs, pauseOnFailure } = schedule;
  return JSON.stringify({ times, timeZone, overlap, catchUpMs, jitterMs, pauseOnFailure });
};

const toldIn = ({ action }: ScheduleDescription): unknown => action.memo?.['definition'];

/** Every call throws `temporal-unreachable` where no answer comes in time. */
export class Schedules {
  readonly #workspaceId: string;
  readonly #calls: Calls;

  constructor(calls: Calls, workspaceId: string) {
    this.#calls = calls;
    this.#workspaceId = workspaceId;
  }

  /**
   * Makes the server's schedules those of the settings. One that is new begins paused when it is among `paused`; one that
   * is ahead of the clock is made anew, and counts from nothing.
   */
  async sync(wanted: readonly ScheduleConfig[], paused: ReadonlySet<string>, nowMs = Date.now()): Promise<Synced> {
    const synced: Synced = { created: [], changed: [], removed: [] };
    for (const schedule of wanted) {
      const found = await this.#describe(schedule.name);
      if (found === null) {
        await this.#create(schedule, { paused: paused.has(schedule.name) });
        synced.created.push(schedule.name);
      } else if (isAhead(found, nowMs)) {
        await this.#remove(schedule.name);
        await this.#create(schedule, { paused: found.state.paused, note: found.state.note ?? '' });
        synced.changed.push(schedule.name);
      } else if (toldIn(found) !== definitionOf(schedule)) {
        await this.#update(schedule);
        synced.changed.push(schedule.name);
      }
    }
    for (const name of await this.#names()) {
      if (wanted.some((one) => one.name === name)) continue;
      await this.#remove(name);
      synced.removed.push(name);
    }
    return synced;
  }

  /** null = the server does not know it. */
  async state(name: string, limitMs?: number): Promise<ScheduleState | null> {
    const found = await this.#describe(name, limitMs);
    if (found === null) return null;
    const { state, info } = found;
    return {
      paused: state.paused,
      pausedByFailure: pausedByFailure(found),
      note: noteOf(found),
      next: state.paused ? [] : info.nextActionTimes.map((time) => time.toISOString()),
      runs: info.numActionsTaken,
      skipped: info.numActionsSkippedOverlap,
      missed: info.numActionsMissedCatchupWindow,
      running: info.runningActions.length,
    };
  }

  pause(name: string, note: string): Promise<void> {
    return this.#known(name, (handle) => handle.pause(note || noNote));
  }

  resume(name: string, note: string): Promise<void> {
    return this.#known(name, (handle) => handle.unpause(note || noNote));
  }

  /** Begins a run now, after the one that goes on, also while paused. */
  trigger(name: string): Promise<void> {
    return this.#known(name, (handle) => handle.trigger(ScheduleOverlapPolicy.BUFFER_ONE));
  }

  /** Runs the times between `from` and `to` once more, one after the other, also while paused. */
  backfill(name: string, from: Date, to: Date): Promise<void> {
    const overlap = ScheduleOverlapPolicy.BUFFER_ALL;
    return this.#known(name, (handle) => handle.backfill({ start: from, end: to, overlap }));
  }

  #handle(name: string): ScheduleHandle {
    return this.#calls.client.schedule.getHandle(scheduleId(this.#workspaceId, name));
  }

  async #known(name: string, work: (handle: ScheduleHandle) => Promise<unknown>): Promise<void> {
    try {
      await this.#calls.ask(() => work(this.#handle(name)));
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      throw new NamedError('schedule-not-synced', `Temporal does not know the schedule "${name}" yet.`, {
        hint: 'Run "sheetkeep reconcile", or start the keeper again.',
        exit: 'missingPart',
        cause: error,
      });
    }
  }

  async #describe(name: string, limitMs?: number): Promise<ScheduleDescription | null> {
    return this.#calls.ask(() => this.#handle(name).describe(), limitMs).catch(unlessGone);
  }

  #made(schedule: ScheduleConfig) {
    return {
      spec: specOf(schedule),
      action: {
        type: 'startWorkflow',
        workflowType: 'runScheduled',
        workflowId: scheduledId(this.#workspaceId, schedule.name),
        taskQueue: taskQueue(this.#workspaceId),
        args: [...argsOf(schedule)],
        memo: { definition: definitionOf(schedule) },
      },
      policies: {
        overlap: overlaps[schedule.overlap],
        catchupWindow: schedule.catchUpMs,
        pauseOnFailure: schedule.pauseOnFailure,
      },
    } as const;
  }

  async #create(schedule: ScheduleConfig, state: InitialState): Promise<void> {
    const options = { scheduleId: scheduleId(this.#workspaceId, schedule.name), ...this.#made(schedule), state };
    try {
      await this.#calls.ask(() => this.#calls.client.schedule.create(options));
    } catch (error) {
      // A repeated call whose first answer was lost.
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }

  /** In its place: what is paused, goes on, waits for the run before, or was counted stays. */
  async #update(schedule: ScheduleConfig): Promise<void> {
    await this.#lookedAt(schedule.name);
    await this.#calls.ask(() =>
      this.#handle(schedule.name).update(({ state }) => ({ ...this.#made(schedule), state })),
    );
  }

  /**
   * Waits until the server has dealt with the times that passed while it was down: those before a change of the definition it
   * never looks at again. Of a time it has not looked at yet it says that it comes next.
   */
  async #lookedAt(name: string): Promise<void> {
    for (let tries = 0; tries < lookTries; tries++) {
      const found = await this.#describe(name);
      const [next] = found === null || found.state.paused ? [] : found.info.nextActionTimes;
      if (next === undefined || next.getTime() > Date.now()) return;
      await sleep(lookMs);
    }
  }

  async #remove(name: string): Promise<void> {
    await this.#calls.ask(() => this.#handle(name).delete()).catch(unlessGone);
  }

  /** Of this workspace; others may share the server. */
  async #names(): Promise<string[]> {
    const prefix = scheduleId(this.#workspaceId, '');
    return this.#calls.ask(async () => {
      const names: string[] = [];
      for await (const { scheduleId: id } of this.#calls.client.schedule.list())
        if (id.startsWith(prefix)) names.push(id.slice(prefix.length));
      return names;
    });
  }
}

function unlessGone(error: unknown): null {
  if (error instanceof ScheduleNotFoundError) return null;
  throw error;
}
