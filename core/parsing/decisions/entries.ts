/** The decisions that may concern a sheet, of this very file or remembered of another, in one form. */
import { addedWord, isSheet, saysOfRows } from '../../../schemas/decisions.js';
import type { ReadingRule, TableShape, TableWord } from '../../../schemas/decisions.js';
import type { ParseHints } from '../../../schemas/staging.js';

/** A table by its place (`shape` null), or by what it is known by. */
export interface Entry {
  by: 'decided' | 'remembered';
  /** All that was said of it. */
  word: TableWord;
  shape: TableShape | null;
  /** What of it was said of this very file, where the rest is remembered. */
  here?: TableWord;
}

/** What holds by place: the other words hold by what stands there. */
export const wordHere = ({ word, shape, here }: Entry): TableWord | null => here ?? (shape === null ? word : null);

export const isHere = (entry: Entry, key: keyof TableWord): boolean =>
  entry.shape === null || (entry.here?.[key] ?? null) !== null;

type Decisions = Pick<ParseHints, 'words' | 'rules'>;

/** What was said of the tables of a sheet. A word about this file goes before what is remembered, and adds to it for the same table. */
export function entriesFor(sheet: string | null, { words, rules = [] }: Decisions): Entry[] {
  const said = (words?.tables ?? []).filter((word) => isSheet(word.sheet, sheet) && saysOfRows(word));
  const remembered = rememberedOf(sheet, rules);
  if (said.length === 0) return remembered;
  return said.flatMap((here): Entry[] => [
    ...remembered.map(({ word, shape }): Entry => ({
      by: here.headerRows === null ? 'remembered' : 'decided',
      word: addedWord(word, here),
      shape,
      here,
    })),
    { by: 'decided', word: here, shape: null },
  ]);
}

function rememberedOf(sheet: string | null, rules: readonly ReadingRule[]): Entry[] {
  return rules.flatMap(({ said: word, shape }): Entry[] => {
    // Places hold for one file only: without a shape there is nothing to know the table by.
    if (!saysOfRows(word) || shape === null) return [];
    const isMeant = shape.header.length > 0 || isSheet(word.sheet, sheet);
    return isMeant ? [{ by: 'remembered', word, shape }] : [];
  });
}

/** Whether a person wants the sheet read, whatever it looks like: by name. null = nobody said. */
export function wantsSheet(sheet: string | null, { words, rules = [] }: Decisions): boolean | null {
  const all = [...(words?.tables ?? []), ...rules.map(({ said }) => said)];
  const told = all.find(({ sheet: said, take }) => said !== null && take !== null && isSheet(said, sheet));
  return told?.take ?? null;
}
