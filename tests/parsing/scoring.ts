/** Compares what was read with what was expected, cell by cell, as benchmarks of data loading do. */
import { isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import { asMeant } from '../../schemas/windows-1252.js';

export type Rows = string[][];

/** Blanks around cells, empty cells behind a row and empty rows behind the table do not count. */
export function rowsOf(text: string): Rows {
  const rows = Papa.parse<string[]>(text, { delimiter: ',' }).data.map((record) => {
    const cells = record.map((cell) => cell.trim());
    return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
  });
  return rows.slice(0, rows.findLastIndex((row) => row.length > 0) + 1);
}

export const decoded = (bytes: Uint8Array, label: string): string =>
  asMeant(label, new TextDecoder(label).decode(bytes));

/** An expected outcome does not say in which encoding it was saved: UTF-8 where it is that, else each that it may be. */
export const encodingsOf = (bytes: Uint8Array): string[] => [isUtf8(bytes) ? 'utf-8' : 'macintosh', 'windows-1252'];

export interface Score {
  exact: boolean;
  /** Precision, recall and F1 of header cells, of records and of cells, each 0…1. */
  parts: number[];
}

export function scoreOf(want: Rows, got: Rows): Score {
  const joined = (rows: Rows): string[] => rows.slice(1).map((row) => row.join(''));
  const pairs: [string[], string[]][] = [
    [want[0] ?? [], got[0] ?? []],
    [joined(want), joined(got)],
    [want.flat(), got.flat()],
  ];
  return {
    exact: JSON.stringify(want) === JSON.stringify(got),
    parts: pairs.flatMap(([one, other]) => shares(one, other)),
  };
}

/** Of ten: one for an answer at all, nine for its parts. */
export const simpleScore = (scores: readonly Score[]): number =>
  scores.reduce((total, { parts }) => total + 1 + parts.reduce((sum, part) => sum + part, 0), 0) / scores.length;

function shares(want: readonly string[], got: readonly string[]): number[] {
  const wanted = counted(want);
  const found = counted(got);
  const all = (bag: Map<string, number>): number => [...bag.values()].reduce((sum, count) => sum + count, 0);
  const [most, least] = [all(found), all(wanted)];
  if (most + least === 0) return [1, 1, 1];
  const both = [...wanted].reduce((sum, [text, count]) => sum + Math.min(count, found.get(text) ?? 0), 0);
  return [most === 0 ? 0 : both / most, least === 0 ? 0 : both / least, (2 * both) / (most + least)];
}

function counted(texts: readonly string[]): Map<string, number> {
  const bag = new Map<string, number>();
  for (const text of texts) if (text !== '') bag.set(text, (bag.get(text) ?? 0) + 1);
  return bag;
}
