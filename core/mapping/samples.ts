/** The first values of each column: whether a header that is merely alike to a field's can mean it. */
import type { Session } from '../archive/duck.js';
import type { FieldDef } from '../../schemas/datasets/dataset.js';

/** By position, filled texts. */
export type Samples = readonly (readonly string[])[];

const lookedAt = 60;
const cellChars = 80;
/** Of fewer values nothing is said. */
const leastValues = 3;
/** Share of the values that must be able to be the field's. */
const able = 1 / 3;

export interface SampledTable {
  table: number;
  /** A FROM-clause with columns row, c0, c1 …. */
  from: string;
  columns: readonly unknown[];
}

export async function samplesOf(s: Session, tables: readonly SampledTable[]): Promise<Map<number, Samples>> {
  const found = new Map<number, Samples>();
  for (const { table, from, columns } of tables) {
    if (columns.length === 0) continue;
    const cells = columns.map((_, at) => `left(trim(c${at}), ${cellChars}) AS c${at}`);
    const rows = await s.rows<Record<string, string | null>>(
      `SELECT ${cells.join(', ')} FROM (SELECT * FROM ${from} LIMIT ${lookedAt})`,
    );
    found.set(
      table,
      columns.map((_, at) => rows.flatMap((row) => row[`c${at}`] || [])),
    );
  }
  return found;
}

const digits = (text: string): number => text.replaceAll(/\D/gu, '').length;
const isNumber = (text: string): boolean => /^[-+\d.,\s%]+$/.test(text);

/** What a value of the type looks like at the least; a type that is not here may be anything. */
const forms: Partial<Record<FieldDef['type'], (text: string) => boolean>> = {
  email: (text) => text.includes('@'),
  phone: (text) => digits(text) >= 5,
  date: (text) => digits(text) >= 1,
  datetime: (text) => digits(text) >= 1,
  money: (text) => digits(text) >= 1,
  integer: (text) => digits(text) >= 1,
  decimal: (text) => digits(text) >= 1,
  cnId: (text) => digits(text) >= 14,
  creditCode: (text) => digits(text) >= 6,
  bankCard: (text) => digits(text) >= 8,
  url: (text) => text.includes('.'),
  name: (text) => !isNumber(text),
  region: (text) => !isNumber(text),
  country: (text) => !isNumber(text),
};

/** Whether the values can be the field's. Ids that repeat, of whatever form, are none of these rows. */
export function isAble({ type, role }: Pick<FieldDef, 'type' | 'role'>, values: readonly string[] = []): boolean {
  if (values.length < leastValues) return true;
  if (role === 'identifier' && new Set(values).size * 2 < values.length) return false;
  const form = forms[type];
  return form === undefined || values.filter(form).length >= values.length * able;
}
