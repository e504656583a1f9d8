/** What a check of snapshots found, in both languages, and what to do about it. */
import type { SnapshotFault } from '../../../../core/snapshots/faults.js';
import type { CheckResult } from '../../../keeper/snapshot-answers.js';
import { faultWords } from '../../../words/snapshot-faults.js';
import { type Context, say } from '../../context.js';
import { bytesText, noSnapshots } from './words.js';

type Words = readonly [en: string, zh: string];

/** They do not stand in the way of a restore. */
const beside: ReadonlySet<SnapshotFault> = new Set(['extra', 'foreign']);

const next: Record<'bring' | 'foreign' | 'beside' | 'reach', Words> = {
  // A copy names what differs and never writes over it: it has to be out of the way first.
  bring: [
    'Move damaged and swapped files out of the folder, then bring them back from a good copy: sheetkeep snapshot copy ID --from STORE --to workspace. Without a copy, take a new snapshot once they are out: sheetkeep snapshot take --kind full',
    '请先把损坏或被调换的文件移出该文件夹，再从完好的副本取回：sheetkeep snapshot copy 编号 --from 存储 --to workspace。没有副本时，移出后重新拍摄：sheetkeep snapshot take --kind full',
  ],
  foreign: [
    'Snapshots that another workspace vouches for are its own, or somebody put them there. Two workspaces must not share a store; remove nothing before you know whose they are.',
    '由其他工作区认证的快照可能属于它，也可能是有人放入的。两个工作区不能共用一个存储；查明归属前请勿移除。',
  ],
  beside: [
    'Nothing needs the files that are too many; find out who put them there before you remove them.',
    '多余的文件不影响恢复；请先查明由谁放入，再行移除。',
  ],
  reach: ['Connect the store and check again.', '请接通存储后再次检查。'],
};

function steps({ faults }: CheckResult): Words[] {
  const found = new Set(faults.map(({ fault }) => fault));
  const needed: Words[] = [];
  const others: readonly SnapshotFault[] = ['unreachable', 'other-key', ...beside];
  if ([...found].some((fault) => !others.includes(fault))) needed.push(next.bring);
  if (found.has('other-key')) needed.push(next.foreign);
  if ([...found].some((fault) => beside.has(fault))) needed.push(next.beside);
  if (found.has('unreachable')) needed.push(next.reach);
  return needed;
}

/** A line per fault, with the snapshot that it is of; the verdict; what to do. */
export function checkLines(context: Pick<Context, 'lang'>, found: CheckResult): string[] {
  const lines = found.faults.map(({ store, snapshot, file, fault }) => {
    const of = snapshot === null || file.startsWith(snapshot) ? '' : ` (${snapshot})`;
    const place = file === '' ? store : `${store}: ${file}${of}`;
    return `! ${place} ${fault}: ${say(context, ...faultWords[fault])}`;
  });
  const n = found.snapshots.length;
  if (n === 0 && found.ok) return [say(context, ...noSnapshots)];
  const verdict = found.ok
    ? say(context, `${n} snapshots are whole`, `${n} 个快照完好`)
    : say(context, `${found.faults.length} faults`, `${found.faults.length} 处错误`);
  const told = found.ok ? [] : steps(found).map((step) => `  ${say(context, ...step)}`);
  return [...lines, `${verdict} · ${bytesText(context, found.bytesRead)}`, ...told];
}
