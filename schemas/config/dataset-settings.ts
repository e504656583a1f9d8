/** The settings by which users add datasets and fields. */
import { z } from 'zod';
import type { FieldDef, RowRule } from '../datasets/dataset.js';
import type { DatasetInput, FieldInput } from '../datasets/make.js';
import { fieldTypeNames } from '../fields/registry.js';
import type { FieldTypeName } from '../verdicts.js';

const snake = /^[a-z][a-z0-9_]*$/;
export const nameSchema = z
  .string()
  .max(48)
  .regex(snake, 'a name in snake_case: lower-case letters, digits and _, a letter first');

const textSchema = z.union([z.string().min(1), z.strictObject({ en: z.string().min(1), zh: z.string().min(1) })]);

const isRule = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'holds' in value && 'holdsSql' in value;

export const fieldSchema = z.strictObject({
  type: z
    .enum(fieldTypeNames as [FieldTypeName, ...FieldTypeName[]])
    .optional()
    .describe(
      'Field type; decides how cells are judged and repaired. Needed for a field of your own; one of a built-in dataset has its own.',
    ),
  label: textSchema.optional().describe('What people read: a text, or {en, zh}. Default: the name.'),
  meaning: textSchema.optional().describe('One sentence for the dictionary. Default: the label.'),
  aliases: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Further headers that mean this field, beside those of a built-in one. Case, width, blanks and punctuation do not count.',
    ),
  required: z.boolean().optional().describe('A row without it is rejected. Default: false.'),
  empty: z
    .enum(['keep', 'clear'])
    .optional()
    .describe('What an empty cell says: nothing (keep) or "none" (clear). Default: keep.'),
  identifier: z.boolean().optional().describe('The field is the key by itself. At most one per dataset.'),
  references: z
    .strictObject({
      dataset: nameSchema.describe('The dataset referred to.'),
      field: nameSchema.describe('Its identifier.'),
    })
    .optional()
    .describe('The field holds the identifier of a row of another dataset.'),
  sensitivity: z
    .enum(['none', 'contact', 'identity', 'financial'])
    .optional()
    .describe(
      'How closely the field is guarded. Default: by type (e-mail and phone contact, ID number identity, bank card financial), else none.',
    ),
  values: z
    .record(z.string().min(1), z.array(z.string().min(1)))
    .optional()
    .describe('For type enum: allowed value → its other spellings.'),
  open: z.boolean().optional().describe('For type enum: values outside the list are kept as they are. Default: false.'),
  id: nameSchema.optional().describe('After renaming a field: its first name, under which the archive keeps it.'),
});

export const datasetSchema = z.strictObject({
  label: textSchema.optional().describe('What people read: a text, or {en, zh}. Default: the name.'),
  fields: z
    .record(nameSchema, fieldSchema)
    .describe(
      'Fields by name. For a built-in dataset: fields to add, and of its own fields what is to be changed; the rest of them stays.',
    ),
  rules: z
    .array(z.custom<RowRule>(isRule, 'a rule made by atLeastOne, notBefore or needs'))
    .optional()
    .describe('Rules over whole rows: atLeastOne(…), notBefore(later, earlier), needs(field, other).'),
  keyCandidates: z
    .array(z.array(nameSchema).min(1))
    .optional()
    .describe('Groups of fields that may be proposed as the key when there is no identifier, best first.'),
  customerField: nameSchema
    .nullable()
    .optional()
    .describe("The field with the customer's external_id. Default: the field that references customers."),
});

/** The same shape as the zod schema, without the `| undefined` of its optional keys. */
type ParsedField = z.output<typeof fieldSchema>;
export type ParsedDataset = z.output<typeof datasetSchema>;

/** What a built-in field is where the settings do not say otherwise. */
function changed(builtin: FieldDef, given: ParsedField): FieldInput {
  const { id, label, meaning, required, empty, sensitivity, values, open, references } = builtin;
  const type = given.type ?? builtin.type;
  return {
    id,
    label,
    meaning,
    required,
    empty,
    sensitivity,
    identifier: builtin.role === 'identifier',
    ...(references && { references }),
    ...(type === builtin.type && { ...(values && { values }), ...(open !== undefined && { open }) }),
    ...(given as Partial<FieldInput>),
    type,
    aliases: [...builtin.aliases, ...(given.aliases ?? [])],
    ...(builtin.lesser && { lesser: builtin.lesser }),
  };
}

/** The settings of a dataset with what a built-in one has of the fields they name; `tell` hears of fields without a type. */
export function asDatasetInput(
  parsed: ParsedDataset,
  builtin: readonly FieldDef[],
  tell: (path: string, expected: string) => void,
): DatasetInput {
  const fields = Object.entries(parsed.fields).map(([name, given]): [string, FieldInput] => {
    const own = builtin.find((field) => field.name === name);
    if (own) return [name, changed(own, given)];
    if (given.type === undefined)
      tell(
        `fields.${name}.type`,
        `Invalid option: expected one of ${fieldTypeNames.map((one) => `"${one}"`).join('|')}`,
      );
    return [name, { ...(given as Partial<FieldInput>), type: given.type ?? 'text' }];
  });
  return { ...(parsed as Partial<DatasetInput>), fields: Object.fromEntries(fields) };
}
export type FieldSettings = FieldInput;
