/** What begins below a table, straight below it or behind a blank row, and is none of its rows. */
import { beginsForm } from './form-above.js';
import { beginsLoneList } from './lone-list.js';
import { beginsNarrower, mayBeNarrower } from './narrower-below.js';
import { beginsTable } from './next-table.js';
import type { OpenTable } from './open-table.js';
import { beginsOtherList, mayBeOther } from './other-below.js';
import type { HeadRow } from './profiles.js';
import { countFilled } from './row-kinds.js';
import { beginsLegend } from './wider-below.js';

/** Another table, a form or a legend begins in the rows. `isWhole`: they are of a sheet, not of some columns of it. */
export function beginsOther(held: readonly HeadRow[], table: OpenTable, isWhole: boolean): boolean {
  const { layout, sample } = table;
  const [row] = held;
  if (row && !table.standsBehindBlank(row.number)) {
    const filled = countFilled(row.cells, row.count);
    if (mayBeNarrower(row, filled, layout)) return isWhole && beginsNarrower(held, layout, sample);
    if (mayBeOther(row, filled, layout)) return isWhole && beginsOtherList(held, layout, sample);
  }
  if (beginsTable(held, layout, sample)) return true;
  if (!isWhole) return false;
  if (beginsForm(held, sample) || beginsLegend(held, layout)) return true;
  return beginsNarrower(held, layout, sample) || beginsLoneList(held, sample);
}
