/** Fields by the names people type. */
import { NamedError } from '../errors.js';
import { foldHeader } from '../header-text.js';
import type { DatasetDef, FieldDef } from './dataset.js';

/** By its name, else by its label in either language, however it is written. Throws `field-unknown`. */
export function namedField({ name: dataset, fields }: DatasetDef, asked: string): FieldDef {
  const byName = fields.find(({ name }) => name === asked);
  const folded = foldHeader(asked);
  const [byLabel, other] = fields.filter(({ name, label }) =>
    [name, label.en, label.zh].some((one) => foldHeader(one) === folded),
  );
  const found = byName ?? (other ? undefined : byLabel);
  if (found) return found;
  const known = fields.map(({ name, label }) => (label.zh === name ? name : `${name} (${label.zh})`));
  throw new NamedError('field-unknown', `${dataset} has no field ${asked}`, {
    hint: `Fields: ${known.join(', ')}`,
    exit: 'usage',
  });
}
