/** Repairs of a row as one JSON object field id -> repair codes, keys sorted; NULL when there are none. */
import { inIdOrder } from '../archive/digests.js';
import { quoteText } from '../archive/sql-text.js';
import type { Slot } from './plan.js';

/** `codes` gives the VARCHAR expression of a slot's JSON array of codes; null = it never has any. */
export function repairsSql(slots: readonly Slot[], codes: (slot: Slot) => string | null): string {
  const pairs = inIdOrder(slots.map((slot) => slot.field.id)).flatMap((id) => {
    const slot = slots.find((one) => one.field.id === id);
    const list = slot ? codes(slot) : null;
    return list === null ? [] : [`to_json(${quoteText(id)})::VARCHAR || ':' || ${list}`];
  });
  return pairs.length === 0 ? 'NULL::VARCHAR' : `nullif('{' || concat_ws(',', ${pairs.join(', ')}) || '}', '{}')`;
}
