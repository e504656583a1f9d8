/** Bare day numbers taken out of the workbook that says from when they count. */
import type { ColumnContext } from '../verdicts.js';
import { datetime } from './datetime.js';

/** Proved to be day numbers; UTC has no times that are missing or come twice. */
const context: ColumnContext = {
  type: 'datetime',
  region: 'ZZ',
  timeZone: 'UTC',
  dateOrder: null,
  decimal: '.',
  unit: '1',
  currency: null,
  serials: true,
  epoch1904: true,
};

/**
 * What a cell of a column of dates says in a workbook of the 1904 system, as a written date, with its time where it has one;
 * null = it is no day number, or none that is a date: its text says the same anywhere.
 */
export function dayNumber1904(cell: string): string | null {
  const verdict = datetime.judge(cell, null, context);
  return verdict.ok && verdict.repairs.includes('serial-date') ? verdict.text : null;
}
