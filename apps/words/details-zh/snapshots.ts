/** Details of snapshots, their stores and exports. */
import type { SnapshotFault } from '../../../core/snapshots/faults.js';
import { faultWords } from '../snapshot-faults.js';
import type { Form } from './form.js';

const filesHold: Readonly<Record<string, string>> = {
  'other columns': '列不同',
  'another digest of the rows': '行的摘要不同',
};

const reasons: Readonly<Record<string, string>> = {
  'its folder is not there': '文件夹不在',
  'it is sealed to other keys than those at hand': '它是封给其他密钥的',
  'it is not a file of the age format, version 1': '不是 age 格式的文件',
  'its head was changed': '文件头被改动',
  'its content was changed or cut': '内容被改动或截断',
};
const reason = (said: string): string =>
  reasons[said] ??
  said.replace(/^its folder cannot be made: /, '无法建立文件夹：').replace(/^it answered /, '服务答复 ');

/** Faults stand in a text by their codes: `objects/ab/… damaged`. */
const faultsInChinese = (text: string): string =>
  text.replaceAll(/(?<=^| )[a-z-]+(?=,|$)/g, (code) =>
    Object.hasOwn(faultWords, code) ? faultWords[code as SnapshotFault][1] : code,
  );

export const snapshotForms: readonly Form[] = [
  [
    /^nothing was changed: the snapshot before it is not whole: (.+)$/,
    (what = '') => `快照不完整：${faultsInChinese(what)}`,
  ],
  [/^what was removed since cannot be read: (.+)$/],
  [/^a value of (.+) in (.+) is too long for a folder$/, (column = '', dataset = '') => `${dataset} · ${column}`],
  [/^a folder lies where (\S+) belongs$/, (path = '') => `${path} 处是文件夹`],
  [/^the folder holds (\S+) other files or folders$/, (n = '') => `${n} 项`],
  [
    /^an export of up to (\S+) MB does not fit: (\S+) MB are free, (\S+) MB have to stay free$/,
    (most = '', free = '', stays = '') => `最多需要 ${most} MB，可用 ${free} MB，须保留 ${stays} MB`,
  ],
  [/^(.+) has more than (\S+) partitions$/, (dataset = '', n = '') => `${dataset} 超过 ${n} 个`],
  [/^no Parquet type is settled for (.+)$/],
  [
    /^(.+): the files just written hold (.+)$/,
    (dataset = '', what = '') =>
      `${dataset}：${filesHold[what] ?? what.replace(/^(\S+) of (\S+) rows$/, '$1 行，应为 $2 行')}`,
  ],
  [/^snapshot (\S+): there is none of this id$/],
  [/^snapshot (\S+): it was made by a workspace with another identity$/],
  [/^snapshot (\S+): it does not follow its parent (\S+)$/, (id = '', parent = '') => `${id} 与 ${parent} 不衔接`],
  [/^snapshot (\S+) cannot be restored: (.+)$/, (id = '', faults = '') => `${id}：${faultsInChinese(faults)}`],
  [/^snapshot (\S+): ([a-z-]+)$/, (id = '', fault = '') => `${id}：${faultsInChinese(fault)}`],
  [/^(\S+) holds no settings$/, (id = '') => `${id} 中没有设置文件`],
  [/^(\S+) does not hold the bytes it was written with$/],
  [/^nothing was changed: the snapshot before it could not be taken: (.+)$/, (cause = '') => `无法拍摄：${cause}`],
  [
    /^nothing was changed: the snapshot before it is not whole: (.+)$/,
    (fault = '') => `不完整：${faultsInChinese(fault)}`,
  ],
  [/^nothing was changed: the snapshot before it (.+)$/],
  [/^a sealed file cannot be opened: (.+)$/, reason],
  [/^(.+) may not hold (.+): its rows are not there$/, (store = '', dataset = '') => `${store}，${dataset}`],
  [/^archive\/keys\.json is not there, but (\S+) snapshots are sealed to its keys$/, (n = '') => `${n} 个快照`],
  [/^(\S+) manifests are lost or cannot be read: nothing is removed$/, (n = '') => `${n} 个`],
  [/^the restored log is not what the manifest says: (.+)$/],
  [/^(\S+) records would not say what the snapshot says$/, (n = '') => `${n} 条记录`],
  [/^the place to restore to holds (\S+) files or folders$/, (n = '') => `${n} 项`],
  [/^the snapshot was taken at (\S+), before that time: it cannot tell$/, (at = '') => `拍摄于 ${at}`],
  [/^the process that rebuilt the snapshot ended without an answer \((.+)\)$/],
  [/^(\S+) is not in the store (.+)$/, (key = '', store = '') => `${store}：${key}`],
  [/^(\S+) in the store (.+) cannot be read: (.+)$/, (key = '', store = '', code = '') => `${store}：${key}，${code}`],
  [/^the store (.+) holds other bytes under (\S+)$/, (store = '', key = '') => `${store}：${key}`],
  [/^the store (.+) keeps (\S+) locked until (\S+)$/, (store = '', key = '', at = '') => `${store}：${key}，至 ${at}`],
  [/^there is no room left in the store (.+)$/],
  [/^the store (.+) cannot be used: (.+)$/, (store = '', why = '') => `${store}：${reason(why)}`],
];
