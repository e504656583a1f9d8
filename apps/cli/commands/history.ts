import type { Change, History } from '../../../core/archive/history.js';
import { callArchive } from '../archive-call.js';
import { type CommandSpec, text } from '../command.js';
import { type Context, olderText, say, told } from '../context.js';
import { fieldOf } from '../field-text.js';
import { shown } from '../../print.js';

const value = (text: string | null): string => (text === null || text === '' ? '–' : shown(text));
export const changeLine = (context: Context, dataset: string, { field, before, after }: Change): string =>
  `    ${fieldOf(context, dataset, field)}${say(context, ': ', '：')}${value(before)} → ${value(after)}`;

export const history: CommandSpec = {
  syntax: 'history <dataset> <id>',
  archive: true,
  summary: 'the versions of one thing, and what each changed',
  options: [{ flags: '--limit <n>', help: 'at most so many, the newest', default: '1000' }],
  examples: ['history customers 20145', 'history orders 31002 --json'],
  async run(context, [dataset, id], options) {
    const asked = { dataset, id, limit: text(options, 'limit') };
    const found = await callArchive<History>(context, 'history', asked);
    if (context.json) {
      context.out(JSON.stringify(found));
      return 0;
    }
    if (found.older > 0) context.err(olderText(context, found.older));
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
