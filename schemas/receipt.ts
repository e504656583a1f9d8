/** What the receipt workbook and its readers agree on: how a workbook of ours is known when it comes back. */
import type { Lang } from './issues/issue.js';

/** Headers of the hidden columns that carry tokens. */
export const rowTokenHeader = '_sheetkeep_row';
export const columnTokenHeader = '_sheetkeep_column';

/** Headers of the other columns added to rows to fix; never data. */
export const reasonHeader: Record<Lang, string> = { en: 'What to fix (Sheetkeep)', zh: '退回原因 (Sheetkeep)' };

/** Name of the hidden sheet with the choices; tells the delivery even when every token was removed. */
export const tagSheetName = (delivery: string): string => `_sk_${delivery}`;
const tagSheetPattern = /^_sk_(d[0-9a-f]{24})$/;

/** Name of the hidden sheet with the choices of a blank workbook. */
export const choicesSheetName = '_sk_choices';

/** Hidden sheets that serve a workbook of ours: nobody fills them in. */
export const isServingSheet = (sheet: string): boolean => sheet === choicesSheetName || tagSheetPattern.test(sheet);

/** First line of the summary: this and the delivery. It tells the delivery to a reader that passes over hidden sheets. */
export const summaryTitle: Record<Lang, string> = { en: 'Sheetkeep receipt', zh: 'Sheetkeep 回执' };
const deliveryPattern = /^d[0-9a-f]{24}$/;

/** The delivery that a sheet of ours names by its own name or its first line; null for any other sheet. */
export function taggedDelivery(sheet: string, firstLine: readonly string[]): string | null {
  const byName = tagSheetPattern.exec(sheet)?.[1];
  if (byName !== undefined) return byName;
  const [title = '', delivery = ''] = firstLine;
  return Object.values(summaryTitle).includes(title) && deliveryPattern.test(delivery) ? delivery : null;
}

export const sheetNames: Record<
  'summary' | 'issues' | 'toFix' | 'columns' | 'tables' | 'members',
  Record<Lang, string>
> = {
  summary: { en: 'Summary', zh: '摘要' },
  issues: { en: 'Issues', zh: '问题' },
  toFix: { en: 'To fix', zh: '退回' },
  columns: { en: 'Columns', zh: '列对应确认' },
  tables: { en: 'Tables', zh: '表格确认' },
  members: { en: 'Members', zh: '压缩包内容' },
};

const longestSheetName = 31;

/** Name of the sheet with the rows to fix of one of several sheets, as far as Excel takes it. */
export const toFixSheetName = (sheet: string, lang: Lang): string =>
  `${sheetNames.toFix[lang]} ${sheet}`.slice(0, longestSheetName);

/** The visible headers of the sheet 列对应确认 / Columns, in order; the token column follows. */
export const columnsSheetHeaders: Record<Lang, readonly string[]> = {
  en: ['Column', 'Header', 'Samples', 'Means', 'Part of the key', 'Tells the newest', 'Note'],
  zh: ['列', '表头', '样例', '对应字段', '是否主键', '按此取最新', '说明'],
};

/** The visible headers of the sheet 表格确认 / Tables, in order; the token column follows. */
export const tablesSheetHeaders: Record<Lang, readonly string[]> = {
  en: ['Question', 'Sheet', 'Choice', 'Would read as', 'Your choice'],
  zh: ['问题', '工作表', '选项', '读出来的样子', '请选择'],
};

/** Answers in drop-down lists. `means` of a field is `label (name)`. */
export const choices: Record<'yes' | 'no' | 'extra' | 'ignore', Record<Lang, string>> = {
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  extra: { en: '(keep as an extra column)', zh: '（保留为附加列）' },
  ignore: { en: '(leave out)', zh: '（不要这一列）' },
};

const folded = (header: string): string => header.normalize('NFKC').trim().toLowerCase();
const ownHeaders = new Set([rowTokenHeader, columnTokenHeader, reasonHeader.en, reasonHeader.zh].map(folded));

/** Whether a header is one of ours in a returned workbook. */
export const isOwnHeader = (header: string): boolean => ownHeaders.has(folded(header));

/** Whether a header is the given token header. */
export const isTokenHeader = (header: string, token: string): boolean => folded(header) === token;
