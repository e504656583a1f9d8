import type { SnapshotsAnswer } from '../../../keeper/snapshot-answers.js';
import { type CommandSpec, text } from '../../command.js';
import { speakAsWorkspace } from '../../settings.js';
import { withOrWithoutArchive } from './files.js';
import { tellSnapshots } from './words.js';

export const snapshotList: CommandSpec = {
  syntax: 'list',
  summary: 'the snapshots, oldest first, and whether a drill has proved them',
  options: [{ flags: '--from <store>', help: 'what lies in another store, or in a folder' }],
  examples: ['snapshot list --json', 'snapshot list --from /media/backup'],
  exits: [[6, 'the store cannot be reached']],
  async run(context, _args, options) {
    await speakAsWorkspace(context);
    const { listFiles } = await import('../../../keeper/restore.js');
    const from = text(options, 'from');
    const files = () => listFiles(context.workspace, from);
    const answer =
      from === undefined
        ? await withOrWithoutArchive<SnapshotsAnswer>(context, 'snapshot.list', {}, files)
        : await files();
    if (context.json) context.out(JSON.stringify(answer));
    else tellSnapshots(context, answer);
    return 0;
  },
};
