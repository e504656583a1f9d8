import { resolve } from 'node:path';
import { type CommandSpec, text } from '../command.js';
import { callArchive } from '../archive-call.js';
import { type Context, say, told } from '../context.js';
import { datasetText } from '../field-text.js';
import { progressLine } from '../progress.js';
import { columns, count, shown } from '../../print.js';
import { findingText, resultWords } from '../../words/drill.js';
import type { OpenReason } from '../../../core/snapshots/drill/reread.js';
import type { Proved } from '../../../core/snapshots/drill/proved.js';
import type { CertificateAnswer, DrillsAnswer } from '../../keeper/snapshot-answers.js';
import { storeOrPath } from './snapshot/check.js';

const reasons: Record<Exclude<OpenReason, 'rules-gone'>, readonly [en: string, zh: string]> = {
  'schema-changed': ['its dataset has changed since', '数据集定义之后有改动'],
  'original-missing': ['it is not there any more', '原件已不在'],
  'settings-changed': ['the settings have changed since', '之后改过设置'],
  'decided-apart': ['people decided about this one file', '该文件曾由人单独决定'],
  unfinished: ['it took longer or more memory than the settings allow', '读取超出设置的时间或内存'],
};

function tell(context: Context, answer: DrillsAnswer): void {
  if (context.json) return context.out(JSON.stringify(answer));
  const rows = answer.drills.map(({ at, snapshot, result, tookMs }) => {
    return [told(context, at), snapshot, say(context, ...resultWords[result]), seconds(tookMs)];
  });
  if (rows.length > 0) context.out(columns(rows, [3]));
  else context.out(say(context, 'no drill yet', '尚无恢复演练'));
  const last = answer.drills.at(-1);
  for (const finding of last?.findings ?? []) context.out(`! ${findingText(finding, context.lang)}`);
  // Rules that are gone are a finding of their own.
  for (const { delivery, reason } of last?.facts?.open ?? [])
    if (reason !== 'rules-gone') context.out(`  ${openLine(context, delivery, reason)}`);
  tellProved(context, answer.lastProved);
}

const openLine = (context: Context, delivery: string, reason: Exclude<OpenReason, 'rules-gone'>): string =>
  say(
    context,
    `the original of ${delivery} was not compared: ${reasons[reason][0]}`,
    `${delivery} 的原件未比对：${reasons[reason][1]}`,
  );

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** When each dataset was last proved restorable, and how long the restore took. */
export function tellProved(context: Context, proved: readonly Proved[]): void {
  if (proved.length === 0) return;
  context.out(say(context, 'last proved restorable (restored in):', '最近证明可恢复（恢复用时）：'));
  const rows = proved.map(({ dataset, records, at, restoreMs }) => [
    `  ${datasetText(context, dataset)}`,
    count(records),
    told(context, at),
    seconds(restoreMs),
  ]);
  context.out(columns(rows, [1, 3]));
}

export const drillRun: CommandSpec = {
  syntax: 'run [id]',
  archive: true,
  summary: 'restore a snapshot (default: the newest) in a process of its own and compare it with the archive',
  options: [
    { flags: '--store <store>', help: 'out of this store of the settings, or a folder' },
    { flags: '--identity <file>', help: 'open with the identity in this file alone: proves the recovery identity' },
  ],
  examples: ['drill run', 'drill run --identity /media/usb/recovery.txt'],
  exits: [
    [5, 'it could not be restored, differs, or came to no verdict'],
    [6, 'the identity is missing or does not open it, or the store cannot be reached: nothing is recorded'],
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
  archive: true,
  summary: 'the drills so far, oldest first',
  examples: ['drill list --json'],
  async run(context) {
    tell(context, await callArchive<DrillsAnswer>(context, 'drill.list', {}));
    return 0;
  },
};

export const drillCertificate: CommandSpec = {
  syntax: 'certificate [id]',
  archive: true,
  summary: 'write a page to print and file for a drill that passed (an id of a drill or snapshot; default: the newest)',
  examples: ['drill certificate'],
  exits: [[4, 'no drill has passed']],
  async run(context, [id]) {
    const args = typeof id === 'string' ? { id } : {};
    const answer = await callArchive<CertificateAnswer>(context, 'drill.certificate', args);
    context.out(context.json ? JSON.stringify(answer) : shown(answer.certificate));
    return 0;
  },
};
