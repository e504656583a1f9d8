/** Scheduled work: the verb a schedule names, called as the command line calls it, so that messages, alarms and ledger are the same. */
import type { ScheduledWork } from '../../activities/scheduled.js';
import { recordSchedule, scheduleHistories } from '../../core/archive/log/schedules.js';
import type { AuditCheck } from '../../core/audit/verify.js';
import type { Config, ScheduleConfig } from '../../schemas/config.js';
import type { ScheduledVerb } from '../../schemas/config/schedule-settings.js';
import { NamedError } from '../../schemas/errors.js';
import { nearestOf } from '../../schemas/fields/spelling.js';
import type { ScheduledConclusion, ScheduledResult } from '../../schemas/steps.js';
import { actingAs } from './actor.js';
import { refuseApart } from './apart.js';
import { alertText, errorText } from './alerts.js';
import type { Parts } from './parts.js';
import type { CheckResult, DrillsAnswer, PruneAnswer, TakeAnswer } from './snapshot-answers.js';

/** What went wrong, with words where no alarm of its own tells them. */
type Wrong = { code: string; message?: string; hint?: string };

const coded = (code: string | false | undefined): Wrong | null => (code ? { code } : null);
const firstError = (of: readonly { error: Wrong | null }[]): Wrong | null =>
  of.find(({ error }) => error !== null)?.error ?? null;

/** What an answer says went wrong; a verb that is not here fails by throwing alone. */
const failures: Partial<Record<ScheduledVerb, (answer: unknown) => Wrong | null>> = {
  'snapshot.take': (answer) => firstError((answer as TakeAnswer).copies),
  'snapshot.check': (answer) => coded((answer as CheckResult).faults.length > 0 && 'snapshot-faults'),
  'snapshot.prune': (answer) => firstError((answer as PruneAnswer).stores),
  'drill.run': (answer) => {
    const bad = (answer as DrillsAnswer).drills.find(({ result }) => result !== 'pass');
    return coded(bad && `drill-${bad.result}`);
  },
  'audit.verify': (answer) => coded(!(answer as AuditCheck).ok && 'audit-broken'),
};

type Told = Pick<NamedError, 'code' | 'message' | 'hint'>;
type Args = Record<string, unknown>;

/** Arguments that change from run to run, of those in the settings and how many runs there were; all others are taken as they stand. */
const argsOf: Partial<Record<ScheduledVerb, (args: Args, ended: number) => Args>> = {
  'snapshot.check': ({ dataOver: t, ...args }, ended) =>
    typeof t === 'number' ? { ...args, slice: { n: (ended % t) + 1, t } } : args,
};

/** The schedule of that name; throws `unknown-schedule`. */
export function namedSchedule({ schedules }: Config, name: string): ScheduleConfig {
  const found = schedules.find((one) => one.name === name);
  if (found) return found;
  const names = schedules.map((one) => one.name);
  const near = nearestOf(names)(name);
  const all = names.length > 0 ? `Schedules: ${names.join(', ')}.` : 'The settings have no schedules.';
  throw new NamedError('unknown-schedule', `There is no schedule "${name}".`, {
    hint: near === undefined ? all : `Did you mean ${near}?`,
    exit: 'usage',
  });
}

type Listener = (conclusion: ScheduledConclusion) => void;
type RetryListener = (schedule: string, error: Told) => void;

export interface ScheduledOptions {
  parts: Pick<Parts, 'duck' | 'config' | 'apart'>;
  /** A verb of the keeper. */
  call: (verb: string, args: unknown, signal: AbortSignal) => Promise<unknown>;
  alert: (text: string) => void;
}

export class Scheduled implements ScheduledWork {
  readonly #options: ScheduledOptions;
  readonly #listeners = new Set<Listener>();
  readonly #retryListeners = new Set<RetryListener>();
  /** What the last failure of a schedule said, by its name. */
  readonly #words = new Map<string, string>();

  constructor(options: ScheduledOptions) {
    this.#options = options;
  }

  /** How each run ended, once it is written down. */
  onConcluded(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What failed for a passing reason and is tried again, for minutes. */
  onRetry(listener: RetryListener): () => void {
    this.#retryListeners.add(listener);
    return () => void this.#retryListeners.delete(listener);
  }

  async run(name: string, signal: AbortSignal): Promise<ScheduledResult> {
    const { parts, call } = this.#options;
    const { run, args } = namedSchedule(parts.config, name);
    this.#words.delete(name);
    try {
      refuseApart(parts);
      const ended = (await parts.duck.read(scheduleHistories)).get(name)?.ended ?? 0;
      const given = argsOf[run]?.(args, ended) ?? args;
      const answer = await actingAs('schedule', () => call(run, given, signal));
      const wrong = failures[run]?.(answer) ?? null;
      if (wrong?.message !== undefined) this.#tell(name, { hint: '', ...wrong, message: wrong.message });
      return { outcome: wrong === null ? 'done' : 'failed', code: wrong?.code ?? null };
    } catch (thrown) {
      if (!(thrown instanceof NamedError)) throw thrown;
      return this.#refused(name, thrown);
    }
  }

  #tell(name: string, error: Told): void {
    this.#words.set(name, errorText(error, this.#options.parts.config.language));
  }

  /** What an error says is for people here: it may name a place, and only its code crosses Temporal. */
  #refused(name: string, error: NamedError): ScheduledResult {
    const { code, exit, retryable } = error;
    this.#tell(name, error);
    if (!retryable) return { outcome: 'failed', code };
    for (const listener of this.#retryListeners) listener(name, error);
    throw new NamedError(code, code, { exit, retryable });
  }

  async conclude(conclusion: ScheduledConclusion): Promise<void> {
    const { schedule, result, scheduledFor, tookMs } = conclusion;
    const { duck, config } = this.#options.parts;
    await duck.write((s) => recordSchedule(s, 'schedule', schedule, { event: 'ran', ...result, scheduledFor, tookMs }));
    if (result.outcome === 'failed') {
      const { run = null, pauseOnFailure = false } = config.schedules.find((one) => one.name === schedule) ?? {};
      // Temporal pauses it by itself, and forgets that with its database.
      if (pauseOnFailure) await duck.write((s) => recordSchedule(s, 'schedule', schedule, { event: 'paused' }));
      const failed = {
        name: schedule,
        run,
        pauses: pauseOnFailure,
        code: result.code ?? '',
        words: this.#words.get(schedule) ?? null,
      };
      this.#options.alert(alertText.schedule(failed, config.language));
    }
    for (const listener of this.#listeners) listener(conclusion);
  }
}
