import type { CommandSpec } from '../command.js';
import { tellSafeguard } from './snapshot/words.js';
import { callArchive } from '../archive-call.js';
import { asTyped, deliveriesExit, deliveryLines } from '../deliveries.js';
import { progressLine } from '../progress.js';
import type { ApproveAnswer } from '../../keeper/answers.js';

export const approve: CommandSpec = {
  syntax: 'approve <delivery>',
  archive: true,
  summary: 'let a held delivery go on (a complete source that suddenly lost many rows)',
  options: [
    { flags: '--no-snapshot', help: 'without the snapshot that is taken and checked before, once there is a full one' },
  ],
  examples: ['approve d0123456789abcdef01234567'],
  exits: [
    [4, 'the delivery is not held, or the snapshot before it could not be taken or is not whole: nothing was changed'],
  ],
  async run(context, [delivery], options) {
    const line = progressLine(context);
    const asked = { delivery, snapshot: options['snapshot'] !== false };
    const found = await callArchive<ApproveAnswer>(context, 'approve', asked, line.show).finally(line.clear);
    const answer = { ...found, deliveries: found.deliveries.map((one) => asTyped(one, context)) };
    context.out(context.json ? JSON.stringify(answer) : deliveryLines(answer.deliveries, context.lang));
    if (!context.json) tellSafeguard(context, answer.snapshotBefore);
    return deliveriesExit(answer.deliveries);
  },
};
