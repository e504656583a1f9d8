import type { CopyResult } from '../../../keeper/snapshot-answers.js';
import { count } from '../../../print.js';
import { callArchive } from '../../archive-call.js';
import { type CommandSpec, text } from '../../command.js';
import { say } from '../../context.js';
import { progressLine } from '../../progress.js';
import { storeOrPath } from './check.js';

export const snapshotCopy: CommandSpec = {
  syntax: 'copy <id>',
  archive: true,
  summary: 'bring a snapshot and all it needs into a folder (a removable disk) or a store of the settings',
  options: [
    { flags: '--to <store>', help: 'a folder (with a slash), or the name of a store', required: true },
    { flags: '--from <store>', help: 'out of another store than "workspace", the folder snapshots/' },
  ],
  examples: [
    'snapshot copy 20261101T020000000Z-0a1b2c3d --to /media/backup',
    'snapshot copy 20261101T020000000Z-0a1b2c3d --from /media/backup --to workspace',
  ],
  exits: [
    [4, 'there is no room'],
    [5, 'the snapshot is damaged, or other bytes lie there'],
    [6, 'the store cannot be reached'],
  ],
  async run(context, [id], options) {
    const line = progressLine(context);
    const from = text(options, 'from');
    const args = {
      id: String(id),
      to: storeOrPath(text(options, 'to') ?? ''),
      ...(from === undefined ? {} : { from: storeOrPath(from) }),
    };
    const done = await callArchive<CopyResult>(context, 'snapshot.copy', args, line.show).finally(line.clear);
    if (context.json) context.out(JSON.stringify(done));
    else {
      const { snapshots, files, bytes } = done;
      const facts = `${snapshots.length} / ${count(files)} / ${count(bytes)}`;
      context.out(`${say(context, 'snapshots / new files / bytes', '快照 / 新文件 / 字节')} ${facts}`);
    }
    return 0;
  },
};
