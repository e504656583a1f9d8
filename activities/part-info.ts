/** What the log tells of each table of a batch: where its rows stood, and how its columns are written. */
import type { PartColumn, PartInfo } from '../core/archive/commit/input.js';
import type { JudgeResult } from '../core/judging/types.js';
import type { DatasetDef } from '../schemas/datasets/dataset.js';
import { isDated, provedWriting } from '../schemas/fields/columns.js';
import type { StagedTable } from '../schemas/staging.js';
import { isLeftOutCounter } from '../core/mapping/columns.js';
import type { Plan } from './plan.js';

export interface JudgedColumns extends Pick<JudgeResult, 'contexts'> {
  dataset: DatasetDef;
}

export function partsOf(tables: readonly StagedTable[], plan: Plan, judged: JudgedColumns): PartInfo[] {
  return plan.tables.flatMap(({ table, columns }) => {
    const staged = tables.find((one) => one.table === table);
    if (!staged) return [];
    const told = columns.map(({ column, header, field, unit, ignored }) => ({
      label: column,
      header,
      field,
      unit,
      ...(field !== null && writingOf(staged, field, judged)),
      ...(isLeftOutCounter({ ignored, header }) && { counter: true as const }),
    }));
    return [{ part: table, sheet: staged.sheet, headerRows: staged.headerRows, columns: told }];
  });
}

function writingOf(
  { table, epoch1904 }: StagedTable,
  field: string,
  { dataset, contexts }: JudgedColumns,
): Pick<PartColumn, 'proved' | 'epoch1904'> {
  const context = contexts.find((one) => one.part === table && one.field === field)?.context;
  const proved = context ? provedWriting(context) : {};
  const type = dataset.fields.find(({ name }) => name === field)?.type;
  const counts1904 = epoch1904 === true && type !== undefined && isDated(type);
  return { ...(Object.keys(proved).length > 0 && { proved }), ...(counts1904 && { epoch1904: true }) };
}
