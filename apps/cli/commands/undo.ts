import type { CommandSpec } from '../command.js';
import { callArchive } from '../archive-call.js';
import { say } from '../context.js';

interface Undone {
  batch: string;
  removed: number;
  reverted: number;
  conflicts: unknown[];
  children: string[];
  plan: boolean;
}

export const undo: CommandSpec = {
  syntax: 'undo <batch>',
  summary: 'take a whole import back: what it added, what it changed, and its corrections',
  options: [{ flags: '--plan', help: 'show what would happen, change nothing' }],
  examples: ['undo 20145 --plan', 'undo 20145'],
  async run(context, [batch], options) {
    const done = await callArchive<Undone>(context, 'undo', { batch, plan: options['plan'] === true });
    if (context.json) {
      context.out(JSON.stringify(done));
      return 0;
    }
    const verb = done.plan ? say(context, 'would remove', '将移除') : say(context, 'removed', '已移除');
    context.out(
      say(
        context,
        `batch ${done.batch}: ${verb} ${done.removed} records, revert ${done.reverted}, with ${done.children.length} corrections`,
        `批次 ${done.batch}：${verb} ${done.removed} 条记录，恢复 ${done.reverted} 条，连同 ${done.children.length} 个退回修正`,
      ),
    );
    return 0;
  },
};
