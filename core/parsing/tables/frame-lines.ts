/** Lines above a header that fill several cells: `部门：销售一部 | … | 制表：王芳`, `Customer list | | Printed: 2024-03-01`, a form. */
import { hasHeaderWords, isColumnName, isFieldName, isFullRow } from './header-words.js';
import { dominantShape } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { isTyped } from './shapes.js';

const mostLines = 40;
const label = /^\s*[^:：\d\s][^:：]{0,30}(?:：|:(?!\/\/))/u;
/** What a report was made of, and by whom, beside its label without a colon. */
const frameLabel =
  /^\s*(?:(?:导出|打印|制表|查询|统计|筛选|报表|生成|下载|更新)(?:时间|日期|人员?|条件|范围|名称|方式|周期|区间|期间)|(?:exported|printed|generated|created|prepared|report|filter|query)\s+(?:by|on|at|name|date|time|range|period)|date range|period|(?:druck|erstell(?:ungs)?|export|berichts?|abfrage)(?:datum|zeit|zeitpunkt|zeitraum)|(?:erstellt|gedruckt|exportiert)\s+(?:von|am)|zeitraum|stand)\s*$/iu;
/** Whether a label says something of the report itself: who made it, when, and which of its pages it is. */
export const isOfReport = (text: string): boolean => frameLabel.test(text) || pageLabel.test(text);

const pageLabel = /^\s*(?:页[码次数]|第?页|page|seite|página|制表|制单|打印|导出)\s*$/iu;
const labelled = new RegExp(`${label.source}\\s*\\S`, 'u');

/** The header below such lines that begin at `at`: the full row right below them, which surely is a header. Without one nothing is a frame. */
export function belowFrame(profiles: readonly Profile[], at: number, head: readonly HeadRow[]): number {
  if (at === 0 && profiles.every(({ filled }) => filled === 1)) return belowTitles(profiles, head);
  let widest = 0;
  let notes = 0;
  const names = profiles.slice(at + 1, at + 1 + mostLines).find((row) => isRowOfNames(row, head[row.at]));
  const pairs = names ? pairsOneBelowOther(profiles.slice(at), head) : 0;
  for (let next = at + Math.max(0, pairs - 1); next < Math.min(profiles.length - 1, at + mostLines); next += 1) {
    const [row, below] = profiles.slice(next, next + 2);
    if (!row || !below) return at;
    const isNote =
      names !== undefined &&
      names.at > row.at &&
      !isFrameLine(row, head[row.at]) &&
      (next < at + pairs ||
        isCutNote(row, names, head[row.at]) ||
        isValue(row, names) ||
        arePairs(row, names, head[row.at]));
    if (isNote) notes += 1;
    if (notes > mostNotes || (!isNote && !isFrameLine(row, head[row.at]))) return at;
    if (!isNote) widest = Math.max(widest, row.filled);
    if (below.filled < widest) continue;
    if (isSureHeader(profiles, next + 1, head)) return next + 1;
    if (notes === 0 && isNamedHeader(profiles.slice(at, next + 2), head)) return next + 1;
  }
  return at;
}

const mostTitles = 3;

/** Of a single column: below titles, the one cell that is the name of a column, with values below it. 0 = there is none. */
function belowTitles(profiles: readonly Profile[], head: readonly HeadRow[]): number {
  const names = profiles.flatMap(({ at, first }, position) =>
    isFieldName(head[at]?.cells[first] ?? '') ? [position] : [],
  );
  const [at = 0] = names;
  const areTitles = profiles.slice(0, at).every((row) => !row.shapes.some(isTyped));
  return names.length === 1 && at <= mostTitles && at < profiles.length - 1 && areTitles ? at : 0;
}

/** Below lines of a single cell or of labels with their values, no name of a column among them, a full row of labels one of which is such a name. */
function isNamedHeader(profiles: readonly Profile[], head: readonly HeadRow[]): boolean {
  const header = profiles.at(-1);
  const names = (row: Profile): string[] =>
    (head[row.at]?.cells ?? []).flatMap((cell) => (cell === null ? [] : [cell]));
  if (!header || !isFullRow(header, head[header.at]) || isFrameLine(header, head[header.at])) return false;
  if (!names(header).some(isFieldName)) return false;
  const lines = profiles.slice(0, -1);
  const areFrame = lines.every(
    (row) => (row.filled === 1 || isLabelled(head[row.at])) && !names(row).some(isColumnName),
  );
  return areFrame && lines.some((row) => isLabelled(head[row.at]));
}

/** More of them may be a small list above the larger one. */
const mostNotes = 2;
const sentence = /[。！；，、?？]|[,.;!](?:\s|$)|\p{Script=Han}{10}|\p{L}+\s+\p{L}+\s+\p{L}/u;

const isRowOfNames = (row: Profile, cells: HeadRow | undefined): boolean =>
  isFullRow(row, cells) && hasHeaderWords(cells);

/**
 * A line of text cut at its commas (`Exported on 2024-03-05, by Anna`) above names of columns: none of its cells is one, and it has fewer
 * or more cells than they are, or a sentence in one. Labels that group columns leave gaps.
 */
function isCutNote(row: Profile, names: Profile, cells: HeadRow | undefined): boolean {
  if (row.first !== names.first || row.filled !== row.last - row.first + 1 || row.filled < 2) return false;
  const texts = (cells?.cells.slice(row.first, row.last + 1) ?? []).map((cell) => cell ?? '');
  if (row.shapes.some(isTyped) || texts.some(isColumnName) || hasRepeat(texts)) return false;
  return row.filled !== names.filled || texts.some((text) => sentence.test(text));
}

/** `Druckdatum | 05.03.2024` above three names of columns and more: no header has a date. */
const isValue = ({ filled, first, last, shapes }: Profile, names: Profile): boolean =>
  filled === 2 && names.filled > 2 && shapes[first] === 'label' && isTyped(shapes[last] ?? 'blank');

/**
 * 部门 | 销售一部 | | 制表人 | 张三: names of columns, each with a text beside it that is none, and a gap behind that; or without gaps, above three
 * names and more, where one of the texts is a date or a number.
 */
function arePairs(profile: Profile, names: Profile, row: HeadRow | undefined): boolean {
  const { first, filled, shapes } = profile;
  const textAt = (col: number): string => (row?.cells[col] ?? '').trim();
  if (names.filled > 2 && areTightPairs(profile, textAt)) return true;
  const starts = shapes.flatMap((shape, col) => (shape !== 'blank' && textAt(col - 1) === '' ? [col] : []));
  const isPair = (col: number): boolean =>
    (isColumnName(textAt(col)) || frameLabel.test(textAt(col))) &&
    textAt(col + 1) !== '' &&
    !isColumnName(textAt(col + 1)) &&
    textAt(col + 2) === '';
  return starts[0] === first && starts.length > 1 && filled === starts.length * 2 && starts.every(isPair);
}

/**
 * How many lines at the beginning are a name of a column and beside it a text that is none, each of another name: 客户 | 甲公司 above 日期 | 2024-03-01.
 * A single one may be the header of two columns.
 */
export function pairsOneBelowOther(profiles: readonly Profile[], head: readonly HeadRow[]): number {
  const labels = new Set<string>();
  for (const { at, first, last, filled } of profiles) {
    const text = (col: number): string => (head[at]?.cells[col] ?? '').trim();
    const isLabel = isFieldName(text(first)) || frameLabel.test(text(first));
    const isPair = filled === 2 && last === first + 1 && isLabel && !isColumnName(text(last));
    if (!isPair || labels.has(text(first))) break;
    labels.add(text(first));
  }
  return labels.size > 1 ? labels.size : 0;
}

function areTightPairs({ first, last, filled, shapes }: Profile, textAt: (col: number) => string): boolean {
  if (filled < 4 || filled % 2 > 0 || filled !== last - first + 1) return false;
  const cols = Array.from({ length: filled }, (_, at) => first + at);
  const arePairs = cols.every((col, at) => isColumnName(textAt(col)) === (at % 2 === 0));
  return arePairs && cols.some((col, at) => at % 2 > 0 && isTyped(shapes[col] ?? 'blank'));
}

/** A label that was written into each column which it is over. */
const hasRepeat = (texts: readonly string[]): boolean =>
  texts.some((text, at) => at > 0 && text.trim() === (texts[at - 1] ?? '').trim());

export function isSureHeader(profiles: readonly Profile[], at: number, head: readonly HeadRow[]): boolean {
  const row = profiles[at];
  const cells = row && head[row.at];
  if (!cells || !isFullRow(row, cells) || isFrameLine(row, cells)) return false;
  return hasHeaderWords(cells) || namesTypes(row, profiles.slice(at + 1));
}

const page =
  /^\s*(?:第\s*\d+\s*(?:[/／]\s*\d+\s*)?页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|页[码次]\s*[:：]?\s*\d+(?:\s*[/／]\s*\d+)?|(?:page|seite|página)\s*[:：]?\s*\d+(?:\s*(?:of|von|de|\/)\s*\d+)?)\s*$/iu;

/** One of its cells is the number of a page: such a line heads a page, and no column. */
export const hasPageNumber = (row: HeadRow | undefined): boolean =>
  (row?.cells.slice(0, row.count) ?? []).some((cell) => page.test(cell ?? ''));

/** A single cell, a label with its colon, or a gap and a date or the number of a page; no names of columns. */
export function isFrameLine(row: Profile, cells: HeadRow | undefined): boolean {
  if (row.filled === 1) return true;
  if (hasHeaderWords(cells)) return false;
  if ((cells?.cells ?? []).some((text) => label.test(text ?? ''))) return true;
  if (row.filled === 2 && frameLabel.test(cells?.cells[row.first] ?? '')) return true;
  const hasGap = row.filled < 4 && row.filled < row.last - row.first + 1;
  return hasGap && (row.shapes.includes('date') || hasPageNumber(cells));
}

/** `制表人：小王 | | | 制表日期：2026-09-01`: labels with what they say stand above a table, they group no columns. */
export function isLabelled(row: HeadRow | undefined): boolean {
  const filled = (row?.cells ?? []).filter((cell) => (cell ?? '').trim() !== '');
  return filled.length > 0 && filled.every((cell) => labelled.test(cell ?? ''));
}

/** Labels over columns of numbers or dates, and not one value of them in the row itself. */
export function namesTypes(row: Profile, below: readonly Profile[]): boolean {
  const typed = row.shapes.flatMap((shape, col) => {
    const body = dominantShape(below, col);
    return body !== null && isTyped(body) ? [shape] : [];
  });
  return typed.length > 0 && typed.every((shape) => shape === 'label') && !row.shapes.some(isTyped);
}
