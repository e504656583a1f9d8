import { localTime } from '../../../schemas/local-time.js';
import type { AuditPage } from '../../../core/audit/list.js';
import type { AuditCheck, AuditFault, AuditWitness } from '../../../core/audit/verify.js';
import type { AuditVerifyAnswer } from '../../keeper/answers.js';
import { type CommandSpec, text } from '../command.js';
import { callArchive } from '../archive-call.js';
import { type Context, olderText, say, told } from '../context.js';
import { columns, shown, counted } from '../../print.js';
import { actionNamed, actionText, actorText, outcomeText } from '../../words/audit.js';

const faults: Record<AuditFault, readonly [en: string, zh: string]> = {
  edited: ['was edited', '被修改'],
  'out-of-chain': ['does not follow the entry before it', '与前一条不相接'],
  cut: ['is the last one left; later entries were cut', '之后的记录被截断'],
};

const witnesses: Record<AuditWitness['kind'], readonly [en: string, zh: string]> = {
  mark: ['archive/high-water.json', 'archive/high-water.json'],
  published: ['the published files of role ', '已发布文件，角色 '],
  snapshot: ['snapshot ', '快照 '],
};

function knownBy(context: Context, { kind, name }: Pick<AuditWitness, 'kind' | 'name'>): string {
  const who = `${say(context, ...witnesses[kind])}${name}`;
  return say(context, ` (${who} knows of them)`, `（${who} 可为证）`);
}

function verdict(context: Context, found: AuditCheck): string {
  if (found.ok)
    return say(
      context,
      `the audit log is whole: ${counted(found.events, 'entry', 'entries')}`,
      `审计日志完整：${found.events} 条`,
    );
  const [en, zh] = faults[found.fault];
  return say(
    context,
    `the audit log is damaged: entry ${found.firstBad} ${en}`,
    `审计日志已损坏：第 ${found.firstBad} 条${zh}`,
  ).concat(found.fault === 'cut' ? knownBy(context, found.witness) : '');
}

/** Then only what was published or kept in snapshots before can tell that entries were cut. */
function missingLine(context: Context, markMissing: readonly string[]): string[] {
  const last = markMissing.at(-1);
  if (last === undefined) return [];
  return [
    say(
      context,
      `archive/high-water.json was missing when the archive was opened on ${told(context, last)}: whether entries before were cut is known only as far as published files and snapshots tell`,
      `${told(context, last)} 打开归档库时缺少 archive/high-water.json：此前的记录是否被截断，只能由已发布文件和快照判断`,
    ),
  ];
}

export const auditVerify: CommandSpec = {
  syntax: 'verify',
  archive: true,
  summary: 'recompute the chain of the audit log and name the first entry that does not fit',
  examples: ['audit verify --json'],
  exits: [[5, 'the log was edited or cut']],
  async run(context) {
    const found = await callArchive<AuditVerifyAnswer>(context, 'audit.verify', {});
    if (context.json) context.out(JSON.stringify(found));
    else for (const line of [verdict(context, found), ...missingLine(context, found.markMissing)]) context.out(line);
    return found.ok ? 0 : 5;
  },
};

function tellPage(context: Context, { entries, older }: AuditPage): void {
  const rows = entries.map((e) => [
    String(e.seq),
    localTime(e.at, context.timeZone, { ms: true }),
    actorText(e.actor, context.lang),
    actionText(e.action, context.lang),
    shown(e.subject),
    outcomeText(e.detail, context.lang),
  ]);
  if (older > 0) context.err(olderText(context, older));
  if (rows.length > 0) context.out(columns(rows, [0]));
  else if (older === 0) context.err(say(context, 'no entries', '没有记录'));
}

export const auditList: CommandSpec = {
  syntax: 'list',
  archive: true,
  summary: 'who did what, newest last',
  options: [
    { flags: '--action <action>', help: 'only this action' },
    {
      flags: '--since <time>',
      help: "only from this time on: a day (its start) or a time by the workspace's clocks, or a time with its zone",
    },
    { flags: '--limit <n>', help: 'at most so many, the newest', default: '200' },
  ],
  examples: ['audit list --action commit', 'audit list --since 2026-11-01 --json'],
  async run(context, _args, options) {
    const asked = text(options, 'action');
    const args = {
      action: asked === undefined ? undefined : actionNamed(asked),
      from: text(options, 'since'),
      limit: text(options, 'limit'),
    };
    const page = await callArchive<AuditPage>(context, 'audit.list', args);
    if (context.json) context.out(JSON.stringify(page));
    else tellPage(context, page);
    return 0;
  },
};
