import type { CommandSpec } from '../command.js';
import { callArchive } from '../archive-call.js';
import { say } from '../context.js';

interface Reconciled {
  started: number;
  running: number;
  swept: number;
  schedules: { created: string[]; changed: string[]; removed: string[] };
}

export const reconcile: CommandSpec = {
  syntax: 'reconcile',
  summary: 'rebuild unfinished work from the archive and the originals, and schedules from the settings',
  examples: ['reconcile'],
  exits: [
    [6, 'Temporal is missing or cannot be reached'],
    [130, 'stopped'],
  ],
  async run(context) {
    const done = await callArchive<Reconciled>(context, 'reconcile', {});
    const line = say(
      context,
      `${done.started} deliveries driven again, ${done.running} already under way, ${done.swept} leftovers removed`,
      `重新处理 ${done.started} 个交付，${done.running} 个正在进行，清理 ${done.swept} 个残留`,
    );
    const { created, changed, removed } = done.schedules;
    const schedules = say(
      context,
      `schedules: ${created.length} made, ${changed.length} changed, ${removed.length} removed`,
      `计划任务：新建 ${created.length} 个，修改 ${changed.length} 个，删除 ${removed.length} 个`,
    );
    context.out(context.json ? JSON.stringify(done) : `${line}\n${schedules}`);
    return 0;
  },
};
