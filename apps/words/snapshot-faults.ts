/** What is wrong with a file of a snapshot, in both languages. */
import type { SnapshotFault } from '../../core/snapshots/faults.js';

type Words = readonly [en: string, zh: string];

export const faultWords: Record<SnapshotFault, Words> = {
  'manifest-missing': ['the manifest is not there', '缺少清单'],
  'manifest-unreadable': ['the manifest cannot be read', '清单无法读取'],
  'format-newer': ['written by a newer program', '由更新的程序写成'],
  'not-authentic': ['the manifest was changed', '清单被改动过'],
  'other-key': ['vouched for by a key of another workspace', '由其他工作区的密钥认证'],
  renamed: ['it lies under the name of another', '放在别的快照名下'],
  missing: ['it is not there', '缺失'],
  extra: ['no snapshot needs it', '多余，没有快照用到它'],
  damaged: ['its bytes are damaged', '内容损坏'],
  unreadable: ['it cannot be read: the disk, or the permissions', '无法读取（磁盘或权限问题）'],
  linked: ['a link lies in its place: it hangs on a file elsewhere', '此处是链接，内容在别处的文件里'],
  swapped: ['it holds the bytes of another file', '内容是另一个文件的（被调换）'],
  'parent-unusable': ['the snapshot it builds on cannot be used', '所依赖的快照不可用'],
  'parent-other': ['it does not fit the snapshot it builds on', '与所依赖的快照不衔接'],
  'snapshot-missing': [
    'the archive has recorded this snapshot here, but it is not there',
    '归档中记有此快照，但它已不在',
  ],
  'must-not-be-here': ['it holds rows or originals that must not be in this store', '含有不得放在此存储中的数据'],
  unreachable: ['the store cannot be reached', '存储无法访问'],
  foreign: ['neither a snapshot nor a part of one', '不属于任何快照'],
};
