/** The help of commands about snapshots, restores, keys, drills, schedules and the audit log, in Chinese by the English words. */
export const snapshotsHelp: Readonly<Record<string, string>> = {
  'backups of the archive: take, check, restore, copy, prune': '归档库的备份：拍摄、检查、恢复、复制、清理',
  'take a snapshot of the archive and its originals, and bring it into the further stores':
    '拍摄归档库及原件的快照，并复制到其他存储',
  'since the newest snapshot (default), since the newest full one, or everything; the first is always full':
    'incremental：自最新快照起（默认）；differential：自最新完整快照起；full：全部；第一个总是完整的',
  'taken, but a further store could not be reached': '已拍摄，但有存储无法访问',
  'its keys are lost': '密钥丢失',
  'the snapshots, oldest first, and whether a drill has proved them': '列出快照（旧的在前），以及是否经演练证明',
  'what lies in another store, or in a folder': '列出另一存储或文件夹中的快照',
  'the store cannot be reached': '存储无法访问',
  'read snapshots again in every store and name every file that is missing, too many, damaged or swapped':
    '重新读取各存储中的快照，逐个指出缺失、多余、损坏或被调换的文件',
  'read the bytes of the n-th of t parts only (default: all)': '只读取 t 份中的第 n 份（默认：全部）',
  'only this store of the settings, or a folder': '只限设置中的此存储，或某个文件夹',
  'something is wrong with them': '发现错误',
  'make a new workspace out of a snapshot (--to), of one dataset or record (--to with --dataset), or bring records back into the archive (--dataset)':
    '由快照建立新工作区（--to），或只含一个数据集或记录（--to 加 --dataset），或把记录放回归档库（--dataset）',
  'a new or empty folder, which becomes a workspace; works without the archive':
    '新的或空的文件夹，将成为工作区；不需要归档库',
  'bring its records back into the archive, as an import that undo takes back; with --to: only it into the new workspace':
    '把该数据集的记录放回归档库，作为一次可撤销的导入；与 --to 同用：新工作区只含该数据集',
  'with --dataset: only this one, by the id analysts see': '与 --dataset 同用：只恢复这一条（分析人员看到的编号）',
  'with --dataset, into the archive: only this field, by its name or label':
    '放回归档库时：只恢复此字段（名称，或任一语言的标签）',
  'with --dataset, into the archive: also what was taken back by undo since': '放回归档库时：包括之后被撤销的内容',
  'with --dataset, into the archive: without the snapshot that is taken and checked before':
    '放回归档库时：不先拍摄并检查快照',
  "as the archive stood then: a day (its start) or a time by the workspace's clocks, or a time with its zone":
    '恢复到那个时间的状态：日期（当天零点）或工作区时区的时间，也可带时区',
  'show what would be restored, change nothing': '只显示将恢复的内容，不做改动',
  'out of another store of the settings, or a folder; a folder needs no workspace':
    '从设置中的另一存储或文件夹读取；用文件夹时不需要工作区',
  'open with the identity in this file, such as the recovery identity': '用此文件中的密钥打开，如恢复密钥',
  'restore although the identity that vouches for the snapshot is lost': '即使证明快照的身份文件已丢失也恢复',
  'into the archive: some records could not be brought back': '放回归档库时：部分记录无法恢复',
  'the folder is not empty, or the snapshot before it failed': '文件夹不是空的，或操作前的快照未成功',
  'the snapshot is damaged': '快照已损坏',
  'its key is missing or another one, the store cannot be reached, or it may not hold the dataset':
    '密钥缺失或不符，存储无法访问，或该存储不得存放此数据集',
  'bring a snapshot and all it needs into a folder (a removable disk) or a store of the settings':
    '把快照及其依赖复制到文件夹（移动硬盘）或设置中的存储',
  'a folder (with a slash), or the name of a store': '文件夹（带斜杠），或存储的名称',
  'out of another store than "workspace", the folder snapshots/': '从 “workspace”（snapshots/ 文件夹）以外的存储读取',
  'there is no room': '空间不足',
  'the snapshot is damaged, or other bytes lie there': '快照已损坏，或目标处已有不同内容',
  'which snapshots no longer have to stay by the settings (snapshots.keep); removes them with --apply':
    '按设置（snapshots.keep）哪些快照不必再保留；加 --apply 则删除',
  'remove them; without it nothing is changed': '执行删除；不加则不做改动',
  'the snapshots have changed meanwhile': '快照在此期间有变化',
  'a manifest cannot be read: nothing was removed in that store': '有清单无法读取：该存储中没有删除任何内容',
  'a store cannot be reached': '有存储无法访问',
  'what to do when something was lost': '数据丢失时怎么办',
  'what to do when something was lost: steps, commands, times and people, from how the workspace stands':
    '数据丢失时怎么办：根据工作区现状列出步骤、命令、用时和人员',
  'what was lost': '丢失的情形：disk 磁盘，key 密钥，delete 误删，ransomware 勒索软件',
  'say that a restored workspace takes the place of the first one, or that the stores and schedules in its settings are its own: it uses them from then on':
    '确认恢复出的工作区取代原工作区，或其设置中的存储和计划任务是它自己的；此后才启用',
  'the keys that snapshots are sealed to': '快照的加密密钥',
  'to whom snapshots are sealed, and whether the recovery identity is known to be kept':
    '快照加密给谁，恢复密钥是否已确认保存',
  'prove that the recovery identity is kept: snapshots stop warning': '证明恢复密钥已保存；快照不再提醒',
  'the file that holds it': '存有恢复密钥的文件',
  'it is another one': '不是这一个密钥',
  'the file cannot be read': '文件无法读取',
  'new keys for later snapshots, with a new recovery identity, which is printed once; the next snapshot is full':
    '为以后的快照生成新密钥和新的恢复密钥（只显示一次）；下一个快照为完整快照',
  'bring lost keys of this workspace back out of its snapshots, by the recovery identity':
    '用恢复密钥从快照中找回本工作区丢失的密钥',
  'out of another store of the settings, or a folder': '从设置中的另一存储或文件夹读取',
  'keys are there already, or those of another workspace': '密钥已存在，或属于另一个工作区',
  'no snapshot has this recovery identity, or the store cannot be reached': '没有快照使用此恢复密钥，或存储无法访问',
  'prove that a snapshot can be restored': '证明快照可以恢复',
  'restore a snapshot (default: the newest) in a process of its own and compare it with the archive':
    '在独立进程中恢复快照（默认：最新）并与归档库比对',
  'out of this store of the settings, or a folder': '从设置中的此存储或文件夹读取',
  'open with the identity in this file alone: proves the recovery identity': '只用此文件中的密钥打开：证明恢复密钥有效',
  'it could not be restored, differs, or came to no verdict': '无法恢复、内容不同，或没有结论',
  'the identity is missing or does not open it, or the store cannot be reached: nothing is recorded':
    '密钥缺失或打不开快照，或存储无法访问：不作记录',
  'the drills so far, oldest first': '历次恢复演练（旧的在前）',
  'write a page to print and file for a drill that passed (an id of a drill or snapshot; default: the newest)':
    '为通过的演练生成可打印的合格证（演练或快照编号；默认：最新）',
  'no drill has passed': '没有通过的演练',
  'what runs by itself: the schedules of the settings': '自动执行的工作：设置中的计划任务',
  'the schedules of the settings: when they run next, how they ended last': '设置中的计划任务：下次时间和上次结果',
  'let a schedule of the settings begin nothing until it is resumed': '暂停某个计划任务，直到恢复',
  'why; shown by list, kept by Temporal alone: no names of customers':
    '原因；显示在列表中，只保存在 Temporal：请勿写客户姓名',
  'let a paused schedule go on': '恢复已暂停的计划任务',
  'run a schedule now, also a paused one, and wait for its end': '立即执行计划任务（已暂停的也可），并等待结束',
  'the run failed': '执行失败',
  'no keeper runs, or Temporal cannot be reached': '没有运行中的守护进程，或无法连接 Temporal',
  'run the times of a schedule between two times once more, one after the other':
    '依次补做计划任务在两个时间之间的各次执行',
  likewise: '同上',
  'the log of who did what': '操作审计日志',
  'recompute the chain of the audit log and name the first entry that does not fit':
    '重新计算审计链，指出第一条不符的记录',
  'the log was edited or cut': '日志被改动或截断',
  'who did what, newest last': '谁做了什么，最新的在后',
  'only this action': '只限此操作',
  "only from this time on: a day (its start) or a time by the workspace's clocks, or a time with its zone":
    '只限此时间之后：日期（当天零点）或工作区时区的时间，也可带时区',
  'at most so many, the newest': '最多这么多条，取最新的',
};
