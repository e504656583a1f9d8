/** What a person said of one file, made into rules for later files of the same shape; and what rules say of tables. Pure. */
import { addedWord, isSheet } from '../../schemas/decisions.js';
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

/** The known rules with the new ones; a new one adds to what was decided for the same table, word by word. */
export function withRules(known: readonly ReadingRule[], added: readonly ReadingRule[]): ReadingRule[] {
  const subjects = new Set(added.map(subjectOf));
  const before = new Map(known.map((rule) => [subjectOf(rule), rule]));
  return [
    ...known.filter((rule) => !subjects.has(subjectOf(rule))),
    ...added.map((rule) => addedTo(before.get(subjectOf(rule)), rule)),
  ];
}

function addedTo(known: ReadingRule | undefined, { said, text, shape }: ReadingRule): ReadingRule {
  if (!known) return { said, text, shape };
  return {
    said: addedWord(known.said, said),
    text: { ...known.text, ...text },
    shape: shape && known.shape ? addedShape(known.shape, shape, said) : shape,
  };
}

/** The new one, but for what nothing was said of now. */
function addedShape(known: TableShape, shape: TableShape, said: TableWord): TableShape {
  const { headings = known.headings, fillDown = known.fillDown, ...rest } = shape;
  return {
    ...rest,
    above: Math.max(known.above, shape.above),
    between: said.firstRow === null ? known.between : shape.between,
    below: said.lastRow === null ? known.below : shape.below,
    ...(headings && { headings }),
    ...(fillDown && { fillDown }),
  };
}

/** Words that can be taken back one by one, by the options that said them. */
export const takenBack = [
  'take',
  'header-row',
  'first-row',
  'last-row',
  'heading-rows',
  'fill-down',
  'encoding',
  'delimiter',
] as const;
export type TakenBack = (typeof takenBack)[number];

/** All that is said of rows is known by the header: without it nothing of them holds. */
const ofRows: readonly TakenBack[] = ['header-row', 'first-row', 'last-row', 'heading-rows', 'fill-down'];

/** The rule without the word; null = it says nothing else. The same rule = it did not say it. */
export function withoutWord(rule: ReadingRule, word: TakenBack): ReadingRule | null {
  if (!saysWord(rule, word)) return rule;
  const gone = new Set(word === 'header-row' ? ofRows : [word]);
  const { encoding, delimiter, ...text } = rule.text;
  const { headings, fillDown, take, headerRows, firstRow, lastRow, ...said } = rule.said;
  const left: ReadingRule = {
    said: {
      ...said,
      take: gone.has('take') ? null : take,
      headerRows: gone.has('header-row') ? null : headerRows,
      firstRow: gone.has('first-row') ? null : firstRow,
      lastRow: gone.has('last-row') ? null : lastRow,
      ...(headings && !gone.has('heading-rows') && { headings }),
      ...(fillDown && !gone.has('fill-down') && { fillDown }),
    },
    text: {
      ...text,
      ...(encoding !== undefined && !gone.has('encoding') && { encoding }),
      ...(delimiter !== undefined && !gone.has('delimiter') && { delimiter }),
    },
    shape: rule.shape && withoutShape(rule.shape, gone),
  };
  const { sheet: _sheet, ...words } = left.said;
  const isLeft = [...Object.values(words), ...Object.values(left.text)].some((value) => value !== null);
  return isLeft ? left : null;
}

function saysWord({ said, text }: ReadingRule, word: TakenBack): boolean {
  const words: Record<TakenBack, unknown> = {
    take: said.take,
    'header-row': said.headerRows,
    'first-row': said.firstRow,
    'last-row': said.lastRow,
    'heading-rows': said.headings,
    'fill-down': said.fillDown,
    encoding: text.encoding,
    delimiter: text.delimiter,
  };
  return (words[word] ?? null) !== null;
}

function withoutShape({ headings, fillDown, ...shape }: TableShape, gone: ReadonlySet<TakenBack>): TableShape {
  return {
    ...shape,
    ...(gone.has('first-row') && { between: [] }),
    ...(gone.has('last-row') && { below: null }),
    ...(headings && !gone.has('heading-rows') && { headings }),
    ...(fillDown && !gone.has('fill-down') && { fillDown }),
  };
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
