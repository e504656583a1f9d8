/** `snapshot restore --dataset`: records back into the archive that is in use. */
import { isIdle } from '../../../../core/snapshots/restore/plan.js';
import type { RecordState, StateReason } from '../../../../core/snapshots/restore/selection.js';
import type { LiveRestoreAnswer } from '../../../keeper/snapshot-answers.js';
import { columns, count, shown } from '../../../print.js';
import { callArchive } from '../../archive-call.js';
import { type Options, text } from '../../command.js';
import { type Context, say } from '../../context.js';
import { progressLine } from '../../progress.js';
import { storeOrPath } from './check.js';
import { tellSafeguard } from './words.js';

const states: Record<RecordState, readonly [en: string, zh: string]> = {
  created: ['created', '新建'],
  updated: ['updated', '更新'],
  unchanged: ['unchanged', '未变'],
  skipped: ['skipped', '跳过'],
  failed: ['failed', '失败'],
};

const reasons: Record<StateReason, readonly [en: string, zh: string]> = {
  undone: [
    'only an import that was taken back since says it (--with-undone)',
    '仅来自之后已撤销的导入（--with-undone）',
  ],
  removed: ['removed on purpose since', '之后已被依规删除'],
  gone: ['gone at its source at that time', '当时在来源处已不存在'],
  returned: ['the same, but gone at its source since', '内容相同，但之后在来源处消失'],
  'not-there': ['one field of a record that is not there', '记录不存在，无法只恢复一个字段'],
};

function tell(context: Context, answer: LiveRestoreAnswer): void {
  const { counts, reasons: told, records, recordsLeftOff, newer, batches, lines, plan } = answer;
  const title = plan ? say(context, 'would be restored', '将恢复') : say(context, 'restored', '已恢复');
  const all = Object.entries(counts) as [RecordState, number][];
  context.out(`${title}: ${all.map(([state, n]) => `${say(context, ...states[state])} ${count(n)}`).join(' · ')}`);
  for (const { state, reason, records: n } of told)
    context.out(`  ${say(context, ...states[state])}: ${count(n)} · ${say(context, ...reasons[reason])}`);
  if (newer > 0)
    context.out(
      say(
        context,
        `  newer than the snapshot, left as they are: ${count(newer)}`,
        `  晚于快照、保持不变：${count(newer)}`,
      ),
    );
  if (records.length > 0) context.out(recordTable(context, records));
  if (recordsLeftOff > 0)
    context.out(say(context, `  and ${count(recordsLeftOff)} more`, `  另有 ${count(recordsLeftOff)} 条`));
  if (isIdle(answer))
    context.out(
      say(
        context,
        'nothing to change: nothing was written, and no snapshot was needed before',
        '没有需要更改的记录：未写入任何内容，也无需先拍摄快照',
      ),
    );
  const [first] = batches;
  if (first) {
    const undo = `sheetkeep undo ${first.batch}`;
    context.out(say(context, `taken back by: ${undo}`, `撤销命令：${undo}`));
  }
  if (lines !== null) context.out(say(context, `each record: ${shown(lines)}`, `逐条结果：${shown(lines)}`));
  tellSafeguard(context, answer.snapshotBefore);
}

/** A line per record: its id, source, state, and every field that differs. */
export function recordTable(context: Pick<Context, 'lang'>, records: LiveRestoreAnswer['records']): string {
  const rows = records.map(({ id, source, state, fields }) => [
    String(id),
    shown(source),
    say(context, ...states[state]),
    fields.map((field) => shown(field)).join(', '),
  ]);
  return columns(rows, [0]);
}

export async function restoreRecords(
  context: Context,
  id: string,
  at: string | undefined,
  options: Options,
): Promise<number> {
  const line = progressLine(context);
  const named = (name: string, key = name) => {
    const value = text(options, name);
    return value === undefined ? {} : { [key]: value };
  };
  const from = text(options, 'from');
  const asked = {
    id,
    ...named('dataset'),
    ...named('record'),
    ...named('field'),
    ...(at === undefined ? {} : { at }),
    ...(from === undefined ? {} : { store: storeOrPath(from) }),
    withUndone: options['withUndone'] === true,
    plan: options['plan'] === true,
    snapshot: options['snapshot'] !== false,
  };
  const answer = await callArchive<LiveRestoreAnswer>(context, 'snapshot.restore', asked, line.show).finally(
    line.clear,
  );
  if (context.json) context.out(JSON.stringify(answer));
  else tell(context, answer);
  return answer.counts.failed > 0 ? 3 : 0;
}
