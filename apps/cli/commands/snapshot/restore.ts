import { resolve } from 'node:path';
import { NamedError } from '../../../../schemas/errors.js';
import { count } from '../../../print.js';
import { type CommandSpec, type Options, text } from '../../command.js';
import { say } from '../../context.js';
import { progressLine } from '../../progress.js';
import { storeOrPath } from './check.js';

function timeOf(options: Options): string | undefined {
  const asked = text(options, 'at');
  if (asked === undefined) return undefined;
  const at = new Date(asked);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw new NamedError('usage', '--at takes a time in ISO 8601.', { exit: 'usage' });
}

export const snapshotRestore: CommandSpec = {
  syntax: 'restore <id>',
  summary: 'make a new workspace out of a snapshot; works without the archive',
  options: [
    { flags: '--to <dir>', help: 'a new or empty folder, which becomes a workspace', required: true },
    { flags: '--at <time>', help: 'as the archive stood then (ISO 8601)' },
    { flags: '--plan', help: 'show what would be restored, change nothing' },
    { flags: '--from <store>', help: 'out of another store of the settings, or a folder; a folder needs no workspace' },
    { flags: '--identity <file>', help: 'open with the identity in this file, such as the recovery identity' },
    { flags: '--without-key', help: 'restore although the identity that vouches for the snapshot is lost' },
  ],
  examples: [
    'snapshot restore 20261101T020000000Z-0a1b2c3d --to ../restored --plan',
    'snapshot restore 20261101T020000000Z-0a1b2c3d --from /media/backup --identity recovery.txt --to customers',
  ],
  exits: [
    [4, 'the folder is not empty'],
    [5, 'the snapshot is damaged'],
    [6, 'its key is missing or another one, or the store cannot be reached'],
  ],
  async run(context, [id], options) {
    const { restoreWorkspace } = await import('../../../keeper/restore.js');
    const line = progressLine(context);
    const at = timeOf(options);
    const planOnly = options['plan'] === true;
    const [from, identityFile] = [text(options, 'from'), text(options, 'identity')];
    const plan = await restoreWorkspace({
      root: context.workspace,
      id: String(id),
      to: resolve(text(options, 'to') ?? ''),
      ...(at === undefined ? {} : { at }),
      planOnly,
      ...(from === undefined ? {} : { from: storeOrPath(from) }),
      ...(identityFile === undefined ? {} : { identityFile: resolve(identityFile) }),
      withoutKey: options['withoutKey'] === true,
      progress: line.show,
      signal: context.signal,
    }).finally(line.clear);
    if (context.json) context.out(JSON.stringify({ ...plan, plan: planOnly }));
    else {
      const { rows, originals, chain, withheld } = plan;
      const facts = `${count(rows)} / ${originals.files} / ${chain.length}`;
      const verb = planOnly ? say(context, 'would restore', '将恢复') : say(context, 'restored', '已恢复');
      context.out(`${verb}: ${say(context, 'rows / originals / snapshots', '行 / 原件 / 快照')} ${facts}`);
      if (withheld.rows + withheld.originals > 0) {
        const lacks = `${count(withheld.rows)} / ${withheld.originals}`;
        context.err(
          `! ${say(context, 'not in this store, and not restored: rows / originals', '此存储中没有、未恢复：行 / 原件')} ${lacks}`,
        );
      }
    }
    return 0;
  },
};
