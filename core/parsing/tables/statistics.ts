/**
 * Rows that tell a statistic of the rows above: 平均, Average, Count, 占比 beside numbers, and those that name their group as well (华东 平均值,
 * North Count), as spreadsheets write them below each group.
 */
import type { SheetRow } from '../cells.js';
import { firstFilled } from './row-kinds.js';
import { shapeBesideTotal } from './shapes.js';

export type StatisticKind = 'average' | 'count' | 'other';

const words: Record<StatisticKind, string> = {
  average: '平均(?:值|数|額|额)?|均值|average|avg\\.?|mean|durchschnitt|moyenne|promedio|média',
  count: '(?:记录)?计数|(?:unique |record )?count',
  other: '最[大小高低]值?|中位数|median|maximum|minimum',
};
const kinds = ['average', 'count', 'other'] as const;
/** Shares and changes; behind a name they are too often a part of it. */
const ratios =
  '占比|占总(?:数|额|计)的?(?:比例|百分比)|百分比|比例|比重|[同环]比(?:增[长减幅](?:率|额)?|增长率)?|增长[率额]|增幅|(?:去年|上年|上月|上期)同期|标准差|%|% of (?:grand )?total|percent(?:age)?(?: of total)?|share(?: of total)?|growth(?: rate)?|yoy|mom|std\\.? ?dev\\.?|standard deviation|variance';
/** Of all rows: 总平均, 总计数, Grand Average. */
const bare = formsOf((word) => `^\\s*(?:总计?|grand\\s+|overall\\s+)?${word}\\s*[:：]?\\s*$`, `|${ratios}`);
/** Max and Min alone are names of people. */
const named = formsOf(
  (word) => `^(?<name>.*\\S)(?:\\s*(?=\\p{Script=Han})|[\\s\\-–_:/(（]+)${word}[\\s:：)）]*$`,
  '|max\\.?|min\\.?',
);
const longestLabel = 40;
/** How the words end behind a name: a scan of bytes looks for them. */
export const statisticEnds = '值 均 数 额 額 低 高 大 小 age avg ean unt mum max min ian nitt nne dio dia'.split(' ');

function formsOf(formOf: (word: string) => string, others = ''): Record<StatisticKind, RegExp> {
  const form = (kind: StatisticKind, more = ''): RegExp => new RegExp(formOf(`(?:${words[kind]}${more})`), 'iu');
  return { average: form('average'), count: form('count'), other: form('other', others) };
}

const kindIn = (forms: Record<StatisticKind, RegExp>, text: string): StatisticKind | null =>
  kinds.find((kind) => forms[kind].test(text)) ?? null;

/** The cell says nothing but a word for a statistic. */
export const statisticWord = (text: string): StatisticKind | null => kindIn(bare, text);

/** A word for a statistic behind the name of what it is of; null = no such label, or nothing but the word. */
export function statisticOf(text: string): { kind: StatisticKind; name: string } | null {
  if (text.length > longestLabel || statisticWord(text) !== null) return null;
  const trimmed = text.trim();
  const kind = kindIn(named, trimmed);
  return kind && { kind, name: (named[kind].exec(trimmed)?.groups?.['name'] ?? '').replace(/[\s\-–_:/(（]+$/u, '') };
}

/** 平均, Average, Count beside nothing but numbers. */
export function isStatisticRow({ cells, count }: Pick<SheetRow, 'cells' | 'count'>): boolean {
  const at = firstFilled(cells, count);
  const label = cells[at] ?? '';
  const word = at < 0 ? null : statisticWord(label);
  if (word === null) return false;
  const shapes = cells.slice(at + 1, count).map((cell) => shapeBesideTotal(cell));
  // A firm may be called Growth, nobody Average or 占比.
  return (
    shapes.every((shape) => shape === 'blank' || shape === 'number' || shape === 'none') &&
    (word !== 'other' || /\p{Script=Han}/u.test(label) || shapes.includes('number'))
  );
}

/** In a row of totals: its numbers are no sums (Subtotal | Count | 3), so that they are not compared with any. */
export const tellsStatistic = ({ cells, count }: Pick<SheetRow, 'cells' | 'count'>): boolean =>
  cells.slice(0, count).some((cell) => cell !== null && (statisticWord(cell) ?? statisticOf(cell)) !== null);
