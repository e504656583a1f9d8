/** What people do with schedules: look, pause, resume, run now, run missed times. */
import { z } from 'zod';
import { recordSchedule, type ScheduleEvent } from '../../../core/archive/log/schedules.js';
import { timeOf } from '../../../core/archive/times.js';
import type { ScheduleConfig } from '../../../schemas/config.js';
import { NamedError } from '../../../schemas/errors.js';
import type { ScheduledConclusion } from '../../../schemas/steps.js';
import { actor } from '../actor.js';
import { leftAlone, refuseApart } from '../apart.js';
import { namedSchedule } from '../scheduled.js';
import type { BackfillAnswer, ScheduleRunAnswer, SchedulesAnswer } from '../schedule-answers.js';
import { scheduleAnswers } from '../schedules.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './context.js';

const dayMs = 86_400_000;

const nameSchema = z.strictObject({ name: z.string() });
const noteSchema = z.strictObject({ name: z.string(), note: z.string().max(500).default('') });
const backfillSchema = z.strictObject({ name: z.string(), from: z.string(), to: z.string() });

export async function scheduleList({ parts, engine }: VerbContext): Promise<SchedulesAnswer> {
  const schedules = await scheduleAnswers(parts, ({ name }) => engine().schedules.state(name));
  return { schedules, apart: parts.apart && leftAlone(parts.config) };
}

const record = ({ parts }: VerbContext, name: string, event: ScheduleEvent): Promise<number> =>
  parts.duck.write((s) => recordSchedule(s, actor(), name, event));

/** Only this schedule, as it stands now. */
async function answer(context: VerbContext, name: string): Promise<SchedulesAnswer> {
  const { schedules, apart } = await scheduleList(context);
  return { schedules: schedules.filter((one) => one.name === name), apart };
}

export async function schedulePause(context: VerbContext, args: unknown): Promise<SchedulesAnswer> {
  const { name, note } = parseArgs(noteSchema, args);
  refuseApart(context.parts);
  namedSchedule(context.parts.config, name);
  await context.engine().schedules.pause(name, note);
  await record(context, name, { event: 'paused' });
  return answer(context, name);
}

export async function scheduleResume(context: VerbContext, args: unknown): Promise<SchedulesAnswer> {
  const { name, note } = parseArgs(noteSchema, args);
  refuseApart(context.parts);
  namedSchedule(context.parts.config, name);
  await context.engine().schedules.resume(name, note);
  await record(context, name, { event: 'resumed' });
  return answer(context, name);
}

/** Runs go on in the keeper that serves; one made for a single command ends with it. */
function needServing({ serving }: VerbContext): void {
  if (serving) return;
  throw new NamedError('keeper-needed', 'No keeper runs here, and scheduled work is done by one.', {
    hint: 'Start it with "sheetkeep up", or give the command itself, such as "sheetkeep snapshot take".',
    exit: 'missingPart',
  });
}

/** Begins a run and waits for its end; when one goes on, for that one or the one after it. */
export async function scheduleRun(context: VerbContext, args: unknown): Promise<ScheduleRunAnswer> {
  const { name } = parseArgs(nameSchema, args);
  refuseApart(context.parts);
  namedSchedule(context.parts.config, name);
  needServing(context);
  const ended = nextEnd(context, name);
  ended.catch(() => undefined);
  const forget = context.scheduled.onRetry((schedule, { code, message, hint }) => {
    if (schedule === name) context.progress({ step: 'again', error: { code, message, hint } });
  });
  try {
    await record(context, name, { event: 'triggered' });
    await context.engine().schedules.trigger(name);
    const { result, tookMs } = await ended;
    return { schedule: name, ...result, tookMs };
  } finally {
    forget();
  }
}

/** Rejects when the caller goes away; the run goes on. */
function nextEnd({ scheduled, signal }: VerbContext, name: string): Promise<ScheduledConclusion> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      forget();
      reject(new NamedError('stopped', 'Nobody waits any more; the run goes on.'));
    };
    const forget = scheduled.onConcluded((conclusion) => {
      if (conclusion.schedule !== name) return;
      forget();
      signal.removeEventListener('abort', stop);
      resolve(conclusion);
    });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

export async function scheduleBackfill(context: VerbContext, args: unknown): Promise<BackfillAnswer> {
  const { name, from: first, to: last } = parseArgs(backfillSchema, args);
  refuseApart(context.parts);
  const schedule = namedSchedule(context.parts.config, name);
  const { timeZone } = context.parts.config;
  const [from, to] = [timeOf(first, timeZone), timeOf(last, timeZone)];
  checkSpan(schedule, from, to);
  needServing(context);
  const span = { from: from.toISOString(), to: to.toISOString() };
  await record(context, name, { event: 'backfilled', ...span });
  await context.engine().schedules.backfill(name, from, to);
  return { schedule: name, ...span };
}

/** Nobody could stop so many that wait for one another. */
const mostRuns = 1000;

/** Temporal would run times to come at once, too. */
function checkSpan({ times }: ScheduleConfig, from: Date, to: Date): void {
  const wrong = (what: string): NamedError => new NamedError('usage', what, { exit: 'usage' });
  if (from >= to) throw wrong('The first time must be before the last.');
  if (to.getTime() > Date.now()) throw wrong('The last time has not come yet: only times that are over are run again.');
  const spanMs = to.getTime() - from.getTime();
  const runs = times.kind === 'every' ? spanMs / times.everyMs : (spanMs / dayMs) * times.at.length;
  if (runs > mostRuns) throw wrong(`That may be ${Math.ceil(runs)} runs: give a span of at most ${mostRuns}.`);
}
