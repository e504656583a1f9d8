/** Names in snake_case for what people call in any language. */
import { readHeader } from '../header.js';
import { hintOf } from './hint.js';

/** Columns of ours that every published table has. */
const ours = new Set(
  'id customer_id extra source delivery sheet row changed_at version valid_from valid_to batch'.split(' '),
);
const longestName = 48;

/** One name per header, no two alike: that of the built-in field it means, else its Latin words, else `column_N`. */
export function fieldNames(headers: readonly string[]): string[] {
  const used = new Set(ours);
  return headers.map((header, at) => {
    const own = snakeCase(header);
    const known = own === '' || ours.has(own) ? hintOf(header)?.name : own;
    return unused(known ?? (own || `column_${at + 1}`), used);
  });
}

/** Letters that are no other letter with a mark on it. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/** '' when the text has no Latin words of its own. */
export function snakeCase(text: string): string {
  const words = /\p{Script=Han}/u.test(text) ? [] : readHeader(text).words;
  const name = words
    .join('_')
    .replaceAll(/[ßæœøłđðþ]/g, (letter) => spelled[letter] ?? '')
    .normalize('NFKD')
    .replace(/[^a-z0-9_]/g, '');
  return name
    .replace(/^[^a-z]+/, '')
    .slice(0, longestName - 4)
    .replace(/_+$/, '');
}

function unused(wanted: string, used: Set<string>): string {
  let name = wanted;
  for (let copy = 2; used.has(name); copy += 1) name = `${wanted}_${copy}`;
  used.add(name);
  return name;
}
