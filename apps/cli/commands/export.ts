import { resolve } from 'node:path';
import type { ExportAnswer } from '../../keeper/answers.js';
import { columns, count } from '../../print.js';
import { type CommandSpec, text } from '../command.js';
import { damagedText, harmedHint } from '../../words/exports.js';
import { callArchive } from '../archive-call.js';
import { type Context, say } from '../context.js';
import { progressLine } from '../progress.js';

type LeftOut = ExportAnswer['leftOut'][number]['reason'];

const reasons: Record<LeftOut, readonly [en: string, zh: string]> = {
  'local-only': ['must stay in the workspace (snapshots.localOnly)', '只能留在工作区内（snapshots.localOnly）'],
  'not-exported': ['is not exported by the settings (exports)', '设置中不导出（exports）'],
};

function tell(context: Context, answer: ExportAnswer): void {
  const rows = answer.datasets.map((one) => [
    one.dataset,
    count(one.rows),
    count(one.partitions),
    count(one.written),
    one.bytes === null ? '' : count(one.bytes),
  ]);
  const written = answer.plan ? say(context, 'would be written', '将写入') : say(context, 'written', '已写入');
  const title = [say(context, 'dataset', '数据集'), say(context, 'rows', '行'), say(context, 'partitions', '分区')];
  context.out(columns([[...title, written, say(context, 'bytes', '字节')], ...rows], [1, 2, 3, 4]));
  for (const { dataset, reason } of answer.leftOut)
    context.err(`! ${dataset}: ${say(context, 'left out,', '未导出，')} ${say(context, ...reasons[reason])}`);
  for (const file of answer.damaged) context.err(`! ${damagedText(file, context.lang)}`);
  if (answer.damaged.length > 0)
    context.err(
      answer.plan
        ? say(context, '  They would be written anew.', '  将重新写出这些文件。')
        : say(context, `  They have been written anew. ${harmedHint.en}`, `  已重新写出这些文件。${harmedHint.zh}`),
    );
  if (answer.dropped.length > 0)
    context.out(`${say(context, 'no longer part of the export:', '不再属于此导出：')} ${answer.dropped.join(', ')}`);
  context.out(
    answer.plan
      ? say(context, 'Nothing was changed: run it without --plan.', '尚未改动；去掉 --plan 即执行。')
      : `${say(context, 'Manifest:', '清单：')} ${answer.manifest}`,
  );
}

export const exportCommand: CommandSpec = {
  syntax: 'export',
  archive: true,
  summary: 'Parquet files for other programs, with a manifest; only partitions that changed are written',
  options: [
    { flags: '--dataset <dataset>', help: 'only this dataset; the others of the export stay as they are' },
    { flags: '--to <dir>', help: 'another folder than exports/: an empty one, or one that holds an export' },
    { flags: '--plan', help: 'show what would be written, change nothing' },
  ],
  examples: ['export', 'export --dataset orders --plan', 'export --to /media/disk/export --json'],
  exits: [
    [4, 'there is no room, an export is running, or the dataset must not go there'],
    [5, 'what was written differs, or the manifest there is damaged: the export stays as it was'],
  ],
  async run(context, _args, options) {
    const line = progressLine(context);
    const [dataset, to] = [text(options, 'dataset'), text(options, 'to')];
    const args = {
      ...(dataset === undefined ? {} : { dataset }),
      ...(to === undefined ? {} : { to: resolve(to) }),
      plan: options['plan'] === true,
    };
    const answer = await callArchive<ExportAnswer>(context, 'export.run', args, line.show).finally(line.clear);
    if (context.json) context.out(JSON.stringify(answer));
    else tell(context, answer);
    return 0;
  },
};
