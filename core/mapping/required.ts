/** Fields without which every row of the dataset would be rejected. */
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { MappingQuestion } from '../../schemas/mapping.js';

/** A question per required field that is not fed, and per rule that no row of this table could keep. */
export function requiredQuestions(dataset: DatasetDef, fed: ReadonlySet<string>): MappingQuestion[] {
  const required = dataset.fields.filter((field) => field.required && !fed.has(field.name)).map((field) => field.name);
  const doomed = dataset.rules
    .filter((rule) => rule.fields.every((field) => !fed.has(field)) && !rule.holds({}))
    .flatMap((rule) => rule.fields.slice(0, 1));
  const fields = [...new Set([...required, ...doomed])];
  const nothing = fields.length === 0 && fed.size === 0 ? dataset.fields.slice(0, 1).map((field) => field.name) : [];
  return [...fields, ...nothing].map((field) => ({ kind: 'required', field, suggestions: [] }));
}
