/** Makes datasets and fields with their defaults; the built-in ones and the user's own go the same way. */
import type { FieldTypeName } from '../verdicts.js';
import type { Bilingual, DatasetDef, FieldDef, RowRule, Sensitivity } from './dataset.js';

/** A text in both languages, or the same text for both. */
export type Text = string | Bilingual;

export interface FieldInput {
  type: FieldTypeName;
  /** Default: the field's name. */
  label?: Text;
  meaning?: Text;
  aliases?: string[];
  lesser?: string[];
  required?: boolean;
  empty?: 'keep' | 'clear';
  /** The key of the dataset by itself. */
  identifier?: boolean;
  references?: { dataset: string; field: string };
  sensitivity?: Sensitivity;
  values?: Record<string, string[]>;
  open?: boolean;
  /** The id under which an earlier version of the schema knew the field; default: the name. */
  id?: string;
}

export interface DatasetInput {
  label?: Text;
  fields: Record<string, FieldInput>;
  /** Lesser names by field, as `list` reads them. */
  lesser?: Record<string, string>;
  rules?: RowRule[];
  /** Field names that may be proposed together as a key, best first. */
  keyCandidates?: string[][];
  /** The field that holds the customer's external_id; default: the one that references customers. */
  customerField?: string | null;
}

/** Names written in one text, parted by `|` or line ends. */
export function list(text: string): string[] {
  return text
    .split(/[|\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** Accents are often left out: téléphone, telephone; straße, strasse. */
export const withoutAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .replaceAll('ß', 'ss');

/** The names of a `list`, with and without accents. */
export const spelled = (text: string): string[] => [
  ...new Set(list(text).flatMap((word) => [word, withoutAccents(word)])),
];

const both = (text: Text): Bilingual => (typeof text === 'string' ? { en: text, zh: text } : text);

const guarded: Partial<Record<FieldTypeName, Sensitivity>> = {
  email: 'contact',
  phone: 'contact',
  cnId: 'identity',
  bankCard: 'financial',
};

export function makeField(name: string, input: FieldInput): FieldDef {
  const label = both(input.label ?? name);
  return {
    id: input.id ?? name,
    name,
    type: input.type,
    label,
    meaning: both(input.meaning ?? label),
    aliases: input.aliases ?? [],
    ...(input.lesser ? { lesser: input.lesser } : {}),
    required: input.required ?? false,
    empty: input.empty ?? 'keep',
    role: input.identifier === true ? 'identifier' : input.references ? 'reference' : null,
    references: input.references ?? null,
    sensitivity: input.sensitivity ?? guarded[input.type] ?? 'none',
    ...(input.values ? { values: withCanonical(input.values) } : {}),
    ...(input.open === undefined ? {} : { open: input.open }),
  };
}

const withCanonical = (values: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(values).map(([value, all]) => [value, [...new Set([value, ...all])]]));

export function makeDataset(name: string, input: DatasetInput): DatasetDef {
  const fields = Object.entries(input.fields).map(([field, parts]) => {
    const lesser = input.lesser?.[field];
    return makeField(field, lesser === undefined ? parts : { ...parts, lesser: spelled(lesser) });
  });
  const toCustomer = fields.find((field) => field.references?.dataset === 'customers')?.name ?? null;
  return {
    name,
    label: both(input.label ?? name),
    fields,
    rules: input.rules ?? [],
    identity: {
      identifier: fields.find((field) => field.role === 'identifier')?.name ?? null,
      candidates: input.keyCandidates ?? [],
    },
    customerField: input.customerField === undefined ? toCustomer : input.customerField,
  };
}
