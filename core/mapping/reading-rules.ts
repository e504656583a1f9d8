/** What a person said of one file, made into rules for later files of the same shape; and what rules say of tables. Pure. */
import { isSheet } from '../../schemas/decisions.js';
import type { ReadingRule, ReadingWords, TableShape, TableWord } from '../../schemas/decisions.js';
import type { Mapping } from '../../schemas/mapping.js';
import type { StagedTable } from '../../schemas/staging.js';

type Table = Pick<StagedTable, 'table' | 'sheet' | 'headerRows' | 'rows' | 'shape'>;

const nothing: TableWord = { sheet: null, take: null, headerRows: null, firstRow: null, lastRow: null };

/** The rules that follow from the words, given what the file came to when it was read by them. */
export function rulesOf({ tables: words, text }: ReadingWords, tables: readonly Table[]): ReadingRule[] {
  const isText = tables.every(({ sheet }) => sheet === null);
  const own = isText ? text : {};
  const rules = words.map((said): ReadingRule => ({ said, text: own, shape: shapeOf(said, tables) }));
  if (rules.length > 0 || Object.keys(text).length === 0) return rules;
  const largest = tables.toSorted((a, b) => b.rows - a.rows)[0];
  return [{ said: nothing, text, shape: largest?.shape ?? null }];
}

/** A sheet that is only taken or left out is known by its name; a table by its header. */
function shapeOf(said: TableWord, tables: readonly Table[]): TableShape | null {
  const ofSheet = tables.filter(({ sheet }) => isSheet(said.sheet, sheet));
  const table =
    said.headerRows === null ? ofSheet[0] : ofSheet.find(({ headerRows }) => same(headerRows, said.headerRows));
  const isWhole = said.take !== null && said.firstRow === null && said.lastRow === null && ofSheet.length <= 1;
  return isWhole && said.take === false ? null : (table?.shape ?? null);
}

const same = (a: readonly number[], b: readonly number[] | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The known rules with the new ones; a new one takes the place of what was decided for the same table. */
export function withRules(known: readonly ReadingRule[], added: readonly ReadingRule[]): ReadingRule[] {
  const subjects = new Set(added.map(subjectOf));
  return [...known.filter((rule) => !subjects.has(subjectOf(rule))), ...added];
}

function subjectOf({ said, shape }: ReadingRule): string {
  if (shape && shape.header.length > 0 && said.take !== false) return JSON.stringify(shape.header);
  return JSON.stringify([
    said.sheet?.normalize('NFKC').trim().toLowerCase() ?? null,
    shape?.header ?? null,
    shape?.width,
  ]);
}

/** Tables that a person leaves out, by their numbers. Words about this file go before what is remembered. */
export function leftOutTables(
  words: ReadingWords | null,
  rules: readonly ReadingRule[],
  tables: readonly Table[],
): Set<number> {
  const found = new Set<number>();
  for (const { table, sheet, headerRows, shape } of tables) {
    const said = words?.tables.find((word) => isSheet(word.sheet, sheet) && meansTable(word, headerRows))?.take;
    const remembered = rules.find((rule) => rule.said.take !== null && concerns(rule, sheet, shape))?.said.take;
    if ((said ?? remembered) === false) found.add(table);
  }
  return found;
}

const meansTable = (word: TableWord, headerRows: readonly number[]): boolean =>
  word.take !== null && (word.headerRows === null || same(headerRows, word.headerRows));

function concerns({ said, shape }: ReadingRule, sheet: string | null, own: TableShape): boolean {
  if (said.sheet === null || !isSheet(said.sheet, sheet)) return false;
  const there = new Set(own.header.flat());
  return shape === null || shape.header.flat().every((text) => there.has(text));
}

/** What was decided about reading by now, and the tables that are left out by it. */
export function decidedReading(
  stored: Mapping | null,
  words: ReadingWords | null,
  tables: readonly Table[],
): { reading: readonly ReadingRule[]; leftOut: Set<number> } {
  const known = stored?.reading ?? [];
  const reading = words ? withRules(known, rulesOf(words, tables)) : known;
  return { reading, leftOut: leftOutTables(words, reading, tables) };
}
