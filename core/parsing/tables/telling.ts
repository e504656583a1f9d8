/** What a lane found: tables, forms, and rows that are no table and are told instead of read. */
import type { StagedTable } from '../../../schemas/staging.js';
import type { SheetInfo, SheetRow } from '../cells.js';
import type { SheetDecisions } from '../decisions/sheet-decisions.js';
import { stagedForm, stagedRecords } from './form-table.js';
import { areRecords } from './forms.js';
import type { FormSheet } from './form.js';
import type { OpenTable } from './open-table.js';
import type { TableOptions } from './table-options.js';
import type { HeadRow } from './profiles.js';
import { countFilled } from './row-kinds.js';

export interface LaneOptions extends TableOptions {
  /** What people said of the sheet's tables; null = nothing. */
  decisions: SheetDecisions | null;
  /** Gives out the number of a table that is begun. */
  nextTable: () => number;
  /** Takes a table that is finished. */
  told: (table: StagedTable, from: OpenTable | null) => void;
}

export class Telling {
  hasTables = false;
  private readonly info: SheetInfo;
  private readonly options: LaneOptions;

  constructor(info: SheetInfo, options: LaneOptions) {
    this.info = info;
    this.options = options;
  }

  table(table: StagedTable, from: OpenTable | null): void {
    this.hasTables = true;
    this.options.told(table, from);
  }

  forms({ forms, notes }: FormSheet, problem: 'maybe-form' | null): void {
    const { info, options } = this;
    if (problem === null && areRecords(forms))
      return this.table(stagedRecords(info, forms, { ...options, table: options.nextTable(), notes, problem }), null);
    forms.forEach((form, at) => {
      if (problem !== null) options.issues.add({ code: problem, sheet: info.name, row: form.firstRow });
      const place = { ...options, table: options.nextTable(), notes: at === 0 ? notes : [], problem };
      this.table(stagedForm(info, form, place), null);
    });
  }

  /** Answers the rows told: what may be a form, but cannot be read as one. */
  unclear(rows: readonly HeadRow[]): HeadRow[] {
    const filled = rows.filter(({ cells, count }) => countFilled(cells, count) > 0);
    this.rows('form-rows-not-read', filled);
    return filled;
  }

  /** Answers the rows told: what only explains a list. */
  explanation(rows: readonly HeadRow[]): HeadRow[] {
    const told = withTextsBelow(rows);
    this.rows('explanation-not-read', told);
    return told;
  }

  /** Rows of sums of the rows below each of them. */
  sums(numbers: readonly number[]): void {
    const [row] = numbers;
    if (row === undefined) return;
    this.options.issues.add({ code: 'sums-above', sheet: this.info.name, row, params: { rows: numbers.length } });
  }

  rows(code: string, rows: readonly HeadRow[]): void {
    const [row, to] = [rows[0]?.number ?? 1, rows.at(-1)?.number ?? 1];
    this.options.issues.add({ code, sheet: this.info.name, row, params: { to } });
  }
}

/** Rows of several cells, and the texts right below them. */
function withTextsBelow(rows: readonly HeadRow[]): HeadRow[] {
  let last = -1;
  return rows.filter((row) => {
    const isTold = hasSeveral(row) || (row.number === last + 1 && countFilled(row.cells, row.count) === 1);
    if (isTold) last = row.number;
    return isTold;
  });
}

export const hasSeveral = ({ cells, count }: SheetRow): boolean => countFilled(cells, count) > 1;
