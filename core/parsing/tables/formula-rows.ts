/** Rows in which nothing stands but formulas whose results were not saved: they look blank, and are not. */
import type { IssueList } from '../refusal.js';
import type { SheetRow } from '../cells.js';
import { countFilled } from './row-kinds.js';

const isOnlyFormulas = ({ cells, count, notes, noteCount }: SheetRow): boolean =>
  notes.slice(0, noteCount).some(({ flag }) => flag === 'no-cached-value') && countFilled(cells, count) === 0;

/** Those of one sheet. */
export class FormulaRows {
  private rows = 0;
  private first = 0;

  look(row: SheetRow): void {
    if (row.noteCount === 0 || !isOnlyFormulas(row)) return;
    if (this.rows++ === 0) this.first = row.number;
  }

  tell(sheet: string | null, issues: IssueList): void {
    if (this.rows > 0) issues.add({ code: 'formula-rows', sheet, row: this.first, params: { rows: this.rows } });
  }
}
