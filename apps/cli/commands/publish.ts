import type { PublishAnswer } from '../../keeper/answers.js';
import { columns, count } from '../../print.js';
import { type CommandSpec, text } from '../command.js';
import { callArchive } from '../archive-call.js';
import { say } from '../context.js';
import { progressLine } from '../progress.js';

export const publish: CommandSpec = {
  syntax: 'publish',
  archive: true,
  summary: 'renew the published files of the roles now; nothing is written where they show all there is',
  options: [
    { flags: '--role <role>', help: 'only the files of this role' },
    { flags: '--whole', help: 'make the files from nothing, whatever stands there' },
  ],
  examples: ['publish', 'publish --role analyst --whole'],
  async run(context, _args, options) {
    const line = progressLine(context);
    const role = text(options, 'role');
    const args = { ...(role === undefined ? {} : { role }), whole: options['whole'] === true };
    const answer = await callArchive<PublishAnswer>(context, 'publish', args, line.show).finally(line.clear);
    if (context.json) context.out(JSON.stringify(answer));
    else if (!answer.published) context.out(say(context, 'nothing new to publish', '没有需要发布的新内容'));
    else {
      const rows = answer.roles.map((one) => [
        one.role,
        count(one.sizeBytes + (one.historyBytes ?? 0)),
        one.whole === null ? say(context, 'brought up to date', '已更新') : say(context, 'made anew', '已重新生成'),
        `${(one.tookMs / 1000).toFixed(1)} s`,
      ]);
      context.out(columns([[say(context, 'role', '角色'), say(context, 'bytes', '字节'), '', ''], ...rows], [1]));
    }
    return 0;
  },
};
