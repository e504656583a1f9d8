/** Which field a header names exactly: by the field's name, its labels or its aliases. */
import type { DatasetDef, FieldDef } from '../../schemas/datasets/dataset.js';
import { foldHeader as fold } from '../../schemas/header-text.js';
import type { Header } from './header.js';

export interface ExactMatch {
  field: string;
  /** Smaller is better: name 0, label 1, alias 2, lesser name 2.5, and a bit more for what was left out of the header. */
  rank: number;
}

/** Folded name → fields that go by it, best rank first. */
export type Lookup = ReadonlyMap<string, readonly ExactMatch[]>;

const lookups = new WeakMap<DatasetDef, Lookup>();

/** The lookup of a dataset, made once. */
export function lookupOf(dataset: DatasetDef): Lookup {
  const known = lookups.get(dataset);
  if (known) return known;
  const lookup = new Map<string, ExactMatch[]>();
  for (const field of dataset.fields) {
    for (const { folded, rank } of namesOf(field)) addName(lookup, folded, { field: field.name, rank });
  }
  for (const matches of lookup.values()) matches.sort((a, b) => a.rank - b.rank);
  lookups.set(dataset, lookup);
  return lookup;
}

/** Behind what is left out of a header with a better name. */
export const lesserRank = 2.5;

/** All names of a field, folded, with their rank; made once. */
export function namesOf(field: FieldDef): readonly FieldName[] {
  const known = fieldNames.get(field);
  if (known) return known;
  const ranked: [number, string[]][] = [
    [0, [field.name]],
    [1, [field.label.en, field.label.zh]],
    [2, field.aliases],
    [lesserRank, field.lesser ?? []],
  ];
  const names = ranked.flatMap(([rank, texts]) =>
    texts.map((text) => ({
      folded: fold(text),
      words: text.toLowerCase().split(/[^\p{L}\p{N}]+/u),
      rank,
    })),
  );
  fieldNames.set(field, names);
  return names;
}

export interface FieldName {
  folded: string;
  /** In lower case. */
  words: readonly string[];
  rank: number;
}

const fieldNames = new WeakMap<FieldDef, FieldName[]>();

function addName(lookup: Map<string, ExactMatch[]>, name: string, match: ExactMatch): void {
  const matches = lookup.get(name) ?? [];
  if (!matches.some((known) => known.field === match.field)) matches.push(match);
  lookup.set(name, matches);
}

/** The field a header names, or null when it names none, several, or one with a narrowing bracket. */
export function exactMatch(header: Header, lookup: Lookup): ExactMatch | null {
  for (const reading of header.readings) {
    const match = single(lookup.get(reading.text));
    if (match) return { field: match.field, rank: match.rank + reading.distance };
  }
  return agreeing(header.parts, lookup);
}

/** Equal ranks of two fields under one name say nothing. */
function single(matches: readonly ExactMatch[] | undefined): ExactMatch | null {
  const [best, next] = matches ?? [];
  return best && (!next || next.rank > best.rank) ? best : null;
}

/** 姓名 / Name: every part names the same field. */
function agreeing(parts: readonly string[], lookup: Lookup): ExactMatch | null {
  if (parts.length < 2) return null;
  const matches = parts.map((part) => single(lookup.get(part)));
  const [first] = matches;
  if (!first || matches.some((match) => match?.field !== first.field)) return null;
  return { field: first.field, rank: Math.min(...matches.map((match) => match?.rank ?? 2)) + 0.3 };
}
