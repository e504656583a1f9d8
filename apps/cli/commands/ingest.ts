import { resolve } from 'node:path';
import { type CommandSpec, text } from '../command.js';
import { callArchive } from '../archive-call.js';
import {
  asTyped,
  deliveriesExit,
  deliveryJson,
  deliveryLines,
  equationLine,
  leftOutLines,
  receiptPath,
} from '../deliveries.js';
import { type Context, say } from '../context.js';
import { needFile } from '../need-file.js';
import { progressLine } from '../progress.js';
import type { IngestAnswer } from '../../keeper/answers.js';

function tell(context: Context, answer: IngestAnswer): void {
  context.out(deliveryLines(answer.deliveries, context.lang));
  for (const line of answer.deliveries.flatMap(leftOutLines)) context.out(line);
  if (answer.deliveries.length > 1) context.out(equationLine(answer.deliveries, context.lang));
  for (const d of answer.deliveries.filter((one) => one.receipt !== null && one.status !== 'duplicate')) {
    context.out(`${say(context, 'receipt: ', '回执：')}${receiptPath(d)}`);
  }
}

export const ingest: CommandSpec = {
  syntax: 'ingest <file...>',
  archive: true,
  summary: 'take files into the archive and wait for their receipts',
  options: [
    {
      flags: '-s, --source <source>',
      help: 'the source the files come from (default: the first source of the dataset)',
    },
    { flags: '-d, --dataset <dataset>', help: 'the dataset of their rows (default: found from the headers)' },
  ],
  examples: ['ingest customers.xlsx --dataset customers', 'ingest *.csv --source crm --json'],
  exits: [
    [3, 'done, with rows to fix or a question about columns (see the receipt)'],
    [4, 'a file was refused or held'],
    [6, 'Temporal is missing or cannot be reached'],
    [130, 'stopped'],
  ],
  async run(context, [files], options) {
    const line = progressLine(context);
    const paths = (files as string[]).map((file) => resolve(file));
    for (const path of paths) needFile(context, path);
    const args = { files: paths, source: text(options, 'source'), dataset: text(options, 'dataset') };
    const found = await callArchive<IngestAnswer>(context, 'ingest', args, line.show).finally(line.clear);
    const answer = { ...found, deliveries: found.deliveries.map((one) => asTyped(one, context)) };
    if (context.json) context.out(JSON.stringify({ deliveries: answer.deliveries.map(deliveryJson) }));
    else tell(context, answer);
    return deliveriesExit(answer.deliveries);
  },
};
