/** How alike a header is to a field's names. Only ever a suggestion to a person. */
import type { DatasetDef, FieldDef } from '../../schemas/datasets/dataset.js';
import type { Header } from './header.js';
import { lesserRank, namesOf } from './lookup.js';

export interface Suggestion {
  field: string;
  /** Above 0, below 1. */
  confidence: number;
}

/** Likeness below this is none. */
export const leastLikeness = 0.6;
const mostSuggestions = 3;
const han = /\p{Script=Han}/u;

/** The fields a header is alike to, best first, at most three. */
export function alikeFields(header: Header, dataset: DatasetDef): Suggestion[] {
  if (header.folded === '') return [];
  const found = dataset.fields.map((field) => ({ field: field.name, confidence: likenessTo(header, field) }));
  const alike = found.filter((suggestion) => suggestion.confidence >= leastLikeness);
  return alike.sort((a, b) => b.confidence - a.confidence || (a.field < b.field ? -1 : 1)).slice(0, mostSuggestions);
}

function likenessTo(header: Header, field: FieldDef): number {
  const texts = [...new Set([header.folded, ...header.parts])];
  let best = 0;
  for (const { words, folded, rank } of namesOf(field)) {
    // Of lesser names only the name itself says something.
    if (rank >= lesserRank) best = header.folded === folded ? 1 : best;
    else {
      for (const text of texts) best = Math.max(best, likeness(text, folded));
      // Of other types the values tell; Member Ref may mean member id, Member Rating may not.
      if (field.type !== 'identifier' || !words.some(isNumberWord) || header.words.some(isNumberWord))
        best = Math.max(best, wordOverlap(header.words, words));
    }
  }
  return Math.round(Math.min(best, 0.95) * 100) / 100;
}

/** Likeness of a folded header and a folded name, 0 to 0.95: by edits, or by one standing inside the other. */
export function likeness(header: string, name: string): number {
  if (header === name) return 0.95;
  const longer = Math.max(header.length, name.length);
  return Math.max(byEdits(header, name, longer), byContainment(header, name, longer));
}

function byEdits(a: string, b: string, longer: number): number {
  const chinese = han.test(a) || han.test(b);
  if (longer < (chinese ? 4 : 5) || Math.abs(a.length - b.length) > 2) return 0;
  const leastShare = chinese ? 0.75 : 0.8;
  const share = 1 - editDistance(a, b, Math.ceil((1 - leastShare) * longer)) / longer;
  return share >= leastShare ? share * 0.95 : 0;
}

/** A name inside a longer header (公司电话) narrows it; a header inside a longer name (等级 in 客户等级) says less and must be most of it. */
function byContainment(header: string, name: string, longer: number): number {
  const inside = header.includes(name) ? name : name.includes(header) ? header : '';
  if (!han.test(inside) || inside.length < 2) return 0;
  const share = inside.length / longer;
  return share >= (inside === name ? 0.5 : 0.75) ? 0.5 + share * 0.4 : 0;
}

const numberWords = new Set(
  'id ids no nr nbr num number numbers nummer code key ref reference uid guid uuid'.split(' '),
);
const isNumberWord = (word: string): boolean => numberWords.has(word);

/** Every Latin word of the name stands in the header and is at least half of it: `Primary Email` and email. */
function wordOverlap(words: readonly string[], name: readonly string[]): number {
  const own = name.filter((word) => word.length > 2);
  if (own.length === 0 || words.length === 0 || own.some((word) => !words.includes(word))) return 0;
  const share = own.length / words.length;
  return share >= 0.5 ? 0.5 + share * 0.4 : 0;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); more than `most` = Infinity, told as soon as it is sure. */
export function editDistance(a: string, b: string, most = Infinity): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
      least = Math.min(least, best);
    }
    // Of the two rows that the next ones are made of.
    if (Math.min(least, leastBefore + 1) > most) return Infinity;
    leastBefore = least;
    before = last;
    last = row;
  }
  const distance = last[b.length] ?? 0;
  return distance > most ? Infinity : distance;
}
