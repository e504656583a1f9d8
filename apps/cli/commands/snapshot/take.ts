import type { TakeAnswer } from '../../../keeper/snapshot-answers.js';
import { count } from '../../../print.js';
import { callArchive } from '../../archive-call.js';
import { type CommandSpec, text } from '../../command.js';
import { type Context, say } from '../../context.js';
import { progressLine } from '../../progress.js';
import { bytesText, tellError, tellSnapshots, tellWarnings } from './words.js';

function tell(context: Context, answer: TakeAnswer): void {
  if (context.json) return context.out(JSON.stringify(answer));
  tellSnapshots(context, answer);
  for (const { store, files, bytes, error } of answer.copies) {
    if (error) tellError(context, error, `${store}: `);
    else context.out(`→ ${store}: ${count(files)} ${say(context, 'files', '个文件')}, ${bytesText(context, bytes)}`);
  }
  tellWarnings(context, answer.warnings);
}

export const snapshotTake: CommandSpec = {
  syntax: 'take',
  archive: true,
  summary: 'take a snapshot of the archive and its originals, and bring it into the further stores',
  options: [
    {
      flags: '--kind <kind>',
      help: 'since the newest snapshot (default), since the newest full one, or everything; the first is always full',
      choices: ['full', 'incremental', 'differential'],
    },
  ],
  examples: ['snapshot take', 'snapshot take --kind full'],
  exits: [
    [3, 'taken, but a further store could not be reached'],
    [6, 'its keys are lost'],
  ],
  async run(context, _args, options) {
    const line = progressLine(context);
    const kind = text(options, 'kind');
    const args = kind === undefined ? {} : { kind };
    const answer = await callArchive<TakeAnswer>(context, 'snapshot.take', args, line.show).finally(line.clear);
    tell(context, answer);
    return answer.copies.every(({ error }) => error === null) ? 0 : 3;
  },
};
