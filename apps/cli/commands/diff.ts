import type { Difference } from '../../../core/archive/diff.js';
import { callArchive } from '../archive-call.js';
import { type CommandSpec, text } from '../command.js';
import { type Context, say } from '../context.js';
import { datasetText } from '../field-text.js';
import { changeLine } from './history.js';

const signs: Record<Difference['kind'], string> = { added: '+', changed: '~', removed: '-' };

const lines = (context: Context, { kind, dataset, id, changes }: Difference): string[] => [
  `${signs[kind]} ${datasetText(context, dataset)} ${id}`,
  ...changes.map((change) => changeLine(context, dataset, change)),
];

/** Prints pages as they come, so that a long answer is never held: as parts of one JSON object, or as lines. */
function printer(context: Context) {
  let first = true;
  return (page: readonly Difference[]): void => {
    for (const one of page) {
      if (context.json) process.stdout.write(`${first ? '' : ','}${JSON.stringify(one)}`);
      else context.out(lines(context, one).join('\n'));
      first = false;
    }
  };
}

export const diff: CommandSpec = {
  syntax: 'diff',
  archive: true,
  summary: 'what changed between two times',
  options: [
    {
      flags: '--from <time>',
      help: "a day (its start) or a time by the workspace's clocks, or a time with its zone",
      required: true,
    },
    {
      flags: '--to <time>',
      help: "a day (its start) or a time by the workspace's clocks, or a time with its zone",
      required: true,
    },
    { flags: '-d, --dataset <dataset>', help: 'only this dataset' },
  ],
  examples: [
    'diff --from 2026-10-01 --to 2026-11-01',
    'diff --from 2026-11-01T08:00:00Z --to 2026-11-01T09:00:00Z --dataset customers --json',
  ],
  async run(context, _args, options) {
    const print = printer(context);
    const args = { from: text(options, 'from'), to: text(options, 'to'), dataset: text(options, 'dataset') };
    let opened = false;
    const open = () => {
      if (context.json && !opened) process.stdout.write('{"differences":[');
      opened = true;
    };
    const { count } = await callArchive<{ count: number }>(context, 'diff', args, (event) => {
      if (event.step !== 'differences') return;
      open();
      print(event['page'] as Difference[]);
    });
    open();
    if (context.json) process.stdout.write(`],"count":${count}}\n`);
    else if (count === 0) context.out(say(context, 'no differences', '没有差异'));
    return 0;
  },
};
