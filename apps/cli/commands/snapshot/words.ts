/** What people read about snapshots, in both languages. */
import type { KeyWarning } from '../../../../core/snapshots/keys/sealing.js';
import type { ManifestFault } from '../../../../core/snapshots/manifest/read.js';
import type { Reason } from '../../../../core/snapshots/retention.js';
import { columns, count } from '../../../print.js';
import type { SnapshotAnswer, SnapshotsAnswer } from '../../../keeper/snapshot-answers.js';
import { type Context, say } from '../../context.js';
import { faultWords } from '../../../words/snapshot-faults.js';
import { type ErrorText, inChinese } from '../../../words/errors-zh.js';

const kinds: Record<SnapshotAnswer['kind'], string> = { full: '完整', incremental: '增量', differential: '差异' };

export const bytesText = (context: Pick<Context, 'lang'>, bytes: number): string =>
  `${count(bytes)} ${say(context, 'bytes', '字节')}`;

export const noSnapshots = [
  'No snapshots yet. Take the first: sheetkeep snapshot take',
  '还没有快照。请先生成：sheetkeep snapshot take',
] as const;

export function tellSnapshots(context: Context, { snapshots, unreadable }: SnapshotsAnswer): void {
  if (snapshots.length === 0 && !unreadable?.length) {
    context.out(say(context, ...noSnapshots));
    return;
  }
  const head = [
    'id',
    say(context, 'kind', '种类'),
    say(context, 'rows', '行'),
    say(context, 'bytes', '字节'),
    say(context, 'proved', '已演练'),
    say(context, 'sealed', '已加密'),
    say(context, 'in', '存放于'),
  ];
  const yes = (is: boolean): string => (is ? say(context, 'yes', '是') : say(context, 'no', '否'));
  const rows = snapshots.map((one) => [
    one.id,
    say(context, one.kind, kinds[one.kind]),
    count(one.rows),
    count(one.bytes),
    one.proved ? say(context, 'yes', '是') : say(context, 'not yet', '尚未'),
    yes(one.sealed),
    one.stores.join(', '),
  ]);
  context.out(columns([head, ...rows], [2, 3]));
  for (const { id, fault } of unreadable ?? []) context.err(`! ${id}: ${faultText(context, fault)}`);
}

const faultText = (context: Context, fault: ManifestFault): string => `${fault}: ${say(context, ...faultWords[fault])}`;

export type Warning = KeyWarning | 'keys-damaged' | 'set-apart';

const warnings: Record<Warning, readonly [en: string, zh: string]> = {
  'keys-lost': [
    'The keys of the snapshots (archive/keys.json) are gone: put the file back from a copy, or use the recovery identity: sheetkeep keys recover --identity FILE. Do not make new keys before.',
    '快照密钥（archive/keys.json）不见了。请从副本放回，或使用恢复密钥找回：sheetkeep keys recover --identity 文件。在此之前不要生成新密钥。',
  ],
  'recovery-missing': [
    'No recovery identity: if this machine is lost, nobody can open the snapshots. Make one: sheetkeep keys rotate',
    '没有恢复密钥：这台机器一旦丢失，快照就无人能打开。请生成一个：sheetkeep keys rotate',
  ],
  'recovery-not-confirmed': [
    'Nobody has shown yet that the recovery identity is kept elsewhere. Prove it: sheetkeep keys confirm --identity FILE',
    '尚未确认恢复密钥已保存在别处。请确认：sheetkeep keys confirm --identity 文件',
  ],
  'keys-damaged': [
    'The keys of the snapshots (archive/keys.json) cannot be read: no snapshot can be taken. Put the file back from a copy, or use the recovery identity: sheetkeep keys recover --identity FILE',
    '快照密钥（archive/keys.json）无法读取，不能拍摄快照。请从副本放回该文件，或使用恢复密钥：sheetkeep keys recover --identity 文件',
  ],
  'set-apart': [
    'Not copied to the stores of the settings: this workspace was restored and is set apart. If it takes the place of the first one, or they are its own: sheetkeep restore confirm',
    '未复制到设置中的存储：此工作区由快照恢复而来，暂被搁置。若它取代原工作区，或这些存储是它自己的：sheetkeep restore confirm',
  ],
  'not-sealed': [
    'Snapshots are not encrypted (snapshots.seal is false): who can read the folder can read the customers.',
    '快照未加密（snapshots.seal 为 false）：能读到该文件夹的人就能读到客户数据。',
  ],
};

export function tellWarnings(context: Context, codes: readonly Warning[]): void {
  for (const code of codes) context.err(`! ${say(context, ...warnings[code])}`);
}

export const reasonWords: Record<Reason, readonly [en: string, zh: string]> = {
  newest: ['newest', '最新'],
  proved: ['last proved one', '最近一次演练通过'],
  parent: ['others go on from it', '其他快照依赖它'],
  locked: ['locked', '已锁定'],
  last: ['last', '最近'],
  daily: ['daily', '每日'],
  weekly: ['weekly', '每周'],
  monthly: ['monthly', '每月'],
  yearly: ['yearly', '每年'],
};

/** Names the snapshot that was taken before a change. */
export function tellSafeguard(context: Context, snapshot: string | null): void {
  if (snapshot === null) return;
  context.out(say(context, `a checked snapshot was taken before: ${snapshot}`, `操作前已拍摄并检查快照：${snapshot}`));
}

/** A store that failed while others went well. */
export function tellError(
  context: Pick<Context, 'lang' | 'err'>,
  error: ErrorText & { code: string },
  where = '',
): void {
  const { message, hint } = context.lang === 'zh' ? inChinese(error) : error;
  context.err(`! ${where}${message}\n  ${hint}`);
}
