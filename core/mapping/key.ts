/** Which fields are the key: an identifier by itself, a person's or the configuration's word, else none. */
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { KeyChoice, MappingQuestion } from '../../schemas/mapping.js';
import type { MapInput } from './input.js';

export interface KeyDecision {
  key: KeyChoice;
  /** Fields of a decided key that this table does not feed. */
  questions: MappingQuestion[];
}

/** `fed` = fields with a column; `filled` = those whose column has a filled cell. */
export function chooseKey(input: MapInput, fed: ReadonlySet<string>, filled: ReadonlySet<string>): KeyDecision {
  const decided = answeredKey(input, filled) ?? decidedKey(input);
  if (decided) return { key: decided, questions: missing(decided, fed) };
  const { identifier } = input.dataset.identity;
  if (identifier !== null && filled.has(identifier)) {
    return { key: { kind: 'fields', fields: [identifier], decidedBy: 'identifier' }, questions: [] };
  }
  return { key: { kind: 'content' }, questions: [] };
}

/** A person's key; one that only repeats what holds anyway decides nothing anew. */
function answeredKey(input: MapInput, filled: ReadonlySet<string>): KeyChoice | null {
  const answered = input.answers?.key ?? null;
  if (!answered) return null;
  const fields = inOrder(answered, input.dataset);
  const before = chooseKey({ ...input, answers: null }, filled, filled).key;
  const same = before.kind === 'fields' && JSON.stringify(before.fields) === JSON.stringify(fields);
  return same ? before : { kind: 'fields', fields, decidedBy: 'person' };
}

/** A key chosen before this table was seen: by the configuration, or for an earlier delivery. */
function decidedKey({ source, stored, dataset }: MapInput): KeyChoice | null {
  if (source.key) return { kind: 'fields', fields: inOrder(source.key, dataset), decidedBy: 'config' };
  return stored?.key ?? null;
}

function missing(key: KeyChoice, fed: ReadonlySet<string>): MappingQuestion[] {
  const fields = key.kind === 'fields' ? key.fields.filter((field) => !fed.has(field)) : [];
  return fields.map((field) => ({ kind: 'required', field, suggestions: [] }));
}

/** Field names in the dataset's order, so that equal keys look equal. */
function inOrder(fields: readonly string[], dataset: DatasetDef): string[] {
  return dataset.fields.map((field) => field.name).filter((name) => fields.includes(name));
}
