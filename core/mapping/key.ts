/** Which fields are the key: what the configuration or a person says, an identifier by itself, else none. */
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { KeyChoice, MappingQuestion } from '../../schemas/mapping.js';
import type { MapInput } from './input.js';

export interface KeyDecision {
  key: KeyChoice;
  /** Fields of a decided key that this table does not feed. */
  questions: MappingQuestion[];
}

type FieldKey = Extract<KeyChoice, { kind: 'fields' }>;

/**
 * `fed` = fields with a column; `filled` = those whose column has filled cells that do more than count rows. A table without the fields of the key
 * of its source is asked about, unless a key for such tables was chosen before: to take it without a key, or to give
 * the source another one, would make every known row a new one.
 */
export function chooseKey(input: MapInput, fed: ReadonlySet<string>, filled: ReadonlySet<string>): KeyDecision {
  const firm = answeredKey(input, fed, filled) ?? configuredKey(input);
  if (firm) return { key: firm, questions: missing(firm, fed) };
  const known = knownKeys(input);
  const main = known.find(({ fallback }) => fallback !== true);
  const fallbacks = known.filter(({ fallback }) => fallback === true);
  const options = [main, identifierKey(input, filled), ...fallbacks].filter((key) => key != null);
  const fit = options.find((key) => missing(key, fed).length === 0);
  if (fit) return { key: fit, questions: [] };
  const wanted = main ?? fallbacks[0];
  return wanted ? { key: wanted, questions: missing(wanted, fed) } : { key: { kind: 'content' }, questions: [] };
}

/** A person's key; one that only repeats what holds anyway decides nothing anew. */
function answeredKey(input: MapInput, fed: ReadonlySet<string>, filled: ReadonlySet<string>): KeyChoice | null {
  const answered = input.answers?.key ?? null;
  if (!answered) return null;
  const fields = inOrder(answered, input.dataset);
  const before = chooseKey({ ...input, answers: null }, fed, filled).key;
  const same = before.kind === 'fields' && JSON.stringify(before.fields) === JSON.stringify(fields);
  if (same) return before;
  const fallback = lacksTheKey(input, fed) ? { fallback: true as const } : {};
  return { kind: 'fields', fields, decidedBy: 'person', ...fallback };
}

/** The table does not feed the identifier, or the key its source has. */
function lacksTheKey(input: MapInput, fed: ReadonlySet<string>): boolean {
  const { identifier } = input.dataset.identity;
  const main = configuredKey(input) ?? knownKeys(input).find(({ fallback }) => fallback !== true);
  return (identifier !== null && !fed.has(identifier)) || (main !== undefined && missing(main, fed).length > 0);
}

const configuredKey = ({ source, dataset }: MapInput): FieldKey | undefined =>
  source.key ? { kind: 'fields', fields: inOrder(source.key, dataset), decidedBy: 'config' } : undefined;

/** Keys of earlier deliveries, newest first. */
const knownKeys = ({ stored, others = [] }: MapInput): FieldKey[] =>
  [stored, ...others].flatMap((mapping) => (mapping?.key.kind === 'fields' ? [mapping.key] : []));

function identifierKey({ dataset }: MapInput, filled: ReadonlySet<string>): FieldKey | null {
  const { identifier } = dataset.identity;
  if (identifier === null || !filled.has(identifier)) return null;
  return { kind: 'fields', fields: [identifier], decidedBy: 'identifier' };
}

function missing(key: KeyChoice, fed: ReadonlySet<string>): MappingQuestion[] {
  const fields = key.kind === 'fields' ? key.fields.filter((field) => !fed.has(field)) : [];
  return fields.map((field) => ({ kind: 'key', field, suggestions: [] }));
}

/** Field names in the dataset's order, so that equal keys look equal. */
function inOrder(fields: readonly string[], dataset: DatasetDef): string[] {
  return dataset.fields.map((field) => field.name).filter((name) => fields.includes(name));
}
