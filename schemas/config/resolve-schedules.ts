/** Fills in the settings of schedules and checks what one setting alone cannot tell. */
import { problemsOf, type ConfigProblem } from './problems.js';
import { scheduledVerbs } from './schedule-settings.js';
import type { ParsedConfig } from './settings.js';
import type { ScheduleConfig, ScheduleTimes } from './types.js';

type Parsed = ParsedConfig['schedules'][string];

const minuteMs = 60_000;

export function resolveSchedules(
  parsed: ParsedConfig['schedules'],
  timeZone: string,
  problems: ConfigProblem[],
): ScheduleConfig[] {
  return Object.entries(parsed).map(([name, given]) => {
    const path = `schedules.${name}`;
    checkTimes(path, given, problems);
    return {
      name,
      run: given.run,
      args: argsOf(path, given, problems),
      times: timesOf(given),
      timeZone: given.timeZone ?? timeZone,
      overlap: given.overlap,
      catchUpMs: given.catchUpMinutes * minuteMs,
      jitterMs: given.jitterMinutes * minuteMs,
      pauseOnFailure: given.pauseOnFailure,
    };
  });
}

function checkTimes(path: string, { at, days, monthDays, everyMinutes }: Parsed, problems: ConfigProblem[]): void {
  const expect = (expected: string): void => void problems.push({ path, expected });
  if ((at === undefined) === (everyMinutes === undefined)) expect('either at or everyMinutes');
  if (at === undefined && (days ?? monthDays)) expect('at, beside days or monthDays');
  if (days && monthDays) expect('days or monthDays, not both');
}

function argsOf(path: string, { run, args }: Parsed, problems: ConfigProblem[]): Record<string, unknown> {
  const parsed = scheduledVerbs[run].safeParse(args);
  if (parsed.success) return parsed.data;
  for (const { path: at, expected } of problemsOf(parsed.error)) {
    problems.push({ path: at === '' ? `${path}.args` : `${path}.args.${at}`, expected });
  }
  return {};
}

function timesOf({ at = [], days, monthDays, everyMinutes }: Parsed): ScheduleTimes {
  if (everyMinutes !== undefined) return { kind: 'every', everyMs: everyMinutes * minuteMs };
  const times = typeof at === 'string' ? [at] : at;
  return { kind: 'at', at: [...new Set(times)].toSorted(), days: days ?? null, monthDays: monthDays ?? null };
}
