import type { Explanation, Statement } from '../../../core/archive/explain.js';
import { callArchive } from '../archive-call.js';
import type { CommandSpec } from '../command.js';
import { type Context, say, told } from '../context.js';
import { datasetText, fieldOf } from '../field-text.js';
import { cellPlace } from '../places.js';
import { sheetNames } from '../../../schemas/receipt.js';
import { message } from '../../../schemas/issues/catalogue.js';
import { count, shown } from '../../print.js';

function place(context: Context, s: Statement): string {
  const own = s.sheet === null ? '' : say(context, ` (sent as ${shown(s.sheet)})`, `（原工作表：${shown(s.sheet)}）`);
  const sheet = s.returned ? `${sheetNames.toFix[context.lang]}${own}` : s.sheet;
  const cell = [cellPlace(context, { ...s, sheet }), s.header === null ? null : `“${shown(s.header, 40)}”`];
  return [shown(s.fileName ?? s.delivery), ...cell.filter((part) => part !== null)].join(' · ');
}

function line(context: Context, s: Statement): string {
  const raw = s.raw === null ? '' : say(context, ` (sent as "${shown(s.raw)}")`, `（原文“${shown(s.raw)}”）`);
  const repairs =
    s.repairs.length > 0 ? ` [${s.repairs.map((code) => message(code, {}, context.lang)).join(' ')}]` : '';
  return `${shown(s.value)}${raw}${repairs}  ← ${place(context, s)}  ${told(context, s.effectiveAt)}`;
}

const whyLost = (context: Context, { why }: Explanation['fields'][number]['losers'][number]): string =>
  why === 'newer-in-record'
    ? say(context, ' (a newer row of the same record says otherwise)', '（同一记录有更新的内容）')
    : say(context, ' (a newer row of another record says otherwise)', '（另一条记录有更新的内容）');

/** So many are told of each field; a value that changes daily has thousands. */
const mostLosers = 10;

export function tellExplanation(context: Context, found: Explanation): void {
  context.out(`${datasetText(context, found.dataset)} ${found.id}`);
  for (const { field, value, winner, losers } of found.fields) {
    context.out(`${fieldOf(context, found.dataset, field)} = ${value === null ? '–' : shown(value)}`);
    if (winner) context.out(`  ${line(context, winner)}`);
    for (const loser of losers.slice(0, mostLosers))
      context.out(`  ${say(context, 'lost: ', '落选：')}${line(context, loser)}${whyLost(context, loser)}`);
    const more = count(losers.length - mostLosers);
    if (losers.length > mostLosers)
      context.out(
        `  ${say(context, `lost: ${more} more, older ones; all of them with --json`, `落选：另有更早的 ${more} 个；用 --json 查看全部`)}`,
      );
  }
}

export const explain: CommandSpec = {
  syntax: 'explain <dataset> <id> [field]',
  archive: true,
  summary: 'from a value to the cells that say it, and those that say otherwise',
  examples: ['explain customers 20145', 'explain customers 20145 phone --json'],
  async run(context, [dataset, id, field]) {
    const found = await callArchive<Explanation>(context, 'explain', { dataset, id, field });
    if (context.json) context.out(JSON.stringify(found));
    else tellExplanation(context, found);
    return 0;
  },
};
