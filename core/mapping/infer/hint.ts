/** What a header says by itself: the field of a built-in dataset that goes by it. */
import { builtinDatasets } from '../../../schemas/datasets/builtin.js';
import type { FieldDef } from '../../../schemas/datasets/dataset.js';
import { readHeader } from '../header.js';
import { exactMatch, lookupOf } from '../lookup.js';

/** The field most like it by name, of the first dataset that has one; null = the header is unknown. */
export function hintOf(header: string): FieldDef | null {
  const read = readHeader(header);
  const found = builtinDatasets.flatMap((dataset) => {
    const match = exactMatch(read, lookupOf(dataset));
    const field = dataset.fields.find(({ name }) => name === match?.field);
    return match && field ? [{ field, rank: match.rank }] : [];
  });
  found.sort((a, b) => a.rank - b.rank);
  return found[0]?.field ?? null;
}

/** The header carries a currency or a unit of money. */
export function isMoneyHeader(header: string): boolean {
  const { unit, currency } = readHeader(header);
  if (unit !== '1' || currency !== null || hintOf(header)?.type === 'money') return true;
  return /金额|价格|单价|总价|费用|amount|price|cost|fee|total/i.test(header);
}

/** The header says that the cells are numbers of things. */
export const isNumberHeader = (header: string): boolean =>
  /编号|编码|代码|号码|单号|[^\s]号$|\b(id|no|code|number|key|ref|sku)\b\.?$/i.test(header.trim().replaceAll('_', ' '));
