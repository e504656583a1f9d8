/** What a preset is: the export of a known system, recognised by its headers and mapped without asking. */
import { foldHeader as fold } from '../../../schemas/header-text.js';
import { list } from '../../../schemas/datasets/make.js';

export interface Preset {
  /** Stable name: `system-module`. */
  name: string;
  dataset: string;
  /** Folded headers; of every group at least one must be there. */
  must: readonly (readonly string[])[];
  /** Folded headers that this export has and few other tables; `least` of them must be there, for tenants rename and hide columns. */
  signature: ReadonlySet<string>;
  least: number;
  /** Other groups of folded headers that tell as much, whatever else of the signature is there: an export of a few columns. */
  proofs: readonly (readonly (readonly string[])[])[];
  /** Folded headers of this object alone, among those of its system; `leastOwn` of them must be there. */
  own: ReadonlySet<string>;
  leastOwn: number;
  /** Folded headers of other objects of the system: a table that has one is not this. */
  never: ReadonlySet<string>;
  /** Field → folded headers that feed it, best first. */
  fields: ReadonlyMap<string, readonly string[]>;
  /** Field → folded headers of what completes its text: the refund beside the payment that it takes back. */
  suffixes: ReadonlyMap<string, readonly string[]>;
  /** Folded headers that look like a field and are not: kept in `extra`. */
  extra: ReadonlySet<string>;
  /** Field → value → words of this system that mean it. */
  words: Readonly<Record<string, Record<string, string[]>>>;
  /** ISO code of the money in it, where the system knows only one. */
  currency: string | null;
  /** Its rows are lines that may share the identifier: it is no key by itself, whether they do in this file or not. */
  ofLines: boolean;
}

/** Headers written in one text, parted by `|` or line ends. */
export interface PresetInput {
  name: string;
  dataset: string;
  must: string[];
  signature: string;
  least: number;
  proofs?: string[][];
  own?: string;
  leastOwn?: number;
  never?: string;
  fields: Record<string, string>;
  suffixes?: Record<string, string>;
  extra?: string;
  words?: Record<string, Record<string, string>>;
  currency?: string;
  ofLines?: boolean;
}

const folded = (text: string): string[] => list(text).map(fold);

const mapValues = <A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

const byField = (headers: Record<string, string>): Map<string, string[]> =>
  new Map(Object.entries(headers).map(([field, names]) => [field, folded(names)]));

const foldedSet = (text = ''): Set<string> => new Set(folded(text));

export function makePreset(input: PresetInput): Preset {
  const { name, dataset, least, leastOwn = 0, currency = null, ofLines = false } = input;
  return {
    name,
    dataset,
    must: input.must.map(folded),
    signature: foldedSet(input.signature),
    least,
    proofs: (input.proofs ?? []).map((groups) => groups.map(folded)),
    own: foldedSet(input.own),
    leastOwn,
    never: foldedSet(input.never),
    fields: byField(input.fields),
    suffixes: byField(input.suffixes ?? {}),
    extra: foldedSet(input.extra),
    words: mapValues(input.words ?? {}, (values) => mapValues(values, list)),
    currency,
    ofLines,
  };
}
