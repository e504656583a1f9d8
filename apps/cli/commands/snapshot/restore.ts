import { resolve } from 'node:path';
import type { Part } from '../../../../core/archive/log/excerpts.js';
import { timeOf } from '../../../../core/archive/times.js';
import type { ExcerptPlan } from '../../../../core/snapshots/excerpt/restore.js';
import type { RestorePlan } from '../../../../core/snapshots/restore.js';
import { NamedError } from '../../../../schemas/errors.js';
import { wholeNumber } from '../../../keeper/verbs/args.js';
import { count, shown } from '../../../print.js';
import { type CommandSpec, type Options, text } from '../../command.js';
import { type Context, say, told } from '../../context.js';
import { progressLine } from '../../progress.js';
import { speakAsWorkspace } from '../../settings.js';
import { storeOrPath } from './check.js';
import { withLivingBook } from './living.js';
import { restoreRecords } from './records.js';

/** On the clocks of the workspace there is here, else of the machine. */
function askedTime(context: Context, options: Options): string | undefined {
  const asked = text(options, 'at');
  return asked === undefined ? undefined : timeOf(asked, context.timeZone).toISOString();
}

/** Into an empty place, or into the archive that is in use. */
function wayOf(options: Options): 'place' | 'live' {
  const [place, dataset] = [options['to'] !== undefined, options['dataset'] !== undefined];
  const wrong = (what: string): NamedError => new NamedError('usage', what, { exit: 'usage' });
  if (!place && !dataset)
    throw wrong('Give --to for a new workspace, --dataset for records into the archive, or both for an excerpt.');
  if (!dataset && options['record'] !== undefined) throw wrong('--record goes with --dataset.');
  const onlyLive = ['field', 'withUndone'].filter((name) => options[name] !== undefined);
  if (options['snapshot'] === false) onlyLive.push('snapshot');
  if (place && onlyLive.length > 0)
    throw wrong('--field, --with-undone and --no-snapshot go with --dataset into the archive, without --to.');
  const onlyPlace = ['identity', 'withoutKey'].filter((name) => options[name] !== undefined);
  if (!place && onlyPlace.length > 0) throw wrong('--identity and --without-key go with --to.');
  return place ? 'place' : 'live';
}

function partOf(options: Options): Part | undefined {
  const [dataset, record] = [text(options, 'dataset'), text(options, 'record')];
  if (dataset === undefined) return undefined;
  return { dataset, record: record === undefined ? null : wholeNumber(record, 'A record') };
}

export const snapshotRestore: CommandSpec = {
  syntax: 'restore <id>',
  summary:
    'make a new workspace out of a snapshot (--to), of one dataset or record (--to with --dataset), or bring records back into the archive (--dataset)',
  options: [
    { flags: '--to <dir>', help: 'a new or empty folder, which becomes a workspace; works without the archive' },
    {
      flags: '--dataset <dataset>',
      help: 'bring its records back into the archive, as an import that undo takes back; with --to: only it into the new workspace',
    },
    { flags: '--record <id>', help: 'with --dataset: only this one, by the id analysts see' },
    { flags: '--field <field>', help: 'with --dataset, into the archive: only this field, by its name or label' },
    { flags: '--with-undone', help: 'with --dataset, into the archive: also what was taken back by undo since' },
    {
      flags: '--no-snapshot',
      help: 'with --dataset, into the archive: without the snapshot that is taken and checked before',
    },
    {
      flags: '--at <time>',
      help: "as the archive stood then: a day (its start) or a time by the workspace's clocks, or a time with its zone",
    },
    { flags: '--plan', help: 'show what would be restored, change nothing' },
    { flags: '--from <store>', help: 'out of another store of the settings, or a folder; a folder needs no workspace' },
    { flags: '--identity <file>', help: 'open with the identity in this file, such as the recovery identity' },
    { flags: '--without-key', help: 'restore although the identity that vouches for the snapshot is lost' },
  ],
  examples: [
    'snapshot restore 20261101T020000000Z-0a1b2c3d --to ../restored --plan',
    'snapshot restore 20261101T020000000Z-0a1b2c3d --dataset customers --record 4711 --field phone --plan',
    'snapshot restore 20261101T020000000Z-0a1b2c3d --dataset orders --to ../orders-only --plan',
    'snapshot restore 20261101T020000000Z-0a1b2c3d --from /media/backup --identity recovery.txt --to customers',
  ],
  exits: [
    [3, 'into the archive: some records could not be brought back'],
    [4, 'the folder is not empty, or the snapshot before it failed'],
    [5, 'the snapshot is damaged'],
    [6, 'its key is missing or another one, the store cannot be reached, or it may not hold the dataset'],
  ],
  async run(context, [id], options) {
    const isLive = wayOf(options) === 'live';
    await speakAsWorkspace(context);
    const at = askedTime(context, options);
    if (isLive) return restoreRecords(context, String(id), at, options);
    const { restoreWorkspace } = await import('../../../keeper/restore.js');
    const line = progressLine(context);
    const planOnly = options['plan'] === true;
    const part = partOf(options);
    const [from, identityFile] = [text(options, 'from'), text(options, 'identity')];
    const asked = {
      root: context.workspace,
      id: String(id),
      to: resolve(text(options, 'to') ?? ''),
      ...(at === undefined ? {} : { at }),
      ...(part ? { part } : {}),
      planOnly,
      ...(from === undefined ? {} : { from: storeOrPath(from) }),
      ...(identityFile === undefined ? {} : { identityFile: resolve(identityFile) }),
      withoutKey: options['withoutKey'] === true,
      progress: line.show,
      signal: context.signal,
    };
    const plan = await withLivingBook(context, (living) =>
      restoreWorkspace(living === undefined ? asked : { ...asked, living }),
    ).finally(line.clear);
    if (context.json) context.out(JSON.stringify({ ...plan, plan: planOnly }));
    else tell(context, plan, planOnly);
    return 0;
  },
};

const apart = [
  'set apart: it writes to none of the stores of its settings and runs nothing on schedule until "sheetkeep restore confirm" says that it takes the place of the first workspace',
  '暂被搁置：不写入设置中的存储，也不执行计划任务；若它取代原工作区，请运行 “sheetkeep restore confirm”',
] as const;

function tell(context: Context, plan: RestorePlan | ExcerptPlan, planOnly: boolean): void {
  const { rows, originals, chain, withheld, at, since, unread } = plan;
  const facts = `${count(rows)} / ${originals.files} / ${chain.length}`;
  const verb = planOnly ? say(context, 'would restore', '将恢复') : say(context, 'restored', '已恢复');
  context.out(`${verb}: ${say(context, 'rows / originals / snapshots', '行 / 原件 / 快照')} ${facts}`);
  context.out(`  ${say(context, 'as the archive stood at', '归档库的时间点：')} ${told(context, at)}`);
  if ('leftOut' in plan) tellExcerpt(context, plan);
  if (since.removals > 0) {
    const facts = `${count(since.removals)} / ${count(since.records)}`;
    context.out(
      `  ${say(context, 'removed since, and left out: removals / records', '之后已删除、不恢复：删除次数 / 记录')} ${facts}`,
    );
  }
  if (since.holds > 0)
    context.out(
      `  ${say(context, 'holds placed or lifted since, and kept', '之后设置或解除、予以保留的法务冻结')}: ${count(since.holds)}`,
    );
  if (!planOnly) context.out(`  ${say(context, ...apart)}`);
  if (unread.length > 0) {
    const told = say(
      context,
      'newer snapshots cannot be read; what was removed since by their word alone is not known, and may be here again',
      '有较新的快照无法读取；仅由它们记载的删除无从得知，相应内容可能重新出现',
    );
    context.err(`! ${told}: ${unread.join(', ')}`);
  }
  if (withheld.rows + withheld.originals > 0) {
    const lacks = `${count(withheld.rows)} / ${withheld.originals}`;
    context.err(
      `! ${say(context, 'not in this store, and not restored: rows / originals', '此存储中没有、未恢复：行 / 原件')} ${lacks}`,
    );
  }
}

/** Tables by the words of people; the others follow from them. */
const parts: readonly (readonly [table: string, en: string, zh: string])[] = [
  ['batches', 'imports', '批次'],
  ['records', 'records', '记录'],
  ['content_', 'contents', '内容'],
  ['sightings', 'sightings', '出现'],
  ['rejected', 'to fix', '退回'],
  ['issues', 'issues', '问题'],
  ['undos', 'undos', '撤销'],
];

function tellExcerpt(context: Context, { dataset, record, tables, leftOut }: ExcerptPlan): void {
  const rowsOf = (name: string): number =>
    tables.find(({ table }) => table === (name === 'content_' ? `content_${dataset}` : name))?.rows ?? 0;
  const counts = parts.map(([table, en, zh]) => `${say(context, en, zh)} ${count(rowsOf(table))}`);
  context.out(`  ${shown(dataset)}${record === null ? '' : ` ${record}`}: ${counts.join(' · ')}`);
  const lacks = `${count(leftOut.rows)} / ${count(leftOut.originals)}`;
  context.out(`  ${say(context, 'left out: rows / originals', '未包括：行 / 原件')} ${lacks}`);
}
