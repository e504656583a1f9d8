import type { TableWord } from '../../../schemas/decisions.js';
import { isServingSheet } from '../../../schemas/receipt.js';
import type { ParseHints, StagedTable } from '../../../schemas/staging.js';
import type { MarkedRange, Merge, RawRecord, SheetEnd, SheetInfo, SheetRow } from '../cells.js';
import { entriesFor, wantsSheet } from '../decisions/entries.js';
import { SheetDecisions } from '../decisions/sheet-decisions.js';
import { Refusal } from '../refusal.js';
import { withCoded } from './coded-groups.js';
import { missingHeaders } from './said-rows.js';
import { noGroups } from './group-rows.js';
import type { Groups } from './group-rows.js';
import { Lane } from './lane.js';
import { hasBodyMerge } from './merges.js';
import type { OpenTable } from './open-table.js';
import type { StagingOptions } from './table-options.js';
import { withoutRepeats } from './repeat-sheets.js';
import { withoutGuides } from './sheet-roles.js';
import { columnLabel } from './column-label.js';
import { FormulaRows } from './formula-rows.js';
import type { TableSink } from './table-sink.js';

export interface FinderOptions extends StagingOptions {
  maxColumns: number;
  /** One sheet was asked for: it is taken though it be hidden, a summary or an instruction. */
  asked: boolean;
  /** What people said of this file and of files like it. */
  decisions: Pick<ParseHints, 'words' | 'rules' | 'hiddenSheets'>;
}

/** Finds the tables of each sheet pushed into it and stages their rows. Looks at the head of a sheet, then streams. */
export class TableFinder implements TableSink {
  private readonly tables: StagedTable[] = [];
  private readonly options: FinderOptions;
  private info: SheetInfo | null = null;
  private lane: Lane | null = null;
  /** Tables of the sheets before this one. */
  private tablesBefore = 0;
  private issuesBefore = 0;
  /** The sheet is read for the second time. */
  private isAgain = false;
  private sawLabelled = false;
  /** By the number of the table, for the second reading. */
  private groups = new Map<number, Groups>();
  private opened: (OpenTable | null)[] = [];
  private formulas = new FormulaRows();
  private readonly missing = new Map<TableWord, string[]>();

  constructor(options: FinderOptions) {
    this.options = options;
  }

  sheet(info: SheetInfo): boolean {
    const { options } = this;
    const isDecided = wantsSheet(info.name, options.decisions) === true;
    const isWanted = options.asked || isDecided || options.decisions.hiddenSheets === 'include';
    if (info.hidden && !isWanted) {
      if (!isServingSheet(info.name ?? '')) options.issues.add({ code: 'hidden-sheet-skipped', sheet: info.name });
      return false;
    }
    this.tablesBefore = this.tables.length;
    this.issuesBefore = options.issues.items.length;
    this.info = isDecided ? { ...info, hidden: false } : info;
    let next = this.tables.length;
    const entries = entriesFor(info.name, options.decisions);
    const decisions = entries.length > 0 ? new SheetDecisions(entries) : null;
    this.opened = [];
    this.formulas = new FormulaRows();
    const told = (table: StagedTable, from: OpenTable | null): void => {
      this.tables.push(table);
      this.opened.push(from);
    };
    const provesTotals = this.isAgain && this.sawLabelled;
    const sawLabelled = (): void => void (this.sawLabelled = true);
    const staging = {
      ...options,
      decisions,
      nextTable: () => next++,
      told,
      provesTotals,
      sawLabelled,
      groups: this.groups,
    };
    this.lane = new Lane(this.info, staging, null);
    return true;
  }

  row(row: SheetRow): void {
    const { maxColumns } = this.options;
    if (row.count > maxColumns) throw new Refusal('too-many-columns', { columns: row.count, max: maxColumns });
    this.formulas.look(row);
    this.lane?.row(row);
  }

  endSheet(end: SheetEnd): 'done' | 'again' {
    const { info, lane } = this;
    lane?.end();
    const pushed = this.tables.splice(this.tablesBefore);
    if (!this.isAgain) this.groups = groupsOf(pushed, this.opened, end.merges);
    const found = pushed.sort((one, other) => one.table - other.table);
    const knowsMerges = info?.merges !== null;
    const isMerged = found.some((table) => hasBodyMerge(end.merges, table.firstRow, table.lastRow));
    const isUnlike = !knowsMerges && (isMerged || hasOtherHeader(end.marked ?? [], info.marked ?? [], found));
    if (!this.isAgain && (isUnlike || this.sawLabelled || this.groups.size > 0 || end.doubts === true)) {
      this.options.issues.rollback(this.issuesBefore);
      this.isAgain = true;
      return 'again';
    }
    this.formulas.tell(info?.name ?? null, this.options.issues);
    for (const from of this.opened) if (from?.missing) this.misses(from.missing);
    this.isAgain = false;
    this.sawLabelled = false;
    this.groups = new Map();
    this.tables.push(...found);
    // Beside the tables people hide all columns up to the last: nothing lies in them.
    const told = new Set(found.flatMap((table) => table.columns.map(({ label }) => label)));
    for (const col of end.hiddenColumns) {
      const column = columnLabel(info?.labels, col);
      if (told.has(column)) this.options.issues.add({ code: 'hidden-column', sheet: info?.name ?? null, column });
    }
    return 'done';
  }

  /** What was said is missing where none of the tables that it may be about has it. */
  private misses({ word, what }: { word: TableWord; what: readonly string[] }): void {
    const before = this.missing.get(word);
    this.missing.set(word, before ? before.filter((one) => what.includes(one)) : [...what]);
  }

  finish(): StagedTable[] {
    const { asked, issues, decisions } = this.options;
    for (const [{ sheet }, what] of [...this.missing, ...missingHeaders(this.tables, decisions)])
      for (const one of what) issues.add({ code: 'decided-not-found', sheet, params: { what: one } });
    if (asked) return this.tables;
    const wants = (sheet: string | null): boolean | null => wantsSheet(sheet, decisions);
    return withoutRepeats(
      withoutGuides(this.tables, issues, (sheet) => wants(sheet) === true),
      issues,
      wants,
    );
  }

  /** How many cells a record must have to be taken as bytes; 0 = not yet. */
  rawWidth(): number {
    return this.lane?.rawWidth() ?? 0;
  }

  rawFrom(): number {
    return this.lane?.rawFrom() ?? 0;
  }

  /** Takes a record as bytes when it surely is plain data of the table's width; false = it must come as a row. */
  raw(number: number, record: RawRecord): boolean {
    return this.lane?.raw(number, record) ?? false;
  }
}

/** By the numbers of the tables; `opened`: what was seen of each. */
function groupsOf(tables: readonly StagedTable[], opened: readonly (OpenTable | null)[], merges: readonly Merge[]) {
  const found = new Map<number, Groups>();
  tables.forEach((table, at) => {
    const from = opened[at];
    const around = from && { firstCol: from.layout.firstCol, merges, sample: from.sample, said: from.saidHeadings };
    if (!from || !around) return;
    const { said } = around;
    const lone = from.lone.groups(table, around);
    const groups = said
      ? withCoded(lone, from.coded, said, table)
      : from.frames.added(withDoubted(lone, from.coded.doubted(table), table), table);
    if (groups) found.set(table.table, groups);
  });
  return found;
}

/** With more rows of which it cannot be told whether they name a group. */
function withDoubted(groups: Groups | null, more: readonly number[], table: StagedTable): Groups | null {
  if (more.length === 0) return groups;
  const { doubted, ...known } = groups ?? noGroups(table);
  return { ...known, doubted: new Set([...doubted, ...more]) };
}

/** A range that was not known before stands over rows of a table, and its first row is no header of one. */
function hasOtherHeader(
  marked: readonly MarkedRange[],
  known: readonly MarkedRange[],
  tables: readonly StagedTable[],
): boolean {
  const rows = new Set([...known.map((range) => range.headerRow), ...tables.flatMap((table) => table.headerRows)]);
  return marked.some(({ headerRow }) => !rows.has(headerRow) && tables.some((table) => headerRow <= table.lastRow));
}
