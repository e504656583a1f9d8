import type { CommandSpec } from '../command.js';
import { callArchive } from '../archive-call.js';
import { type Context, say } from '../context.js';
import { progressLine } from '../progress.js';
import { count, counted } from '../../print.js';
import { inChinese } from '../../words/errors-zh.js';
import { tellSafeguard } from './snapshot/words.js';

interface Undone {
  batch: string;
  removed: number;
  reverted: number;
  conflicts: number;
  returned: number;
  gone: number;
  children: string[];
  /** It was taken back before: nothing was done now. */
  alreadyUndone: boolean;
  plan: boolean;
  /** Taken and checked before. */
  snapshotBefore: string | null;
  /** Receipts in the outbox could not be written anew. Absent in answers of earlier programs. */
  receiptFault?: { code: string; message: string; hint: string } | null;
}

function tellFault(context: Context, { receiptFault: fault }: Undone): void {
  if (!fault) return;
  const { message } = context.lang === 'zh' ? inChinese(fault) : fault;
  context.err(
    say(
      context,
      `! taken back all the same, but its receipts in outbox/ still tell as before: ${message}`,
      `! 已撤销，但 outbox/ 中的相关回执未能更新：${message}`,
    ),
  );
}

function lines(context: Context, done: Undone): string[] {
  const { batch, removed, reverted, conflicts, returned, gone, children } = done;
  if (done.alreadyUndone)
    return [say(context, `batch ${batch} was taken back before: nothing to do`, `批次 ${batch} 之前已撤销，无需处理`)];
  const plan = done.plan ? say(context, 'would be taken back', '将被撤销') : say(context, 'is taken back', '已撤销');
  const told = [
    say(context, `batch ${batch} ${plan}`, `批次 ${batch} ${plan}`),
    say(
      context,
      `  ${counted(removed, 'record is', 'records are')} no longer there, ${count(reverted)} ${reverted === 1 ? 'says' : 'say'} again what ${reverted === 1 ? 'it' : 'they'} said before`,
      `  ${count(removed)} 条记录不再存在，${count(reverted)} 条恢复为之前的内容`,
    ),
  ];
  if (children.length > 0) {
    const list = children.join(', ');
    told.push(say(context, `  with its corrections: ${list}`, `  连同它的退回修正：${list}`));
  }
  if (returned > 0)
    told.push(
      say(
        context,
        `  ${counted(returned, 'record is', 'records are')} no longer gone at the source`,
        `  ${count(returned)} 条记录恢复为在来源处存在`,
      ),
    );
  if (gone > 0)
    told.push(
      say(
        context,
        `  ${counted(gone, 'record is', 'records are')} gone at the source again, as an earlier complete file says`,
        `  ${count(gone)} 条记录按更早的完整文件又在来源处消失`,
      ),
    );
  if (conflicts > 0) {
    const n = count(conflicts);
    told.push(
      say(
        context,
        `  ${n} ${conflicts === 1 ? 'was' : 'were'} seen again by later imports: what those say stays`,
        `  ${n} 条之后又有导入，后来的内容保留`,
      ),
    );
  }
  if (done.plan)
    told.push(say(context, '  nothing was changed: run it without --plan', '  尚未改动；去掉 --plan 即执行'));
  return told;
}

export const undo: CommandSpec = {
  syntax: 'undo <batch>',
  archive: true,
  summary: 'take a whole import back: what it added, what it changed, and its corrections',
  options: [
    { flags: '--plan', help: 'show what would happen, change nothing' },
    { flags: '--no-snapshot', help: 'without the snapshot that is taken and checked before, once there is a full one' },
  ],
  examples: ['undo 20145 --plan', 'undo 20145'],
  exits: [[4, 'the snapshot before it could not be taken or is not whole: nothing was changed']],
  async run(context, [batch], options) {
    const progress = progressLine(context);
    const asked = { batch, plan: options['plan'] === true, snapshot: options['snapshot'] !== false };
    const done = await callArchive<Undone>(context, 'undo', asked, progress.show).finally(progress.clear);
    if (context.json) {
      context.out(JSON.stringify(done));
      return 0;
    }
    for (const line of lines(context, done)) context.out(line);
    tellSafeguard(context, done.snapshotBefore);
    tellFault(context, done);
    return 0;
  },
};
