/** What a check of snapshots found, in both languages, and what to do about it. */
import { ownStore } from '../../../../core/snapshots/ledger.js';
import type { SnapshotFault } from '../../../../core/snapshots/faults.js';
import type { CheckResult } from '../../../keeper/snapshot-answers.js';
import { counted } from '../../../print.js';
import { inChinese } from '../../../words/errors-zh.js';
import { faultWords } from '../../../words/snapshot-faults.js';
import { type Context, say } from '../../context.js';
import { bytesText, noSnapshots } from './words.js';

type Words = readonly [en: string, zh: string];

/** They do not stand in the way of a restore. */
const beside: ReadonlySet<SnapshotFault> = new Set(['extra', 'foreign']);

/** From where a store gets back what it lost, and how it is named there. */
function copyCommand(context: Pick<Context, 'lang'>, store: string): string {
  const id = say(context, 'ID', '编号');
  if (store === ownStore) return `sheetkeep snapshot copy ${id} --from ${say(context, 'STORE', '存储')} --to ${store}`;
  return `sheetkeep snapshot copy ${id} --from ${ownStore} --to ${store === 'folder' ? say(context, 'FOLDER', '文件夹') : store}`;
}

// A copy names what differs and never writes over it: it has to be out of the way first.
const bring = (command: string): Words => [
  `Move damaged and swapped files, and what lies in the place of missing ones, out of the folder, then bring them back from a good copy: ${command}. Without a copy, take a new snapshot once they are out: sheetkeep snapshot take --kind full`,
  `请先把损坏或被调换的文件（以及占用了缺失文件位置的东西）移出该文件夹，再从完好的副本取回：${command}。没有副本时，移出后重新拍摄：sheetkeep snapshot take --kind full`,
];

const unread = (command: string): Words => [
  `What cannot be read: look at its permissions and at the disk, and check again. If it stays so, move it out and bring it back from a good copy: ${command}`,
  `无法读取的文件：请检查权限和磁盘，再次检查。若仍无法读取，请移出后从完好的副本取回：${command}`,
];

const next: Record<'foreign' | 'beside' | 'reach' | 'linked', Words> = {
  foreign: [
    'Snapshots that another workspace vouches for are its own, or somebody put them there. Two workspaces must not share a store; remove nothing before you know whose they are.',
    '由其他工作区认证的快照可能属于它，也可能是有人放入的。两个工作区不能共用一个存储；查明归属前请勿移除。',
  ],
  beside: [
    'Nothing needs the files that are too many; find out who put them there before you remove them.',
    '多余的文件不影响恢复；请先查明由谁放入，再行移除。',
  ],
  reach: ['Connect the store and check again.', '请接通存储后再次检查。'],
  linked: ['Put the file itself in the place of the link, and check again.', '请用文件本身替换该链接，再次检查。'],
};

/** What the stores themselves said has to be done. */
function reach(faults: CheckResult['faults']): Words[] {
  const said = new Map(faults.flatMap(({ error }) => (error ? [[error.hint, inChinese(error).hint] as const] : [])));
  return said.size > 0 ? [...said] : [next.reach];
}

function steps(context: Pick<Context, 'lang'>, { faults }: CheckResult): Words[] {
  const others: readonly SnapshotFault[] = ['unreachable', 'other-key', 'unreadable', 'linked', ...beside];
  const told: Words[] = [];
  const storesOf = (wanted: (fault: SnapshotFault) => boolean): Set<string> =>
    new Set(faults.flatMap(({ store, fault }) => (wanted(fault) ? [store] : [])));
  for (const store of storesOf((fault) => !others.includes(fault))) told.push(bring(copyCommand(context, store)));
  for (const store of storesOf((fault) => fault === 'unreadable')) told.push(unread(copyCommand(context, store)));
  const found = new Set(faults.map(({ fault }) => fault));
  if (found.has('linked')) told.push(next.linked);
  if (found.has('other-key')) told.push(next.foreign);
  if ([...found].some((fault) => beside.has(fault))) told.push(next.beside);
  if (found.has('unreachable')) told.push(...reach(faults));
  return told;
}

/** A line per fault, with the snapshot that it is of; the verdict; what to do. */
export function checkLines(context: Pick<Context, 'lang'>, found: CheckResult): string[] {
  const lines = found.faults.map(({ store, snapshot, file, fault, error }) => {
    if (error) return `! ${store} ${fault}: ${say(context, error.message, inChinese(error).message)}`;
    const of = snapshot === null || file.startsWith(snapshot) ? '' : ` (${snapshot})`;
    const place = file === '' ? store : `${store}: ${file}${of}`;
    return `! ${place} ${fault}: ${say(context, ...faultWords[fault])}`;
  });
  const n = found.snapshots.length;
  if (n === 0 && found.ok) return [say(context, ...noSnapshots)];
  const verdict = found.ok
    ? say(context, counted(n, 'snapshot is whole', 'snapshots are whole'), `${n} 个快照完好`)
    : say(context, counted(found.faults.length, 'fault'), `${found.faults.length} 处错误`);
  const told = found.ok ? [] : steps(context, found).map((step) => `  ${say(context, ...step)}`);
  return [...lines, `${verdict} · ${bytesText(context, found.bytesRead)}`, ...told];
}
