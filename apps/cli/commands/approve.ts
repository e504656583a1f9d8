import type { CommandSpec } from '../command.js';
import { callArchive } from '../archive-call.js';
import { deliveriesExit, deliveryLines } from '../deliveries.js';
import { progressLine } from '../progress.js';
import type { IngestAnswer } from '../../keeper/answers.js';

export const approve: CommandSpec = {
  syntax: 'approve <delivery>',
  summary: 'let a held delivery go on (a complete source that suddenly lost many rows)',
  examples: ['approve d0123456789abcdef01234567'],
  exits: [[4, 'the delivery is not held']],
  async run(context, [delivery]) {
    const line = progressLine(context);
    const answer = await callArchive<IngestAnswer>(context, 'approve', { delivery }, line.show).finally(line.clear);
    context.out(context.json ? JSON.stringify(answer) : deliveryLines(answer.deliveries, context.lang));
    return deliveriesExit(answer.deliveries);
  },
};
