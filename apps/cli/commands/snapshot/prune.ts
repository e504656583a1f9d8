import type { PruneAnswer } from '../../../keeper/snapshot-answers.js';
import { columns, count } from '../../../print.js';
import { callArchive } from '../../archive-call.js';
import { type CommandSpec, text } from '../../command.js';
import { type Context, say } from '../../context.js';
import { progressLine } from '../../progress.js';
import { storeOrPath } from './check.js';
import { bytesText, reasonWords, tellError } from './words.js';

/** A chain without an end: most of it stays for what builds on it. null: it is not so. */
export function heldBack(context: Pick<Context, 'lang'>, keep: PruneAnswer['stores'][number]['keep']): string | null {
  const held = keep.filter(({ reasons }) => reasons.every((reason) => reason === 'parent')).length;
  if (held <= keep.length - held) return null;
  return say(
    context,
    `${count(held)} stay only for newer ones that build on them. A full one now and then begins anew, and lets them go later: sheetkeep snapshot take --kind full`,
    `${count(held)} 个快照只因较新的快照依赖它们而保留。不时拍摄一次完整快照即可重新开始，旧的以后便可删除：sheetkeep snapshot take --kind full`,
  );
}

function tell(context: Context, { plan, stores }: PruneAnswer): void {
  for (const { store, keep, remove, objects, bytes, error } of stores) {
    context.out(`${store}:`);
    if (error) {
      tellError(context, error);
      continue;
    }
    const going = plan ? say(context, 'would go', '将删除') : say(context, 'removed', '已删除');
    const kept = keep.map(({ id, reasons }) => [
      '',
      id,
      say(context, 'stays', '保留'),
      reasons.map((reason) => say(context, ...reasonWords[reason])).join(', '),
    ]);
    const gone = remove.map((one) => ['', one.id, going, '']);
    context.out(columns([...kept, ...gone], []));
    const chain = heldBack(context, keep);
    context.out(
      `  ${going}: ${remove.length} ${say(context, 'snapshots', '个快照')}, ${count(objects)} ${say(context, 'files', '个文件')}, ${bytesText(context, bytes)}`,
    );
    if (chain !== null) context.out(`  ${chain}`);
  }
  const some = stores.some(({ remove, objects }) => remove.length + objects > 0);
  if (plan && some)
    context.out(
      say(
        context,
        'Nothing was changed. Do it: sheetkeep snapshot prune --apply',
        '未做任何改动。执行：sheetkeep snapshot prune --apply',
      ),
    );
  else if (plan && stores.every(({ error }) => error === null))
    context.out(
      say(context, 'Everything has to stay: there is nothing to remove.', '全部需要保留，没有可删除的快照。'),
    );
}

export const snapshotPrune: CommandSpec = {
  syntax: 'prune',
  archive: true,
  summary: 'which snapshots no longer have to stay by the settings (snapshots.keep); removes them with --apply',
  options: [
    { flags: '--apply', help: 'remove them; without it nothing is changed' },
    { flags: '--store <store>', help: 'only this store of the settings, or a folder' },
  ],
  examples: ['snapshot prune', 'snapshot prune --apply'],
  exits: [
    [4, 'the snapshots have changed meanwhile'],
    [5, 'a manifest cannot be read: nothing was removed in that store'],
    [6, 'a store cannot be reached'],
  ],
  async run(context, _args, options) {
    const line = progressLine(context);
    const store = text(options, 'store');
    const args = { apply: options['apply'] === true, ...(store === undefined ? {} : { store: storeOrPath(store) }) };
    const answer = await callArchive<PruneAnswer>(context, 'snapshot.prune', args, line.show).finally(line.clear);
    if (context.json) context.out(JSON.stringify(answer));
    else tell(context, answer);
    const codes = answer.stores.flatMap(({ error }) => (error ? [error.code] : []));
    if (codes.includes('prune-unreadable')) return 5;
    if (codes.includes('changed-since-plan')) return 4;
    return codes.length > 0 ? 6 : 0;
  },
};
