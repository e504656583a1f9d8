/** Sheets that accompany the data: summaries of the others, pivot tables and instructions how to fill them in. */
import type { StagedTable } from '../../../schemas/staging.js';
import type { IssueList } from '../refusal.js';
import { isPivot } from './pivots.js';

const summaryName = /汇总|总览|概览|统计|透视|图表|总表|^合计|summary|overview|pivot|dashboard|totals?\b|chart/i;
const guideName =
  /说明|须知|指南|填写|填表|模板使用|目录|封面|字典|枚举|下拉|选项|read ?me|instruction|guide|how to|^notes?$|cover|^index$|legend|lookups?|^lists?$|dictionary/i;

type Role = 'summary-sheet-skipped' | 'pivot-sheet-skipped' | 'instruction-sheet-skipped';

/**
 * Leaves out the tables of summary and instruction sheets, with an issue for each sheet; only where another sheet holds a larger table,
 * and never a sheet whose headers another sheet has too, or that a person wants.
 */
export function withoutGuides(
  tables: readonly StagedTable[],
  issues: IssueList,
  isWanted: (sheet: string | null) => boolean,
): StagedTable[] {
  const rowsOf = (index: number): number => Math.max(...tablesOf(index).map((table) => table.rows));
  const tablesOf = (index: number): StagedTable[] => tables.filter((table) => table.sheetIndex === index);
  const sheets = [...new Set(tables.map((table) => table.sheetIndex))];
  const roles = new Map<number, Role>();
  for (const index of sheets) {
    const role = roleOf(tablesOf(index));
    const isKept = isOneOfSeveral(index, tables) || isWanted(tablesOf(index)[0]?.sheet ?? null);
    if (role !== null && !isKept) roles.set(index, role);
  }
  const most = Math.max(0, ...sheets.filter((index) => !roles.has(index)).map(rowsOf));
  for (const [index, code] of roles) {
    if (rowsOf(index) > most) roles.delete(index);
    else issues.add({ code, sheet: tablesOf(index)[0]?.sheet ?? null });
  }
  const kept = tables.filter((table) => !roles.has(table.sheetIndex));
  for (const table of kept.filter(isPivot))
    issues.add({ code: 'pivot-table', sheet: table.sheet, row: table.headerRows[0] ?? table.firstRow });
  return kept.map((table, at) => ({ ...table, table: at }));
}

function roleOf(tables: readonly StagedTable[]): Role | null {
  const name = tables[0]?.sheet ?? null;
  if (name === null) return null;
  if (guideName.test(name) || tables.every(isProse)) return 'instruction-sheet-skipped';
  if (tables.every(isPivot)) return 'pivot-sheet-skipped';
  return summaryName.test(name) ? 'summary-sheet-skipped' : null;
}

/** Lines of text below each other: no table. */
const isProse = ({ columns, rows }: StagedTable): boolean => columns.length === 1 && rows <= 60;

function isOneOfSeveral(index: number, tables: readonly StagedTable[]): boolean {
  const headersOf = (table: StagedTable): string =>
    table.columns
      .map((column) => column.header)
      .toSorted()
      .join('\n');
  const own = tables.filter((table) => table.sheetIndex === index).map(headersOf);
  return tables.some(
    (table) => table.sheetIndex !== index && table.headerRows.length > 0 && own.includes(headersOf(table)),
  );
}
