import type { CommandSpec } from '../command.js';
import { callArchive } from '../archive-call.js';
import { say } from '../context.js';

interface Reconciled {
  started: number;
  running: number;
  swept: number;
}

export const reconcile: CommandSpec = {
  syntax: 'reconcile',
  summary: 'rebuild unfinished work from the archive and the originals',
  examples: ['reconcile'],
  exits: [[6, 'Temporal is missing or cannot be reached']],
  async run(context) {
    const done = await callArchive<Reconciled>(context, 'reconcile', {});
    const line = say(
      context,
      `${done.started} deliveries driven again, ${done.running} already under way, ${done.swept} leftovers removed`,
      `重新处理 ${done.started} 个交付，${done.running} 个正在进行，清理 ${done.swept} 个残留`,
    );
    context.out(context.json ? JSON.stringify(done) : line);
    return 0;
  },
};
