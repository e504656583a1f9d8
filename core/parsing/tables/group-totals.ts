/** Rows of totals that begin with the names of their groups: 华东 | 小计 | 300, 华东 | 华东小计 | 300. */
import { totalledName, totalWordOf, totalWords } from '../../../schemas/total-words.js';
import type { RawRecord } from '../cells.js';
import type { HeadRow } from './profiles.js';
import { beginsTotal, firstFilled, isOfTotal, isSuspect, oneByte, suspectStarts, twoBytes } from './row-kinds.js';
import { shapeBesideTotal, shapeOf } from './shapes.js';

/** Names of groups that may stand before the word for total. */
const mostGroups = 3;

type Cells = readonly (string | null)[];

/** Where the word for total stands behind the names of its groups; -1 = nowhere. Numbers alone follow it, or their measure. */
export function groupTotalAt(cells: Cells, count: number): number {
  const first = firstFilled(cells, count);
  if (first < 0 || beginsTotal(cells[first] ?? '')) return -1;
  for (let at = first + 1; at < Math.min(count, first + 1 + mostGroups); at += 1) {
    const before = shapeOf(cells[at - 1] ?? null, 0);
    if (before !== 'label' && before !== 'blank') return -1;
    if (!beginsTotal(cells[at] ?? '') && !repeatsName(cells, at)) continue;
    const rest = cells.slice(at + 1, count);
    return rest.every(isOfTotal) && rest.some((cell) => shapeBesideTotal(cell) === 'number') ? at : -1;
  }
  return -1;
}

/** The cell is the name before it with a word for total: 华东 | 华东小计, North | North total. */
function repeatsName(cells: Cells, at: number): boolean {
  let before = at - 1;
  while (before > 0 && (cells[before] ?? '').trim() === '') before -= 1;
  const name = (cells[before] ?? '').trim();
  const text = cells[at] ?? '';
  return name !== '' && text.length > name.length && text.includes(name) && totalledName(text) === name;
}

/** Words of fewer Latin letters are names of things, too: Total, Sum. */
const sureLetters = 8;

function isSureWord(text: string): boolean {
  const word = totalWordOf(text);
  return totalWords.has(word) && (word.length >= sureLetters || !/^[a-zà-ÿ-]+$/.test(word));
}

/** Where no cell is missing: by a word that names nothing else, behind a name that is one of a group, for other rows have it or such a one as well. */
export function endsGroup(cells: Cells, at: number, sample: readonly HeadRow[]): boolean {
  if (!repeatsName(cells, at) && !isSureWord(cells[at] ?? '')) return false;
  const name = cells[at - 1] ?? '';
  const names = sample.map((row) => (at - 1 < row.count ? (row.cells[at - 1] ?? '') : ''));
  return name !== '' && (names.includes(name) || names.some((one, n) => one !== '' && one === names[n + 1]));
}

const totalStarts = suspectStarts([]);

/** By its first two bytes, whether a text may begin with a blank or as a word for total does: most texts are told by that. */
const totalPairs = new Uint8Array(1 << 16).fill(1, 0, 0x21 << 8);
for (const start of totalStarts) {
  if (start < twoBytes) totalPairs[start >> 8] = 1;
  else if (start < oneByte) totalPairs[start & 0xffff] = 1;
  else totalPairs.fill(1, (start & 0xff) << 8, ((start & 0xff) + 1) << 8);
}

/** How those in Latin letters begin: more than three bytes tell Grace from Grand total. */
const latinStart = new RegExp(
  `^(?:[^\\p{ASCII}]|${[...totalWords.keys()].map((word) => Array.from(word).slice(0, 4).join('\\s*')).join('|')})`,
  'iu',
);

const threeBytes = (buffer: Uint8Array, at: number): number =>
  ((buffer[at] ?? 0) << 16) | ((buffer[at + 1] ?? 0) << 8) | (buffer[at + 2] ?? 0);

/** What stands second in words of three-byte letters, by these bytes: 小计 is told from 小城. */
const seconds = new Set(
  [...totalWords.keys()].flatMap((word) => {
    const second = Buffer.from(Array.from(word)[1] ?? '');
    return second.length === 3 ? [threeBytes(second, 0)] : [];
  }),
);

/** Whether the letter behind the first one, of three bytes, goes on as such words do, or is a blank of some width. */
function maySecond(buffer: Buffer, at: number): boolean {
  const byte = buffer[at] as number;
  return byte <= 0x20 || byte === 0xc2 || seconds.has(threeBytes(buffer, at)) || threeBytes(buffer, at) === 0xe3_80_80;
}

/** Longer texts are no words for total. */
const longestTotal = 64;

/** Whether a record, looked at as bytes, may be such a row: a cell behind the first is a word for total, or the cell before it and such a word. */
export function mayBeGroupTotal(record: RawRecord): boolean {
  const { buffer, cells, fill, ends } = record;
  const behind = cells < 1 + mostGroups ? cells : 1 + mostGroups;
  let name = record.start;
  let nameEnd = ends[0] as number;
  for (let at = 1; at < behind; at += 1) {
    if (fill[at] === 0) continue;
    const start = (ends[at - 1] as number) + 1;
    const end = ends[at] as number;
    const from = buffer[start] === 0x22 ? start + 1 : start;
    const mayBegin = totalPairs[((buffer[from] as number) << 8) | (buffer[from + 1] as number)] !== 0;
    if (mayBegin && isWordForTotal(buffer, from, end)) return true;
    const isLonger = end - start > nameEnd - name && buffer[start] === buffer[name];
    if (isLonger && goesOn(buffer, { name, nameEnd, start, end })) return true;
    name = start;
    nameEnd = end;
  }
  return false;
}

function isWordForTotal(buffer: Buffer, from: number, end: number): boolean {
  const first = buffer[from] as number;
  if (end - from > longestTotal) return false;
  if (first > 0x20 && !isSuspect(totalStarts, first, buffer[from + 1] ?? 0, buffer[from + 2] ?? 0)) return false;
  if (first >= 0xe0 && !maySecond(buffer, from + 3)) return false;
  const text = buffer.toString('utf8', from, end);
  if (first > 0x20 && !latinStart.test(text)) return false;
  const word = text.replace(/"$/, '');
  return beginsTotal(word) || totalledName(word) !== null;
}

/** A cell that begins as the one before it does, and is longer: whether it goes on with a word for total. */
function goesOn(
  buffer: Buffer,
  { name, nameEnd, start, end }: { name: number; nameEnd: number; start: number; end: number },
): boolean {
  const length = nameEnd - name - (buffer[name] === 0x22 ? 1 : 0);
  if (length < 1 || end - start > longestTotal) return false;
  for (let at = 1; at < length; at += 1) if (buffer[name + at] !== buffer[start + at]) return false;
  return totalledName(buffer.toString('utf8', start, end).replaceAll('"', '')) !== null;
}
