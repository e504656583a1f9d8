/** All field types by name. */
import type { FieldType, FieldTypeName } from '../verdicts.js';
import { bankCard } from './bank-card.js';
import { boolean } from './boolean.js';
import { cnId } from './cn-id.js';
import { country } from './country.js';
import { creditCode } from './credit-code.js';
import { date } from './date.js';
import { datetime } from './datetime.js';
import { decimal } from './decimal.js';
import { email } from './email.js';
import { oneOf } from './enum.js';
import { identifier } from './identifier.js';
import { integer } from './integer.js';
import { money } from './money.js';
import { name } from './name.js';
import { phone } from './phone.js';
import { region } from './region.js';
import { tags } from './tags.js';
import { text } from './text.js';
import { url } from './url.js';

const types: Record<FieldTypeName, FieldType> = {
  text,
  name,
  email,
  phone,
  date,
  datetime,
  money,
  integer,
  decimal,
  boolean,
  enum: oneOf,
  country,
  region,
  identifier,
  cnId,
  creditCode,
  bankCard,
  url,
  tags,
};

export const fieldTypeNames = Object.keys(types) as FieldTypeName[];

/** The field type of that name. */
export function fieldType(wanted: FieldTypeName): FieldType {
  return types[wanted];
}
