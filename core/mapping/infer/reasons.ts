/** Why a column is thought to be of its type, in words. */
import type { Lang } from '../../../schemas/issues/issue.js';
import type { InferredColumn, LeftOut } from './infer.js';

const words: Record<InferredColumn['why'], Record<Lang, (type: string) => string>> = {
  values: { en: (type) => `its values read as ${type}`, zh: (type) => `单元格内容符合 ${type}` },
  header: {
    en: (type) => `its header says ${type}, most values agree`,
    zh: (type) => `表头表明是 ${type}，多数内容相符`,
  },
  'few-values': {
    en: () => 'few values repeat; without open: true others are rejected',
    zh: () => '只有少数几个值反复出现；去掉 open: true 后其他值会被退回',
  },
  code: { en: () => 'codes with digits', zh: () => '带数字的编码' },
  rest: { en: () => 'no narrower type fits', zh: () => '没有更具体的类型适合' },
  empty: { en: () => 'no cell is filled', zh: () => '整列为空' },
};

/** `97 %: its values read as phone; 1,200 of 1,204 filled, 1,180 different`. Holds no cell. */
export function reasonText(column: InferredColumn, lang: Lang): string {
  const { why, type, filled, rows, distinct, confidence } = column;
  const percent = `${Math.round(confidence * 100)} %`;
  const reason = words[why][lang](type);
  const number = (count: number): string => count.toLocaleString('en-US');
  return lang === 'zh'
    ? `${percent}：${reason}；${number(rows)} 行中 ${number(filled)} 行有值，${number(distinct)} 个不同值`
    : `${percent}: ${reason}; ${number(filled)} of ${number(rows)} filled, ${number(distinct)} different`;
}

const leftOutWords: Record<LeftOut, Record<Lang, string>> = {
  counter: { en: 'it only numbers the rows; it is not kept', zh: '仅为行号，不保留' },
  'no-header': {
    en: 'it has no name; its cells are kept as extra values until it has one',
    zh: '没有列名；命名之前，其内容保留为附加列',
  },
  'same-header': {
    en: 'a column before it has the same name; its cells are kept as extra values until it has a name of its own',
    zh: '与前面的列同名；改名之前，其内容保留为附加列',
  },
};

/** Why a column becomes no field; null = it becomes one. Holds no cell. */
export function leftOutText({ leftOut }: InferredColumn, lang: Lang): string | null {
  return leftOut === null ? null : leftOutWords[leftOut][lang];
}
