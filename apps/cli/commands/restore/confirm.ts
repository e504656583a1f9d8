/** `restore confirm`: a restored workspace takes up the stores and schedules of its settings. */
import type { ConfirmAnswer } from '../../../keeper/snapshot-answers.js';
import { callArchive } from '../../archive-call.js';
import type { CommandSpec } from '../../command.js';
import { say } from '../../context.js';
import { leftAloneText } from './words.js';

export const restoreConfirm: CommandSpec = {
  syntax: 'confirm',
  archive: true,
  summary:
    'say that a restored workspace takes the place of the first one, or that the stores and schedules in its settings are its own: it uses them from then on',
  examples: ['restore confirm --workspace restored'],
  async run(context) {
    const answer = await callArchive<ConfirmAnswer>(context, 'restore.confirm', {});
    if (context.json) context.out(JSON.stringify(answer));
    else if (!answer.confirmed)
      context.out(
        say(
          context,
          'nothing to confirm: this workspace is not set apart',
          '无需确认：此工作区没有被搁置的存储和计划任务',
        ),
      );
    else
      context.out(
        say(
          context,
          `used from now on: ${leftAloneText(context, answer)}`,
          `从现在起启用：${leftAloneText(context, answer)}`,
        ),
      );
    return 0;
  },
};
