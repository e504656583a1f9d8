import type { CommandSpec } from '../command.js';
import { callArchive } from '../archive-call.js';
import { type Context, say } from '../context.js';
import { count, shown, counted } from '../../print.js';
import { receiptsLeft } from '../../words/receipts.js';

interface Reconciled {
  started: number;
  running: number;
  swept: number;
  missing: { originals: number; files: { delivery: string; file: string }[] };
  /** Absent in answers of earlier programs. */
  renewed?: { receipts: number; fault: { code: string; message: string; hint: string } | null };
  schedules: { created: string[]; changed: string[]; removed: string[] };
}

function missingLines(context: Context, { originals, files }: Reconciled['missing']): string[] {
  if (originals === 0) return [];
  const more = originals > files.length ? ' …' : '';
  const names = files.map(({ file }) => shown(file, 40)).join(say(context, ', ', '、')) + more;
  const n = count(originals);
  return [
    say(
      context,
      `! ${n} ${n === '1' ? 'original is' : 'originals are'} not in originals/ any more: ${names}`,
      `! originals/ 中缺少 ${n} 个原件：${names}`,
    ),
    say(
      context,
      '  What was taken in stands. Put them back from a copy of the folder, or send the same files again.',
      '  已入库的内容不受影响。请从文件夹的副本放回，或重新发送同样的文件。',
    ),
  ];
}

function renewedLines(context: Context, { renewed }: Reconciled): string[] {
  if (!renewed) return [];
  const { receipts, fault } = renewed;
  const done = say(context, `${counted(receipts, 'receipt')} written anew`, `更新 ${count(receipts)} 份回执`);
  const left = fault && receiptsLeft(fault, context.lang);
  return [...(receipts > 0 ? [done] : []), ...(left === null ? [] : [`! ${left}`])];
}

export const reconcile: CommandSpec = {
  syntax: 'reconcile',
  archive: true,
  summary: 'rebuild unfinished work from the archive and the originals, and schedules from the settings',
  examples: ['reconcile'],
  exits: [
    [3, 'done; originals are missing, or receipts could not be written anew'],
    [6, 'Temporal is missing or cannot be reached'],
    [130, 'stopped'],
  ],
  async run(context) {
    const done = await callArchive<Reconciled>(context, 'reconcile', {});
    const line = say(
      context,
      `${counted(done.started, 'delivery', 'deliveries')} driven again, ${done.running} already under way, ${counted(done.swept, 'leftover')} removed`,
      `重新处理 ${done.started} 个交付，${done.running} 个正在进行，清理 ${done.swept} 个残留`,
    );
    const { created, changed, removed } = done.schedules;
    const schedules = say(
      context,
      `schedules: ${created.length} made, ${changed.length} changed, ${removed.length} removed`,
      `计划任务：新建 ${created.length} 个，修改 ${changed.length} 个，删除 ${removed.length} 个`,
    );
    const lines = [line, schedules, ...renewedLines(context, done), ...missingLines(context, done.missing)];
    context.out(context.json ? JSON.stringify(done) : lines.join('\n'));
    return done.missing.originals > 0 || done.renewed?.fault ? 3 : 0;
  },
};
