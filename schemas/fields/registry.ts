/** All field types by name. */
import type { FieldType, FieldTypeName } from '../verdicts.js';
import { accepted, defineFieldType } from './field-type.js';

const names: FieldTypeName[] = [
  'text',
  'name',
  'email',
  'phone',
  'date',
  'datetime',
  'money',
  'integer',
  'decimal',
  'boolean',
  'enum',
  'country',
  'region',
  'identifier',
  'cnId',
  'creditCode',
  'bankCard',
  'url',
  'tags',
];

const types = new Map<FieldTypeName, FieldType>(
  names.map((name) => [name, defineFieldType({ name, judge: (text) => accepted(text), acceptSql: () => null })]),
);

/** The field type of that name. */
export function fieldType(name: FieldTypeName): FieldType {
  const found = types.get(name);
  if (!found) throw new Error(`no field type ${name}`);
  return found;
}
