/** Tables that tell how to reach somebody, and not who it is. */
import { builtinDatasets } from '../../schemas/datasets/builtin.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { Claim } from './claims.js';
import type { Column } from './columns.js';
import { exactMatch, lookupOf } from './lookup.js';
import { firstNameAlone } from './person-name.js';
import type { Samples } from './samples.js';

/** Below the least likeness of a header: its words say nothing. */
const confidence = 0.5;

/** The dataset takes rows without a name that have one of these other fields, and `fed` feeds no name. */
export function namesNobody({ fields, rules }: DatasetDef, fed: ReadonlySet<string>): boolean {
  const isName = (name: string): boolean => fields.some((field) => field.name === name && field.type === 'name');
  return rules.some(
    (rule) =>
      rule.fields.includes('name') &&
      !rule.holds({}) &&
      rule.fields.some((name) => fed.has(name)) &&
      !rule.fields.some((name) => isName(name) && fed.has(name)),
  );
}

/**
 * What the columns of such a table that feed nothing may still say. A first name alone is the name. Else a person says once whether a
 * column that no dataset knows and whose values may be names (使用人) holds it, for kept as extra it would go missing unasked; of a
 * known export (`samples` null) nothing is asked.
 */
export function namelessClaims(
  columns: readonly Column[],
  claims: ReadonlyMap<number, Claim>,
  samples: Samples | null,
): Map<number, Claim> {
  const first = firstNameAlone(columns);
  if (first !== null) return new Map([[first, { kind: 'field', field: 'name' }]]);
  if (samples === null) return new Map();
  const able = columns.filter(
    ({ read, empty, position }) =>
      !empty &&
      claims.get(position)?.kind === 'extra' &&
      !builtinDatasets.some((dataset) => exactMatch(read, lookupOf(dataset)) !== null) &&
      lookLikeNames(samples[position] ?? []),
  );
  return new Map(
    able.map(({ position }) => [position, { kind: 'alike', suggestions: [{ field: 'name', confidence }] }]),
  );
}

/** Half of them have no digits or signs of addresses, and more than half are different: a column of states or marks repeats itself. */
function lookLikeNames(values: readonly string[]): boolean {
  const plain = values.filter((text) => text.length <= 40 && !/[\d@:/]/.test(text));
  return plain.length * 2 >= values.length && (values.length === 0 || new Set(values).size * 2 > values.length);
}
