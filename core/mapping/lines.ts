/** Lists of lines: the number of an order stands in the row of each product of it, and is no key of the rows by itself. */
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { MapInput } from './input.js';
import type { Samples } from './samples.js';

/** Share of the rows looked at that are further lines of what stands above them; of fewer, rows that are wrong are told. */
const leastFurther = 0.1;

/**
 * The numbers repeat, in rows that stand together and that another field of a key of the dataset tells apart; or the source is known for
 * that. `positions`: of the fields that are fed.
 */
export function isOfLines(
  { dataset, stored, samples = [] }: MapInput,
  positions: ReadonlyMap<string, number>,
): boolean {
  const { identifier } = dataset.identity;
  if (identifier === null || partners(dataset, identifier).length === 0) return false;
  if (stored?.key.kind === 'content' && stored.columns.some(({ field }) => field === identifier)) return true;
  return partners(dataset, identifier).some((field) =>
    tellsApart(samples, positions.get(identifier), positions.get(field)),
  );
}

/** Fields that are a key together with the identifier. */
const partners = ({ identity }: DatasetDef, identifier: string): string[] =>
  identity.candidates.flatMap((group) =>
    group.length === 2 && group.includes(identifier) ? group.filter((name) => name !== identifier) : [],
  );

function tellsApart(samples: Samples, numberAt = -1, partnerAt = -1): boolean {
  const [numbers, others] = [samples[numberAt] ?? [], samples[partnerAt] ?? []];
  // Values of a column with gaps cannot be told by row.
  if (numbers.length < 2 || numbers.length !== others.length) return false;
  const further = numbers.filter((number, at) => number === numbers[at - 1]);
  const stand = new Set(numbers).size + further.length === numbers.length;
  const pairs = new Set(numbers.map((number, at) => `${number}\n${others[at] ?? ''}`));
  return stand && further.length >= numbers.length * leastFurther && pairs.size === numbers.length;
}
