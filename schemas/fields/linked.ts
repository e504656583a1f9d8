/** Cells whose text has an address behind it (点击查看): columns of addresses take it where the text is none. */
import { unescaped } from '../percent-escapes.js';
import type { CellVerdict, ColumnContext, FieldType } from '../verdicts.js';
import { accepted } from './field-type.js';

const mark = 'linked ';
/** The scheme of what each type holds, and what follows it. */
const schemes: Partial<Record<FieldType['name'], RegExp>> = {
  url: /^(https?:.*)$/is,
  email: /^mailto:([^?]*)/is,
  phone: /^tel:([^?]*)/is,
};
/** A text that is meant as an address, though it is none: whoever wrote it may have left an old address behind it. */
const meantAsAddress = /[@./:\\]|\d{3}/;

/** The flag of such a cell carries the address. */
export const linkedFlag = (address: string): string => `${mark}${address}`;

export const readsLinks = (type: FieldType['name']): boolean => type in schemes;

/** By its text; where that is none of the type, by the address. */
export function judgeLinked(type: FieldType, text: string, flag: string | null, context: ColumnContext): CellVerdict {
  if (!flag?.startsWith(mark)) return type.judge(text, flag, context);
  const told = type.judge(text, null, context);
  const address = told.ok ? undefined : schemes[type.name]?.exec(flag.slice(mark.length))?.[1];
  if (told.ok || address === undefined) return told;
  // What is escaped in a web address belongs to it.
  const behind = type.judge(type.name === 'url' ? address : unescaped(address), null, context);
  if (!behind.ok || behind.text === '') return told;
  if (!meantAsAddress.test(text)) return accepted(behind.text, [...behind.repairs, 'link-address'], behind.warnings);
  return told.suggestion === undefined ? { ...told, suggestion: behind.text } : told;
}
