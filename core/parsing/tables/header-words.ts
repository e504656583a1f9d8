/** Rows that are headers by their words: most of their cells are names that a column of a built-in dataset goes by. */
import { builtinDatasets } from '../../../schemas/datasets/builtin.js';
import { foldHeader } from '../../../schemas/header-text.js';
import type { HeadRow, Profile } from './profiles.js';

const common = [
  'id',
  'no',
  '编号',
  '序号',
  '编码',
  '日期',
  '时间',
  '备注',
  '产品',
  '数量',
  '单价',
  '类型',
  '项目',
  '部门',
];

const words: ReadonlySet<string> = new Set(
  [
    ...common,
    ...builtinDatasets.flatMap(({ fields }) =>
      fields.flatMap(({ name, label, aliases }) => [name, label.en, label.zh, ...aliases]),
    ),
  ].map(foldHeader),
);

/** The unit behind a name is no part of it: 金额（元）. A name with a colon is a label of what stands beside it. */
export const isColumnName = (text: string): boolean =>
  !/[:：]/u.test(text) && words.has(foldHeader(text.replace(/[(（][^)）]*[)）]\s*$/u, '')));

/** Labels without a gap between them and without a repeat. */
export function isFullRow({ shapes, first, last, filled }: Profile, row: HeadRow | undefined): boolean {
  const texts = (row?.cells.slice(first, last + 1) ?? []).map((cell) => (cell ?? '').trim());
  const areLabels = shapes.every((shape) => shape === 'label' || shape === 'blank');
  return areLabels && filled > 1 && filled === last - first + 1 && new Set(texts).size === texts.length;
}

/** Half of the cells, and two of them at least, are known names of columns. */
export function hasHeaderWords(row: HeadRow | undefined): boolean {
  const texts = (row?.cells.slice(0, row.count) ?? []).filter((cell) => cell !== null && cell.trim() !== '');
  const known = texts.filter((text) => isColumnName(text ?? '')).length;
  return known > 1 && known * 2 >= texts.length;
}
