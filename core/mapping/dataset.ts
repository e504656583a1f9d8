/** Which dataset a file is about, when neither folder nor command says so. */
import { builtinDataset } from '../../schemas/datasets/builtin.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import type { MappingQuestion } from '../../schemas/mapping.js';
import type { StagedTable } from '../../schemas/staging.js';
import { readHeader } from './header.js';
import { exactMatch, lookupOf } from './lookup.js';
import { namesNobody } from './nameless.js';
import { findPreset, isOfKnownSystem } from './presets/find.js';
import { requiredQuestions } from './required.js';

export interface DatasetGuess {
  /** null = no clear winner. */
  dataset: string | null;
  /** Asked when there is no clear winner; `field` of a suggestion is a dataset's name. */
  question: MappingQuestion | null;
}

/** A winner has this many times the next one's score. */
const clearLead = 1.3;

/** The dataset of a known export; else scores each dataset by the headers that name its fields; a field that few datasets have counts more. */
export function guessDataset(
  tables: readonly Pick<StagedTable, 'columns'>[],
  datasets: readonly DatasetDef[],
): DatasetGuess {
  const known = knownExport(tables, datasets);
  if (known !== null) return { dataset: known, question: null };
  const headers = [...new Set(tables.flatMap((table) => table.columns.map((column) => column.header)))];
  const scores = scoreAll(headers, datasets);
  const [best, next] = scores;
  // The columns of users of Salesforce look like those of customers, those of a payment of 纷享销客 like those of an order.
  const isOther = tables.some(({ columns }) => isOfKnownSystem(columns.map(({ header }) => header)));
  const clear =
    best &&
    !(isOther && builtinDataset(best.name)) &&
    best.score > 0 &&
    best.complete &&
    best.isTold &&
    best.score >= clearLead * (next?.score ?? 0);
  if (clear) return { dataset: best.name, question: null };
  const total = scores.reduce((sum, { score }) => sum + score, 0);
  const suggestions = scores
    .filter(({ score }) => score > 0)
    .map(({ name, score }) => ({ field: name, confidence: Math.round((score / total) * 95) / 100 }));
  return { dataset: null, question: { kind: 'dataset', suggestions } };
}

/** The one dataset of the tables that are known exports; null = none, or several. */
export function knownExport(
  tables: readonly Pick<StagedTable, 'columns'>[],
  datasets: readonly DatasetDef[],
): string | null {
  const found = tables.map(({ columns }) => findPreset(columns.map(({ header }) => header))?.dataset);
  const [name, ...others] = new Set(found.filter((one) => one !== undefined));
  return others.length === 0 && datasets.some((dataset) => dataset.name === name) ? (name ?? null) : null;
}

interface Score {
  name: string;
  score: number;
  /** Nothing without which all rows would be rejected is missing, nor what names its rows: any list may hold a phone number. */
  complete: boolean;
  /** A header names a field that at most half of the datasets have: any list may have an id, a code or notes. */
  isTold: boolean;
}

function scoreAll(headers: readonly string[], datasets: readonly DatasetDef[]): Score[] {
  const read = headers.map(readHeader);
  const matches = datasets.map((dataset) => read.map((header) => exactMatch(header, lookupOf(dataset))?.field ?? null));
  const holders = read.map((_, at) => matches.filter((fields) => fields[at] !== null).length);
  const most = Math.max(1, datasets.length / 2);
  const scores = datasets.map((dataset, number) => {
    const fields = matches[number] ?? [];
    const fed = new Set(fields.filter((field) => field !== null));
    const score = fields.reduce((sum, field, at) => sum + (field === null ? 0 : 1 / (holders[at] ?? 1)), 0);
    const complete = requiredQuestions(dataset, fed).length === 0 && !namesNobody(dataset, fed);
    const isTold = fields.some((field, at) => field !== null && (holders[at] ?? 0) <= most);
    return { name: dataset.name, score: complete ? score : score / 2, complete, isTold };
  });
  return scores.sort((a, b) => b.score - a.score);
}
