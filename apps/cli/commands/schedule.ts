import type { ScheduleConfig } from '../../../schemas/config.js';
import type { ScheduledResult } from '../../../schemas/steps.js';
import type {
  BackfillAnswer,
  ScheduleAnswer,
  ScheduleRunAnswer,
  SchedulesAnswer,
} from '../../keeper/schedule-answers.js';
import type { Progress } from '../../keeper/wire.js';
import { columns, shown } from '../../print.js';
import { callArchive } from '../archive-call.js';
import { type CommandSpec, text } from '../command.js';
import { type Context, say, told } from '../context.js';
import { progressLine } from '../progress.js';
import { apartText } from './restore/words.js';
import { tellError } from './snapshot/words.js';

const temporalAway = [6, 'Temporal is missing or cannot be reached'] as const;
const days: Record<string, string> = {
  mon: '周一',
  tue: '周二',
  wed: '周三',
  thu: '周四',
  fri: '周五',
  sat: '周六',
  sun: '周日',
};

/** When it runs, in words. */
function timesText(context: Context, { times, timeZone }: Pick<ScheduleConfig, 'times' | 'timeZone'>): string {
  if (times.kind === 'every') {
    const minutes = String(times.everyMs / 60_000);
    return say(context, `every ${minutes} min`, `每 ${minutes} 分钟`);
  }
  const at = `${times.at.join(', ')} ${timeZone}`;
  if (times.days) return `${times.days.map((day) => say(context, day, days[day] ?? day)).join(', ')} ${at}`;
  if (times.monthDays)
    return say(context, `day ${times.monthDays.join(', ')} ${at}`, `每月 ${times.monthDays.join('、')} 日 ${at}`);
  return say(context, `daily ${at}`, `每天 ${at}`);
}

const outcomes: Record<ScheduledResult['outcome'], readonly [en: string, zh: string]> = {
  done: ['done', '完成'],
  failed: ['FAILED', '失败'],
  cancelled: ['cancelled', '已取消'],
};

export function lastText(context: Context, last: ScheduleAnswer['last']): string {
  if (last === null) return '–';
  const code = last.code === null ? '' : ` (${last.code})`;
  return `${told(context, last.at)} ${say(context, ...outcomes[last.outcome])}${code}`;
}

const notSynced = (context: Context, { name }: ScheduleAnswer): string =>
  say(
    context,
    `! ${name} is not in Temporal yet: sheetkeep reconcile`,
    `! ${name} 尚未同步到 Temporal：sheetkeep reconcile`,
  );

/** Its note, and the times at which it did not run since it was made as it is. */
function remarks(context: Context, { name, note, pausedByFailure, skipped, missed }: ScheduleAnswer): string[] {
  const lines = note === null ? [] : [shown(note)];
  if (pausedByFailure) lines.push(say(context, 'paused, since a run failed', '因运行失败而暂停'));
  if (skipped > 0)
    lines.push(
      say(
        context,
        `left out ${skipped} time(s): the run before still went on, or several were made up for by one`,
        `已略过 ${skipped} 次：上一次尚未结束，或多次由一次补上`,
      ),
    );
  if (missed > 0)
    lines.push(
      say(
        context,
        `missed ${missed} time(s), for longer than catchUpMinutes: run them with "sheetkeep schedule backfill ${name} --from TIME --to TIME"`,
        `错过 ${missed} 次，已超过 catchUpMinutes；补跑请用 “sheetkeep schedule backfill ${name} --from 时间 --to 时间”`,
      ),
    );
  return lines;
}

function tell(context: Context, answer: SchedulesAnswer): void {
  if (context.json) return context.out(JSON.stringify(answer));
  if (answer.schedules.length === 0)
    return context.out(say(context, 'the settings have no schedules', '设置中没有计划任务'));
  const head = say(context, 'schedule|runs|when|next|last', '计划|任务|时间|下次|上次').split('|');
  const rows = answer.schedules.map((one) => [
    one.name,
    one.run,
    timesText(context, one),
    one.paused ? say(context, 'paused', '已暂停') : told(context, one.next[0]),
    lastText(context, one.last),
  ]);
  context.out(columns([head, ...rows], []));
  for (const one of answer.schedules) {
    for (const line of remarks(context, one)) context.out(`  ${one.name}${say(context, ': ', '：')}${line}`);
    if (!one.synced && answer.apart === null) context.out(notSynced(context, one));
  }
  const apart = answer.apart && apartText(context, answer.apart);
  if (apart) context.err(`! ${apart}`);
}

const change = (verb: 'pause' | 'resume', summary: string): CommandSpec => ({
  syntax: `${verb} <name>`,
  summary,
  options: [{ flags: '--note <text>', help: 'why; shown by list, kept by Temporal alone: no names of customers' }],
  examples: [`schedule ${verb} backup --note "new disk"`],
  exits: [temporalAway],
  async run(context, [name], options) {
    const note = text(options, 'note');
    const args = { name, ...(note === undefined ? {} : { note }) };
    tell(context, await callArchive<SchedulesAnswer>(context, `schedule.${verb}`, args));
    return 0;
  },
});

export const schedulePause = change('pause', 'let a schedule of the settings begin nothing until it is resumed');
export const scheduleResume = change('resume', 'let a paused schedule go on');

export const scheduleList: CommandSpec = {
  syntax: 'list',
  archive: true,
  summary: 'the schedules of the settings: when they run next, how they ended last',
  examples: ['schedule list', 'schedule list --json'],
  exits: [temporalAway],
  async run(context) {
    tell(context, await callArchive<SchedulesAnswer>(context, 'schedule.list', {}));
    return 0;
  },
};

type Failed = Parameters<typeof tellError>[1];

/** A passing failure takes minutes to be given up: nobody shall wait without a word. */
function tellAgain(context: Context, error: Failed): void {
  tellError(context, error);
  context.err(
    say(
      context,
      '  It is tried again by itself for some minutes; Ctrl-C ends the waiting, not the run.',
      '  会在几分钟内自动重试；按 Ctrl-C 只结束等待，不会中止任务。',
    ),
  );
}

export const scheduleRun: CommandSpec = {
  syntax: 'run <name>',
  archive: true,
  summary: 'run a schedule now, also a paused one, and wait for its end',
  examples: ['schedule run backup'],
  exits: [
    [5, 'the run failed'],
    [6, 'no keeper runs, or Temporal cannot be reached'],
  ],
  async run(context, [name]) {
    const line = progressLine(context);
    const show = (event: Progress): void => {
      if (event.step !== 'again') return line.show(event);
      line.clear();
      tellAgain(context, event['error'] as Failed);
    };
    const answer = await callArchive<ScheduleRunAnswer>(context, 'schedule.run', { name }, show).finally(line.clear);
    const { schedule, outcome, code, tookMs } = answer;
    const took = `${(tookMs / 1000).toFixed(1)} s`;
    const why = code === null ? '' : ` (${code})`;
    if (context.json) context.out(JSON.stringify(answer));
    else context.out(`${schedule}: ${say(context, ...outcomes[outcome])}${why} · ${took}`);
    return outcome === 'done' ? 0 : 5;
  },
};

export const scheduleBackfill: CommandSpec = {
  syntax: 'backfill <name>',
  archive: true,
  summary: 'run the times of a schedule between two times once more, one after the other',
  options: [
    {
      flags: '--from <time>',
      help: "a day (its start) or a time by the workspace's clocks, or a time with its zone",
      required: true,
    },
    { flags: '--to <time>', help: 'likewise', required: true },
  ],
  examples: ['schedule backfill backup --from 2026-03-01 --to 2026-03-03'],
  exits: [[6, 'no keeper runs, or Temporal cannot be reached']],
  async run(context, [name], options) {
    const args = { name, from: text(options, 'from'), to: text(options, 'to') };
    const answer = await callArchive<BackfillAnswer>(context, 'schedule.backfill', args);
    const { schedule } = answer;
    const [from, to] = [told(context, answer.from), told(context, answer.to)];
    const words = say(
      context,
      `${schedule}: the times from ${from} to ${to} are run now`,
      `${schedule}：正在补跑 ${from} 至 ${to} 的各次`,
    );
    context.out(context.json ? JSON.stringify(answer) : words);
    return 0;
  },
};
