import { localTime } from '../../../schemas/local-time.js';
import type { AuditEntry } from '../../../core/audit/list.js';
import type { AuditCheck, AuditFault } from '../../../core/audit/verify.js';
import { type CommandSpec, text } from '../command.js';
import { callArchive } from '../archive-call.js';
import { type Context, say } from '../context.js';
import { columns, shown } from '../../print.js';
import { actionNamed, actionText, actorText, outcomeText } from '../../words/audit.js';

const faults: Record<AuditFault, readonly [en: string, zh: string]> = {
  edited: ['was edited', '被修改'],
  'out-of-chain': ['does not follow the entry before it', '与前一条不相接'],
  cut: ['is the last one left; later entries were cut', '之后的记录被截断'],
};

function verdict(context: Context, found: AuditCheck): string {
  if (found.ok)
    return say(context, `the audit log is whole: ${found.events} entries`, `审计日志完整：${found.events} 条`);
  const [en, zh] = faults[found.fault];
  return say(
    context,
    `the audit log is damaged: entry ${found.firstBad} ${en}`,
    `审计日志已损坏：第 ${found.firstBad} 条${zh}`,
  );
}

export const auditVerify: CommandSpec = {
  syntax: 'verify',
  summary: 'recompute the chain of the audit log and name the first entry that does not fit',
  examples: ['audit verify --json'],
  exits: [[5, 'the log was edited or cut']],
  async run(context) {
    const found = await callArchive<AuditCheck>(context, 'audit.verify', {});
    context.out(context.json ? JSON.stringify(found) : verdict(context, found));
    return found.ok ? 0 : 5;
  },
};

export const auditList: CommandSpec = {
  syntax: 'list',
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
    const { entries } = await callArchive<{ entries: AuditEntry[] }>(context, 'audit.list', args);
    if (context.json) context.out(JSON.stringify({ entries }));
    else
      context.out(
        columns(
          entries.map((e) => [
            String(e.seq),
            localTime(e.at, context.timeZone, { ms: true }),
            actorText(e.actor, context.lang),
            actionText(e.action, context.lang),
            shown(e.subject),
            outcomeText(e.detail, context.lang),
          ]),
          [0],
        ),
      );
    return 0;
  },
};
