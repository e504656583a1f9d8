/**
 * The names that columns of the built-in datasets go by, a line each: the name folded, a tab, and the fields of any dataset it may mean.
 * A built program holds this module's value instead of its text (bin/build.mjs): whoever reads a file need not make every dataset first.
 */
import { builtinDatasets } from '../../../schemas/datasets/builtin.js';
import { foldHeader } from '../../../schemas/header-text.js';

/** Names of columns of any list that are no field of theirs. */
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

const fieldsByName = new Map<string, Set<string>>(common.map((name) => [foldHeader(name), new Set<string>()]));
for (const { fields } of builtinDatasets)
  for (const { name, label, aliases, lesser = [] } of fields)
    for (const text of [name, label.en, label.zh, ...aliases, ...lesser]) {
      const folded = foldHeader(text);
      fieldsByName.set(folded, (fieldsByName.get(folded) ?? new Set()).add(name));
    }

export const columnNames: string = [...fieldsByName]
  .map(([name, fields]) => `${name}\t${[...fields].join(' ')}`)
  .join('\n');
