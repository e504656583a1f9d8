import type { Change, History } from '../../../core/archive/history.js';
import { callArchive } from '../archive-call.js';
import type { CommandSpec } from '../command.js';
import { type Context, say, told } from '../context.js';
import { fieldOf } from '../field-text.js';
import { shown } from '../../print.js';

const value = (text: string | null): string => (text === null || text === '' ? '–' : shown(text));
export const changeLine = (context: Context, dataset: string, { field, before, after }: Change): string =>
  `    ${fieldOf(context, dataset, field)}${say(context, ': ', '：')}${value(before)} → ${value(after)}`;

export const history: CommandSpec = {
  syntax: 'history <dataset> <id>',
  archive: true,
  summary: 'every version of one thing, and what each changed',
  examples: ['history customers 20145', 'history orders 31002 --json'],
  async run(context, [dataset, id]) {
    const found = await callArchive<History>(context, 'history', { dataset, id });
    if (context.json) {
      context.out(JSON.stringify(found));
      return 0;
    }
    for (const v of found.versions) {
      const from = say(context, `batch ${v.batch} · row ${v.row}`, `批次 ${v.batch} · 第 ${v.row} 行`);
      const place = [v.source, v.sheet, from].filter((part) => part !== null).join(' · ');
      context.out(
        `${v.version}  ${told(context, v.validFrom)} – ${v.validTo === null ? '' : told(context, v.validTo)}  ${place}`,
      );
      for (const change of v.changes) context.out(changeLine(context, String(dataset), change));
    }
    return 0;
  },
};
