import type { CommandSpec } from '../command.js';
import { callArchive } from '../archive-call.js';
import { type Context, say } from '../context.js';
import { columns, count, shown } from '../../print.js';
import type { StatusAnswer } from '../../keeper/answers.js';

function keeperLine(context: Context, { keeper }: StatusAnswer): string {
  if (!keeper.running)
    return say(
      context,
      'no keeper runs here; start one with "sheetkeep up"',
      '没有运行中的守护进程；用 "sheetkeep up" 启动',
    );
  return say(
    context,
    `keeper ${keeper.pid ?? ''} since ${keeper.since ?? ''} · Temporal ${keeper.temporal ?? ''}`,
    `守护进程 ${keeper.pid ?? ''}，自 ${keeper.since ?? ''} · Temporal ${keeper.temporal ?? ''}`,
  );
}

function safetyLine(context: Context, { lastSnapshot, lastDrill }: StatusAnswer): string {
  const none = say(context, 'none yet', '尚无');
  const drill = lastDrill ? `${lastDrill.at} ${lastDrill.result}` : none;
  return say(
    context,
    `last snapshot ${lastSnapshot?.at ?? none} · last drill ${drill}`,
    `最近快照 ${lastSnapshot?.at ?? none} · 最近恢复演练 ${drill}`,
  );
}

function tell(context: Context, s: StatusAnswer): void {
  context.out(`${say(context, 'workspace', '工作区')} ${s.workspace}`);
  context.out(keeperLine(context, s));
  context.out(
    say(
      context,
      `waiting ${s.queues.waiting}, running ${s.queues.running}`,
      `等待 ${s.queues.waiting}，进行中 ${s.queues.running}`,
    ),
  );
  context.out(safetyLine(context, s));
  const sources = s.sources.map((one) => [
    one.source,
    one.dataset ?? '',
    shown(one.folder),
    count(one.deliveries),
    one.lastDelivery ?? '–',
  ]);
  context.out(columns([['source', 'dataset', 'folder', 'deliveries', 'last'], ...sources], [3]));
  context.out(
    columns(
      s.datasets.map((one) => [one.dataset, count(one.records)]),
      [1],
    ),
  );
  const last = s.deliveries.map((d) => [
    d.at,
    d.source,
    d.status,
    `${count(d.rows)}`,
    `${count(d.accepted)}`,
    `${count(d.rejected)}`,
  ]);
  if (last.length > 0)
    context.out(columns([['at', 'source', 'status', 'rows', 'accepted', 'to fix'], ...last], [3, 4, 5]));
}

export const status: CommandSpec = {
  syntax: 'status',
  summary: 'the keeper, its queues, the sources, the last deliveries, the last snapshot and drill',
  examples: ['status', 'status --json'],
  async run(context) {
    const answer = await callArchive<StatusAnswer>(context, 'status', {});
    if (context.json) context.out(JSON.stringify(answer));
    else tell(context, answer);
    return 0;
  },
};
