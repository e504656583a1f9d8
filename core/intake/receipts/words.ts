/** The fixed words of a receipt in both languages; `{n}` are filled in order. */
import type { Lang } from '../../../schemas/issues/issue.js';

const texts = {
  file: ['File', '文件'],
  received: ['Received', '收到时间'],
  batch: ['Batch', '批次'],
  batchUndo: ['{0} (to take it back: sheetkeep undo {0} --plan)', '{0}（如需撤销：sheetkeep undo {0} --plan）'],
  source: ['Source', '来源'],
  dataset: ['Dataset', '数据集'],
  outcome: ['Outcome', '结果'],
  committed: ['taken into the archive', '已入库'],
  duplicate: ['the same content was taken before: nothing to do', '内容与之前的文件相同，无需处理'],
  refused: ['refused', '已拒收'],
  'needs-mapping': ['waiting: the columns must be confirmed', '等待确认列对应'],
  held: ['waiting for a decision', '等待人工决定'],
  failed: ['could not be processed', '处理失败'],
  sameAs: ['Same as', '与此文件相同'],
  packedIn: ['Packed in', '所在压缩包'],
  member: ['File in it', '压缩包内的文件'],
  underWay: ['under way', '处理中'],
  leftOutMember: ['left out', '未读取'],
  rows: ['Rows', '行数'],
  receipt: ['Its receipt', '回执'],
  why: ['Why', '原因'],
  todo: ['What to do', '下一步'],
  new: ['New', '新增'],
  changed: ['Changed', '更新'],
  unchanged: ['Unchanged', '未变'],
  toFix: ['To fix', '退回'],
  skipped: ['Skipped', '跳过'],
  rowsEquation: ['{0} rows = {1} accepted + {2} to fix + {3} skipped', '{0} 行 = {1} 接受 + {2} 退回 + {3} 跳过'],
  acceptedEquation: [
    '{0} accepted = {1} new + {2} changed + {3} unchanged',
    '{0} 接受 = {1} 新增 + {2} 更新 + {3} 未变',
  ],
  check: ['Check', '核对'],
  skippedBecause: ['Skipped because', '跳过原因'],
  repeats: ['repeats of a row of this file', '文件内重复的行'],
  blank: ['blank rows', '空行'],
  total: ['totals', '合计行'],
  hidden: ['hidden rows', '隐藏的行'],
  struck: ['struck-through rows', '带删除线的行'],
  'repeated-header': ['repeated headers', '重复的表头'],
  comment: ['comments', '注释行'],
  note: ['notes', '备注说明行'],
  'hidden-sheet': ['hidden sheet', '隐藏的工作表'],
  'other-key': [
    'it lacks the key that the other sheets have: send it as a file of its own',
    '缺少其他工作表的主键，请另存为单独的文件发送',
  ],
  'other-columns': ['other columns than this dataset has', '列与该数据集不符'],
  totals: ['Totals compared', '合计核对'],
  moreTotals: ['{0} more totals differ', '另有 {0} 处合计不符'],
  resolved: ['Resolved', '已解决'],
  resolvedOf: ['resolved {0} of {1}', '已解决 {0} / {1}'],
  corrects: ['Corrects', '更正'],
  correctsRows: ['{0} ({1} rows)', '{0}（{1} 行）'],
  fixHow: [
    'Correct the coloured cells in the sheet “To fix”, save, and drop this workbook into the inbox again. Yellow cells hold a suggestion: check it. Leave the other columns as they are.',
    '请在“退回”工作表中改正标色的单元格，保存后把本工作簿重新放入收件箱。黄色单元格为系统建议，请核对。其他列请勿改动。',
  ],
  columnsHow: [
    'Choose in the sheet “Columns” what each marked column means, save, and drop this workbook into the inbox again.',
    '请在“列对应确认”工作表中为标色的列选择对应字段，保存后把本工作簿重新放入收件箱。',
  ],
  missing: ['Not found in the file', '文件中没有找到'],
  missingHow: ['{0}: choose the column that holds it', '{0}：请选择对应的列'],
  missingKeyHow: [
    '{0}, the key of this source: choose the column that holds it. If the file has no such column, answer “yes” under “Part of the key” for the columns that together tell its rows apart.',
    '{0}（该来源的主键）：请选择对应的列。如果文件中确实没有这一列，请在能共同区分各行的列的“是否主键”处选“是”。',
  ],
  keyOf: ['{0} would tell all rows of this file apart.', '{0} 可以区分这份文件的所有行。'],
  keyHow: [
    'No key yet. {0} would tell all rows apart: to use it, answer “yes” for these columns in the sheet “Columns” and drop this workbook into the inbox again.',
    '尚无主键。{0} 可以区分所有行：如需采用，请在“列对应确认”工作表中将这些列的“是否主键”选为“是”，再放回收件箱。',
  ],
  more: ['{0} more rows to fix stand in: {1}', '另有 {0} 行需修改，见：{1}'],
  untold: [
    '{0} more rows are not listed: so many are better corrected where the file was made. All of them: sheetkeep sql "select * from rejected where delivery = \'{1}\'"',
    '另有 {0} 行未列出：数量过多，建议在数据源头统一修正。全部明细：sheetkeep sql "select * from rejected where delivery = \'{1}\'"',
  ],
  encoding: ['Encoding', '文字编码'],
  mapping: ['Column mapping', '列对应'],
  mappingVersion: ['version {0}', '第 {0} 版'],
  key: ['Key', '主键'],
  noKey: ['no key: rows are told apart by their whole content', '无主键：按整行内容区分'],
  newestBy: ['Newest row by', '按此取最新'],
  tables: ['Tables taken', '已读取的表'],
  notTaken: ['Not taken', '未读取'],
  extra: ['Kept as extra columns', '保留为附加列'],
  leftOut: ['Left out', '未保留的列'],
  kept: ['The sent file is kept until', '原文件保留至'],
  level: ['Level', '级别'],
  problem: ['Problem', '问题'],
  field: ['Field', '字段'],
  count: ['Cells or rows', '数量'],
  hint: ['What to do', '如何处理'],
  places: ['First places', '最先出现在'],
  row: ['row {0}', '第 {0} 行'],
  column: ['column {0}', '第 {0} 列'],
  error: ['error', '错误'],
  warning: ['warning', '警告'],
  info: ['note', '提示'],
  hold: ['hold', '待定'],
  refusal: ['refusal', '拒收'],
  was: ['was: {0}', '原值：{0}'],
  suggested: ['suggested: {0}', '建议：{0}'],
  pleaseCheck: ['please check', '请确认'],
  chooseOne: ['several columns say {0}: choose one', '多列都像“{0}”，请选择一列'],
  proposed: ['proposed as part of the key', '建议作为主键'],
  thisFile: ['This file is about', '这份文件的内容是'],
  list: [', ', '、'],
  colon: [': ', '：'],
} as const satisfies Record<string, readonly [en: string, zh: string]>;

export type Word = keyof typeof texts;

/** A fixed text with its `{0}`, `{1}` … filled. */
export function word(lang: Lang, name: Word, ...values: readonly (string | number)[]): string {
  const text: string = texts[name][lang === 'zh' ? 1 : 0];
  return text.replace(/\{(\d)\}/g, (whole, at: string) => String(values[Number(at)] ?? whole));
}

/** The text of a reason that may come from elsewhere; an unknown one tells itself. */
export const wordOr = (lang: Lang, name: string): string => (name in texts ? word(lang, name as Word) : name);

/** 1,204 */
export const counted = (count: number): string => count.toLocaleString('en-US');
