import { resolve } from 'node:path';
import { type CommandSpec, text } from '../command.js';
import { callArchive } from '../archive-call.js';
import { type Context, say } from '../context.js';
import { progressLine } from '../progress.js';
import { columns } from '../../print.js';
import type { DrillsAnswer } from '../../keeper/snapshot-answers.js';
import { storeOrPath } from './snapshot/check.js';

const words = { pass: ['pass', '通过'], fail: ['FAIL', '失败'], inconclusive: ['inconclusive', '未完成'] } as const;

function tell(context: Context, answer: DrillsAnswer): void {
  if (context.json) return context.out(JSON.stringify(answer));
  const rows = answer.drills.map(({ at, snapshot, result, tookMs }) => {
    const [en, zh] = words[result];
    return [at, snapshot, say(context, en, zh), `${(tookMs / 1000).toFixed(1)} s`];
  });
  if (rows.length > 0) context.out(columns(rows, [3]));
  else context.out(say(context, 'no drill yet', '尚无恢复演练'));
  for (const finding of answer.drills.at(-1)?.findings ?? []) context.out(`! ${finding}`);
}

export const drillRun: CommandSpec = {
  syntax: 'run [id]',
  summary: 'restore a snapshot (default: the newest) in a process of its own and compare it with the archive',
  options: [
    { flags: '--store <store>', help: 'out of this store of the settings, or a folder' },
    { flags: '--identity <file>', help: 'open with the identity in this file alone: proves the recovery identity' },
  ],
  examples: ['drill run', 'drill run --identity /media/usb/recovery.txt'],
  exits: [
    [5, 'it could not be restored, differs, or could not be finished'],
    [6, 'the identity or the store is missing'],
  ],
  async run(context, [id], options) {
    const line = progressLine(context);
    const [store, file] = [text(options, 'store'), text(options, 'identity')];
    const { readIdentities } = await import('../../../core/snapshots/keys/identity-file.js');
    const identities = file === undefined ? null : await readIdentities(resolve(file));
    const args = {
      ...(typeof id === 'string' ? { id } : {}),
      ...(store === undefined ? {} : { store: storeOrPath(store) }),
      ...(identities ? { identities: identities.map((one) => one.text) } : {}),
    };
    const answer = await callArchive<DrillsAnswer>(context, 'drill.run', args, line.show).finally(line.clear);
    tell(context, answer);
    return answer.drills.every(({ result }) => result === 'pass') ? 0 : 5;
  },
};

export const drillList: CommandSpec = {
  syntax: 'list',
  summary: 'the drills so far, oldest first',
  examples: ['drill list --json'],
  async run(context) {
    tell(context, await callArchive<DrillsAnswer>(context, 'drill.list', {}));
    return 0;
  },
};
