/** The words of restore plans and of restored workspaces, in both languages. */
import type { LeftAlone } from '../../../keeper/apart.js';
import { type Context, say } from '../../context.js';
import type { PlanWarning, Role, Scenario, StepId } from '../../../../core/snapshots/restore/scenario.js';

type Words = readonly [en: string, zh: string];

export const scenarioWords: Record<Scenario, Words> = {
  disk: ['The disk or the machine is lost', '磁盘或机器丢失'],
  key: ['The keys of the snapshots are lost', '快照密钥丢失'],
  delete: ['Data was deleted or overwritten by mistake', '数据被误删或误改'],
  ransomware: ['Files were encrypted or changed by an attacker', '文件被攻击者加密或篡改'],
};

export const roleWords: Record<Role, Words> = {
  operator: ['operator', '操作人'],
  keyHolder: ['keeper of the recovery identity', '恢复密钥保管人'],
  decider: ['who decides', '决策人'],
};

export const stepWords: Record<StepId, Words> = {
  isolate: [
    'Take the machine off the network; stop Sheetkeep; connect no backup disk to it',
    '断开机器网络，停止 Sheetkeep，不要接入任何备份盘',
  ],
  'keep-evidence': ['Keep what is left as it is; nothing is repaired on it', '保留现状，不在其上做任何修复'],
  'decide-time': [
    'Find out when it began, and decide what is brought back, to which time',
    '查明开始的时间，决定恢复哪些内容、恢复到何时',
  ],
  'new-machine': [
    'Install Sheetkeep on a clean machine and connect the store of the snapshots',
    '在干净的机器上安装 Sheetkeep，接上快照所在的存储',
  ],
  'name-store': [
    'In an empty folder write the line below into sheetkeep.config.ts, set the keys of the store in the environment, and give the following commands there',
    '在空文件夹中把下面一行写入 sheetkeep.config.ts，在环境变量中设置存储的密钥，并在那里执行以下命令',
  ],
  'bring-recovery': ['Bring the file with the recovery identity', '取来恢复密钥文件'],
  'look-at-copy': ['See which snapshots lie there', '查看其中有哪些快照'],
  'plan-restore': ['Look at the plan', '先看恢复计划'],
  restore: ['Restore into a new folder: every byte is checked on the way', '恢复到新文件夹，过程中校验每个字节'],
  verify: ['Verify the audit chain of what was restored', '校验恢复结果的审计链'],
  'confirm-restored': [
    'Only if the first workspace is gone for good: let this one use its stores and schedules',
    '确认原工作区不再使用后，让此工作区启用其存储和计划任务',
  ],
  start: ['Start it', '启动'],
  'send-again': ['Send the files that came after the snapshot once more', '重新投递快照之后到达的文件'],
  'recover-keys': ['Bring the keys back out of the snapshots', '从快照中找回密钥'],
  'rotate-keys': [
    'Make new keys; keep the recovery identity that is printed, elsewhere',
    '生成新密钥；把打印出的恢复密钥另处保存',
  ],
  'confirm-keys': ['Show that the new recovery identity is kept', '确认新的恢复密钥已保存'],
  'take-full': ['Take a full snapshot', '拍摄完整快照'],
  drill: ['Prove it', '演练，证明可恢复'],
  'find-import': ['Find the import that did it', '找到造成问题的导入'],
  'plan-undo': ['If one import did it: look at what taking it back would do', '若是某次导入所致：查看撤销的效果'],
  undo: ['… and take it back', '……然后撤销'],
  'plan-records': [
    'Else, by record (or a whole dataset, without --record): look at the plan',
    '否则按记录（不带 --record 即整个数据集）恢复：先看计划',
  ],
  'restore-records': ['… and bring it back; undo takes that back, too', '……然后恢复；同样可用 undo 撤销'],
};

export const warningWords: Record<PlanWarning, Words> = {
  'no-snapshot': [
    'There is no snapshot: nothing could be brought back. Take one: sheetkeep snapshot take',
    '没有快照：什么都无法恢复。请拍摄：sheetkeep snapshot take',
  ],
  'no-copy-elsewhere': [
    'No snapshot lies anywhere else than on this disk: with it everything would be lost. Name a store in snapshots.stores, or: sheetkeep snapshot copy ID --to /media/backup',
    '所有快照都在这块磁盘上：磁盘丢失则全部丢失。请在 snapshots.stores 中设置存储，或：sheetkeep snapshot copy 编号 --to /media/backup',
  ],
  'not-proved': ['No drill has proved this snapshot: sheetkeep drill run', '该快照未经演练证明：sheetkeep drill run'],
  'not-measured': [
    'No drill has passed yet: how long a restore takes is not known',
    '尚无通过的演练：恢复所需时间未知',
  ],
  'keys-lost': [
    'The keys of the snapshots (archive/keys.json) are gone or cannot be read: put the file back from a copy, or use the recovery identity: sheetkeep keys recover --identity FILE. Do not make new keys before.',
    '快照密钥（archive/keys.json）不见了或无法读取。请从副本放回，或使用恢复密钥找回：sheetkeep keys recover --identity 文件。在此之前不要生成新密钥。',
  ],
  'recovery-missing': [
    'There is no recovery identity: without archive/keys.json nobody opens the snapshots. Make one: sheetkeep keys rotate',
    '没有恢复密钥：archive/keys.json 一旦丢失，快照无人能打开。请生成：sheetkeep keys rotate',
  ],
  'recovery-not-confirmed': [
    'Nobody has shown that the recovery identity is kept: sheetkeep keys confirm --identity FILE',
    '尚未确认恢复密钥已保存：sheetkeep keys confirm --identity 文件',
  ],
  'not-sealed': ['Snapshots are not encrypted: who has a copy has the customers', '快照未加密：拿到副本即拿到客户数据'],
  'newer-not-elsewhere': [
    'A newer snapshot is not proved or lies on this disk only',
    '更新的快照未经证明，或仅在本磁盘上',
  ],
};

export const leftAloneText = (context: Pick<Context, 'lang'>, { stores, schedules }: LeftAlone): string =>
  [
    `${say(context, 'stores', '存储')} ${stores.join(', ') || '–'}`,
    `${say(context, 'schedules', '计划任务')} ${schedules.join(', ') || '–'}`,
  ].join(' · ');

/** null: there is nothing that it leaves alone. */
export function apartText(context: Pick<Context, 'lang'>, left: LeftAlone): string | null {
  if (left.stores.length + left.schedules.length === 0) return null;
  const what = leftAloneText(context, left);
  return say(
    context,
    `This workspace was restored and is set apart: nothing is written to the stores of its settings, and nothing runs on schedule (${what}). If it takes the place of the first workspace, or they are its own: sheetkeep restore confirm`,
    `此工作区由快照恢复而来，暂被搁置：不写入设置中的存储，也不执行计划任务（${what}）。若它取代原工作区，或这些设置已改为它自己的：sheetkeep restore confirm`,
  );
}
