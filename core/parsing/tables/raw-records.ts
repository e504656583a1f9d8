/** Records looked at as bytes: most are data, and are taken as they stand. */
import { firstTextAt } from '../cells.js';
import type { RawRecord } from '../cells.js';
import { mayBeLabelledValue } from './foot-lines.js';
import { mayBeGroupTotal } from './group-totals.js';
import { mayBeLabelled } from './labelled-totals.js';
import { mayBeNarrowerRecord } from './narrower-below.js';
import { mayBeOtherRecord } from './other-below.js';

/** Bytes of a record that are compared with how decided rows begin. */
const mostLookedAt = 256;

/** The beginning of a record, for comparison with texts. */
export function beginningOfRecord(record: RawRecord): string {
  const from = firstTextAt(record);
  return record.buffer.toString('utf8', from, Math.min(record.end, from + mostLookedAt));
}

/** Whether it may be a total, the header of another list or a line below the table: then its cells are looked at. */
export function mayBeOtherThanData(record: RawRecord, delimiter: number): boolean {
  if (mayBeLabelled(record, delimiter) || mayBeNarrowerRecord(record, delimiter)) return true;
  return mayBeOtherRecord(record, delimiter) || mayBeLabelledValue(record) || mayBeGroupTotal(record);
}
