import type { CommandSpec } from '../command.js';
import { callArchive } from '../archive-call.js';
import { tellProved } from './drill.js';
import { lastText } from './schedule.js';
import { apartText } from './restore/words.js';
import { tellWarnings } from './snapshot/words.js';
import { type Context, say, told } from '../context.js';
import { statusWord } from '../deliveries.js';
import { datasetText } from '../field-text.js';
import { columns, count, shown } from '../../print.js';
import { resultWords } from '../../words/drill.js';
import { notFileWords } from '../../words/not-files.js';
import type { StatusAnswer } from '../../keeper/answers.js';

function keeperLine(context: Context, { keeper }: StatusAnswer): string {
  if (!keeper.running)
    return say(
      context,
      'no keeper runs here; start one with "sheetkeep up"',
      '没有运行中的守护进程；用 "sheetkeep up" 启动',
    );
  const away = keeper.temporalAway ? say(context, ' (does not answer)', '（没有应答）') : '';
  return say(
    context,
    `keeper ${keeper.pid ?? ''} since ${told(context, keeper.since)} · Temporal ${keeper.temporal ?? ''}${away}`,
    `守护进程 ${keeper.pid ?? ''}，自 ${told(context, keeper.since)} · Temporal ${keeper.temporal ?? ''}${away}`,
  );
}

function safetyLine(context: Context, { lastSnapshot, lastDrill }: StatusAnswer): string {
  const none = say(context, 'none yet', '尚无');
  const drill = lastDrill ? `${told(context, lastDrill.at)} ${say(context, ...resultWords[lastDrill.result])}` : none;
  const snapshot = lastSnapshot ? told(context, lastSnapshot.at) : none;
  return say(
    context,
    `last snapshot ${snapshot} · last drill ${drill}`,
    `最近快照 ${snapshot} · 最近恢复演练 ${drill}`,
  );
}

const waits: Record<string, readonly [en: string, zh: string]> = {
  moving: ['it may still be written to', '可能仍在写入'],
  open: ['a program has it open: close it there', '正被其他程序打开，请关闭'],
  'not-whole': [
    'its end is missing: still being copied, or cut; taken as it is after a minute without a change',
    '文件不完整：可能仍在复制或已被截断；一分钟内没有变化就按现状处理',
  ],
  'no-room': ['the disk is nearly full: make room', '磁盘空间不足，请清理'],
  turn: ['waits its turn', '排队等待处理'],
  'not-taken': ['it could not be taken; tried again', '暂时无法接收，稍后重试'],
};

/** So many files are named; of thousands dropped at once the rest is counted. */
const mostNamed = 10;

/** Those that only wait their turn come last. */
export function waitingLines(context: Pick<Context, 'lang'>, { waiting }: Pick<StatusAnswer, 'waiting'>): string[] {
  const order = ({ reason }: { reason: string }): number => ['moving', 'turn'].indexOf(reason);
  const sorted = waiting.toSorted((a, b) => order(a) - order(b));
  const named = sorted.slice(0, mostNamed).map(({ file, reason }) => {
    const [en, zh] = waits[reason] ?? [reason, reason];
    return `  … ${shown(file, 60)}${say(context, ': ', '：')}${say(context, en, zh)}`;
  });
  const more = count(sorted.length - named.length);
  return more === '0' ? named : [...named, `  … ${say(context, `and ${more} more`, `另有 ${more} 个`)}`];
}

/** What people put into an inbox in vain. */
export function leftAloneLines(
  context: Pick<Context, 'lang'>,
  { leftAlone = [] }: Pick<StatusAnswer, 'leftAlone'>,
): string[] {
  const named = leftAlone.slice(0, mostNamed).map(({ source, file, reason }) => {
    const [en, zh] = notFileWords(reason);
    const name = shown(file, 60);
    return say(
      context,
      `  ! ${source}: ${name} is ${en} and is left alone; put the files themselves into the inbox folder`,
      `  ! ${source}：${name} 是${zh}，不会处理；请把文件本身放入收件箱文件夹`,
    );
  });
  const more = leftAlone.length - named.length;
  return more === 0 ? named : [...named, `  ! ${say(context, `and ${count(more)} more`, `另有 ${count(more)} 个`)}`];
}

/** What failed last stands out. */
function scheduleLines(context: Context, { schedules }: StatusAnswer): string[] {
  const rows = schedules.map(({ name, run, paused, next, last }) => [
    last?.outcome === 'failed' ? '!' : '',
    name,
    run,
    paused ? say(context, 'paused', '已暂停') : told(context, next[0]),
    lastText(context, last),
  ]);
  if (rows.length === 0) return [];
  const head = say(context, '|schedule|runs|next|last', '|计划|任务|下次|上次').split('|');
  return [columns([head, ...rows], [])];
}

function sourceTable(context: Context, { sources }: StatusAnswer): string {
  const head = say(context, 'source|dataset|folder|files|last', '来源|数据集|文件夹|文件数|最近').split('|');
  const rows = sources.map((one) => [
    one.source,
    one.dataset === null ? say(context, '(by headers)', '（按表头）') : datasetText(context, one.dataset),
    shown(one.folder),
    count(one.deliveries),
    told(context, one.lastDelivery),
  ]);
  return columns([head, ...rows], [3]);
}

const rowless: Record<string, readonly [en: string, zh: string]> = {
  'answers-taken': ['answers taken: ', '回答已采纳：'],
  'answers-open': ['answers taken, more is asked: ', '回答已采纳，仍有问题待回答：'],
  'module-kept': ['kept as an original', '已保存原件'],
  'module-looked-up': ['users of the backup', '备份中的用户'],
};

/** What became of a file that has no rows of its own in the archive; null = it counts rows. A workbook of answers says what it answered. */
function rowlessText(
  context: Context,
  { reason, answered, undone }: StatusAnswer['deliveries'][number],
): string | null {
  if (undone) return say(context, 'undone: nothing of it counts', '已撤销，不计入归档');
  const words = rowless[reason ?? ''];
  const files = answered.map((file) => shown(file, 40)).join(say(context, ', ', '、'));
  return words ? say(context, ...words) + files : null;
}

function outcomeText(context: Context, { status, gone = 0 }: StatusAnswer['deliveries'][number]): string {
  const word = statusWord(status, context.lang);
  return gone === 0 ? word : say(context, `${word}, ${count(gone)} gone`, `${word}，来源已无 ${count(gone)}`);
}

function deliveryTable(context: Context, { deliveries }: StatusAnswer): string {
  const words = 'received|file|outcome|rows|accepted|to fix|batch';
  const head = say(context, words, '收到时间|文件|结果|行|接受|退回|批次').split('|');
  const rows = deliveries.map((d) => {
    const counts = [outcomeText(context, d), count(d.rows), count(d.accepted), count(d.rejected)];
    const text = rowlessText(context, d);
    const outcome = text === null ? counts : [text, '', '', ''];
    return [told(context, d.at), shown(d.file, 40), ...outcome, d.batch ?? ''];
  });
  return columns([head, ...rows], [3, 4, 5, 6]);
}

/** What a person does about each delivery that waits for a decision. */
export const heldLines = (context: Pick<Context, 'lang'>, { deliveries }: Pick<StatusAnswer, 'deliveries'>): string[] =>
  deliveries
    .filter(({ status: now }) => now === 'held')
    .map(({ file, delivery }) =>
      say(
        context,
        `  ! ${shown(file, 40)} lacks many known rows. If that is right: sheetkeep approve ${delivery}; else send the whole file`,
        `  ! ${shown(file, 40)} 缺失大量已知的行。如属实，请运行 sheetkeep approve ${delivery}；否则请发送完整文件`,
      ),
    );

function excerptLine(context: Context, { dataset, record, snapshot }: NonNullable<StatusAnswer['excerpt']>): string {
  const name = datasetText(context, dataset);
  const what = record === null ? name : `${name} ${record}`;
  return say(
    context,
    `an excerpt: only ${what} was restored, out of snapshot ${snapshot}`,
    `摘录：仅从快照 ${snapshot} 恢复了 ${what}`,
  );
}

function tell(context: Context, s: StatusAnswer): void {
  context.out(`${say(context, 'workspace', '工作区')} ${s.workspace}`);
  if (s.excerpt) context.out(excerptLine(context, s.excerpt));
  const apart = s.apart && apartText(context, s.apart);
  if (apart) context.err(`! ${apart}`);
  context.out(keeperLine(context, s));
  const { waiting, running } = s.queues;
  context.out(say(context, `waiting ${waiting}, running ${running}`, `等待 ${waiting}，进行中 ${running}`));
  for (const line of [...waitingLines(context, s), ...leftAloneLines(context, s)]) context.out(line);
  context.out(safetyLine(context, s));
  tellProved(context, s.lastProved);
  tellWarnings(context, s.keyWarnings);
  for (const line of scheduleLines(context, s)) context.out(line);
  context.out(sourceTable(context, s));
  const records = s.datasets.map((one) => [datasetText(context, one.dataset), count(one.records)]);
  if (records.length > 0) context.out(columns(records, [1]));
  if (s.deliveries.length > 0) context.out(deliveryTable(context, s));
  for (const line of heldLines(context, s)) context.out(line);
}

export const status: CommandSpec = {
  syntax: 'status',
  archive: true,
  summary: 'the keeper, its queues, the sources, the last deliveries, the last snapshot and drill, the schedules',
  examples: ['status', 'status --json'],
  async run(context) {
    const answer = await callArchive<StatusAnswer>(context, 'status', {});
    if (context.json) context.out(JSON.stringify(answer));
    else tell(context, answer);
    return 0;
  },
};
