/** Fills in the settings of schedules and checks what one setting alone cannot tell. */
import { problemsOf, unknownName, type ConfigProblem } from './problems.js';
import { scheduledVerbs } from './schedule-settings.js';
import type { ParsedConfig } from './settings.js';
import type { ScheduleConfig, ScheduleTimes } from './types.js';

type Parsed = ParsedConfig['schedules'][string];

const minuteMs = 60_000;

/** Names that arguments may refer to, by argument: what is misspelt is told now, not by a run at night that fails. */
export type ScheduleNames = Readonly<Record<'store' | 'dataset' | 'role', readonly string[]>>;

export function resolveSchedules(
  parsed: ParsedConfig['schedules'],
  timeZone: string,
  known: ScheduleNames,
  problems: ConfigProblem[],
): ScheduleConfig[] {
  return Object.entries(parsed).map(([name, given]) => {
    const path = `schedules.${name}`;
    checkTimes(path, given, problems);
    return {
      name,
      run: given.run,
      args: argsOf(path, given, known, problems),
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

function argsOf(
  path: string,
  { run, args }: Parsed,
  known: ScheduleNames,
  problems: ConfigProblem[],
): Record<string, unknown> {
  const parsed = scheduledVerbs[run].safeParse(args);
  if (parsed.success) {
    checkNames(`${path}.args`, parsed.data, known, problems);
    return parsed.data;
  }
  for (const { path: at, expected } of problemsOf(parsed.error)) {
    problems.push({ path: at === '' ? `${path}.args` : `${path}.args.${at}`, expected });
  }
  return {};
}

function checkNames(path: string, args: Record<string, unknown>, known: ScheduleNames, problems: ConfigProblem[]) {
  for (const [what, names] of Object.entries(known)) {
    const name = args[what];
    const isFolder = what === 'store' && typeof name === 'string' && /[/\\]/.test(name);
    if (typeof name !== 'string' || isFolder || names.includes(name)) continue;
    problems.push({ path: `${path}.${what}`, expected: unknownName(what, name, names) });
  }
}

function timesOf({ at = [], days, monthDays, everyMinutes }: Parsed): ScheduleTimes {
  if (everyMinutes !== undefined) return { kind: 'every', everyMs: everyMinutes * minuteMs };
  const times = typeof at === 'string' ? [at] : at;
  return { kind: 'at', at: [...new Set(times)].toSorted(), days: days ?? null, monthDays: monthDays ?? null };
}
