/** Rows that are headers by their words: most of their cells are names that a column of a built-in dataset goes by. */
import { foldHeader } from '../../../schemas/header-text.js';
import { columnNames } from './column-names.js';
import type { HeadRow, Profile } from './profiles.js';
import { isTyped, shapeOf } from './shapes.js';

/** Folded name → fields of any dataset that go by it, with spaces between. */
const words = new Map<string, string>();
/** How names begin, by three bytes of UTF-8 or two, in lower case. */
const starts = new Set<number>();
/** By the first two bytes, whether any does: most cells are told by that alone. */
const pairs = new Uint8Array(1 << 16);
const tab = 0x09;
const lineEnd = 0x0a;

/** Takes in how the names begin, each of which ends at a tab and its line at a line end: all of them as bytes at once, for that is soon done. */
function takeStarts(bytes: Buffer): void {
  for (let at = 0; at < bytes.length; at = behindLine(bytes, at)) {
    const end = bytes.indexOf(tab, at);
    const byte = (place: number): number => (place < end ? (bytes[place] ?? 0) : 0);
    const pair = (byte(at) << 8) | byte(at + 1);
    starts.add((pair << 8) | byte(at + 2));
    pairs[pair] = 1;
  }
}

function behindLine(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(lineEnd, at);
  return end < 0 ? bytes.length : end + 1;
}

for (const line of columnNames.split('\n')) {
  const end = line.indexOf('\t');
  words.set(line.slice(0, end), line.slice(end + 1));
}
takeStarts(Buffer.from(columnNames));

const lower = (byte = 0): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);

/** Whether the bytes from `at` on may begin with the name of a column: a quick look that misses none as programs write them. */
export function mayBeColumnName(buffer: Buffer, at: number): boolean {
  const pair = (lower(buffer[at]) << 8) | lower(buffer[at + 1]);
  if (pairs[pair] === 0) return false;
  const two = pair << 8;
  return starts.has(two | lower(buffer[at + 2])) || starts.has(two);
}

/** The unit behind a name is no part of it: 金额（元）. A name with a colon is a label of what stands beside it. */
const wordOf = (text: string): string | undefined =>
  /[:：]/u.test(text) ? undefined : words.get(foldHeader(text.replace(/[(（][^)）]*[)）]\s*$/u, '')));

const fieldsOf = (text: string): readonly string[] => wordOf(text)?.split(' ').filter(Boolean) ?? [];

export const isColumnName = (text: string): boolean => wordOf(text) !== undefined;

/** A name of what rows say; those of row counters (No.) say nothing. */
export const isFieldName = (text: string): boolean => fieldsOf(text).length > 0;

/** Numbers behind names are those of customers far more often than those of columns. */
export const isPlainName = (text: string): boolean => !/[0-9]/.test(text) && isColumnName(text);

const ofSomebody = new Set(
  'phone mobile email wechat address postcode birthday id_number bank_account signup_date last_contact notes'.split(
    ' ',
  ),
);

/** Names of columns that say something of whoever the row is about: no list begins with them. */
export function saysOfSomebody(text: string): boolean {
  const fields = fieldsOf(text);
  return fields.length > 0 && fields.every((field) => ofSomebody.has(field));
}

const ofSubject = new Set('external_id customer_external_id name company product'.split(' '));

/** What the rows of a list are about, or their numbers: lists begin with such a column. */
export const mayBeginList = (text: string): boolean => fieldsOf(text).some((field) => ofSubject.has(field));

/** The number or the code of what the row is about. */
export const namesCodes = (text: string): boolean => fieldsOf(text).some((field) => field.endsWith('external_id'));

const ofText = new Set(
  'name company product contact_name owner country province city district address industry department title'.split(' '),
);
const ofNumbers = new Set('amount quantity budget credit_limit'.split(' '));

/** Whether most values are none that a column of that name holds; what is no known name holds anything. */
export function contradicts(name: string, values: readonly string[]): boolean {
  const fields = fieldsOf(name);
  const filled = values.filter((value) => value !== '');
  const off = filled.filter((value) => {
    const shape = shapeOf(value, 0);
    if (fields.every((field) => ofText.has(field))) return isTyped(shape);
    return fields.every((field) => ofNumbers.has(field)) ? shape === 'label' : !mayBeSaidOf(name, value);
  });
  return fields.length > 0 && off.length * 2 > filled.length;
}

const forms: Readonly<Record<string, RegExp>> = { phone: /\d{4}/, mobile: /\d{4}/, email: /@/, website: /\./ };

/** Whether the text may be what a column of that name holds: 电话, 官网 and 邮箱 are channels as well. */
export const mayBeSaidOf = (name: string, text: string): boolean =>
  fieldsOf(name).every((field) => forms[field]?.test(text) ?? true);

/** Whether what a column of that name holds is known by its form. */
export const hasForm = (name: string): boolean => fieldsOf(name).some((field) => field in forms);

/** Both are names of one field. */
export const namesSame = (one: string, other: string): boolean =>
  fieldsOf(one).some((field) => fieldsOf(other).includes(field));

/** Labels without a gap between them and without a repeat. */
export function isFullRow({ shapes, first, last, filled }: Profile, row: HeadRow | undefined): boolean {
  const texts = (row?.cells.slice(first, last + 1) ?? []).map((cell) => (cell ?? '').trim());
  const areLabels = shapes.every((shape) => shape === 'label' || shape === 'blank');
  return areLabels && filled > 1 && filled === last - first + 1 && new Set(texts).size === texts.length;
}

/** Half of the cells, and two of them at least, are known names of columns. */
export function hasHeaderWords(row: Pick<HeadRow, 'cells' | 'count'> | undefined): boolean {
  const texts = (row?.cells.slice(0, row.count) ?? []).filter((cell) => cell !== null && cell.trim() !== '');
  const known = texts.filter((text) => isColumnName(text ?? '')).length;
  return known > 1 && known * 2 >= texts.length;
}

/** Whether a row has nothing but known names of columns, two at least, and none that means something else than the name above it. */
export function namesAgain(row: HeadRow | undefined, above: HeadRow | undefined): boolean {
  const texts = (row?.cells.slice(0, row.count) ?? []).map((cell) => (cell ?? '').trim());
  const names = texts.filter((text) => text !== '');
  if (names.length < 2 || new Set(names).size < names.length || !names.every(isColumnName)) return false;
  return texts.every((text, col) => {
    const [here, there] = [fieldsOf(text), fieldsOf((above?.cells[col] ?? '').trim())];
    return here.length === 0 || there.length === 0 || here.some((field) => there.includes(field));
  });
}
