import { isErrorText } from '../../../schemas/fields/error-texts.js';
import { totalWordOf, totalWords } from '../../../schemas/total-words.js';
import type { SheetRow } from '../cells.js';
import { isCapitalAmount, isCount } from './counts.js';
import { isTyped, isYear, shapeBesideTotal } from './shapes.js';

const longestTotalWord = 20;
/** How every one of them begins: a quick look that spares most rows the comparison. */
const totalStart = /^[\s:：　]*[合总總総小共累本过转承接합총소tgscbzив]/iu;
const noteStart =
  /^\s*(?:#(?!\d)|[*※]|(?:备注|说明|附注|注意(?:事项)?|数据来源|导出时间|(?:制表|审核|填表|打印)(?:人|时间|日期)?)(?=\s*(?:[:：(（\d]|$)|\s)|注[:：]|共\s*[\d,]+\s*\p{Script=Han}{0,4}(?!\p{L})|(?:foot)?notes?(?=\s*(?:[:.\d(–—-]|$)|\s+(?:that|on|to|this|all)\b)|remarks?[:：]|source[:：]|(?:generated|exported|printed)(?=\s*(?:[:：]|$)|\s+(?:by|on|at|from|with)\b)|prepared by|(?:hinweise?|anmerkung(?:en)?|bemerkung(?:en)?|quelle|stand|remarque|nota|fuente)\s*[:：])/iu;
const frame = /^[\s\-=_*~#+|.—─━]{3,}$/u;
const framed = /^(?:(?:[-=*#─━]{4,}).*(?:[-=*#─━]{4,})|[-=*#─━]{2,}\s.*\s[-=*#─━]{2,})$/u;

export const twoBytes = 1 << 24;
export const oneByte = 1 << 25;

/**
 * How a row of totals or a repeated header may begin, by up to three UTF-8 bytes, so that a byte scan knows which rows to look at:
 * `isSuspect` never misses such a row, and seldom names another.
 */
export function suspectStarts(headers: Iterable<string>): Set<number> {
  const starts = [...totalWords.keys()].flatMap((word) => [
    word,
    word.toUpperCase(),
    (word[0] ?? '').toUpperCase() + word.slice(1),
  ]);
  const keys = new Set<number>();
  for (const start of [...starts, ...headers]) {
    const [first = 0, second, third] = Buffer.from(start);
    if (second === undefined) keys.add(oneByte | first);
    else if (third === undefined) keys.add(twoBytes | (first << 8) | second);
    else keys.add((first << 16) | (second << 8) | third);
  }
  return keys;
}

export const isSuspect = (starts: Set<number>, first: number, second: number, third: number): boolean =>
  starts.has((first << 16) | (second << 8) | third) ||
  starts.has(twoBytes | (first << 8) | second) ||
  starts.has(oneByte | first);

/** Whether a row is a row of totals: it begins with a word for total and everything else in it is a number, a count, an amount or blank. */
export function isTotalRow(cells: readonly (string | null)[], count: number): boolean {
  const at = firstFilled(cells, count);
  if (at < 0 || !beginsTotal(cells[at] ?? '')) return false;
  for (let next = at + 1; next < count; next += 1) if (!isOfTotal(cells[next] ?? null)) return false;
  return true;
}

/** What reports write behind the name of a group: the number of its rows. */
export const countBehind =
  /\s*[（(]\s*([\d,]+)\s*(?:records?|rows?|items?|条(?:记录)?|行|笔|户|家|个|人|项)?\s*[)）]\s*$/iu;

/** A word for total, alone or with what it counts: 合计, 合 计：3人, Grand Total (3 records). */
export function beginsTotal(text: string): boolean {
  if (!totalStart.test(text)) return false;
  const start = /[)）]/.test(text) ? text.replace(countBehind, '') : text;
  if (start.length > longestTotalWord) return false;
  if (totalWords.has(totalWordOf(start))) return true;
  if (!/[:：]/.test(start)) return false;
  const [, word = '', counted = ''] = /^([^:：]*)[:：](.*)$/su.exec(start) ?? [];
  return totalWords.has(totalWordOf(word)) && isOfTotal(counted);
}

/** What may stand in a row of totals beside its word. */
export function isOfTotal(text: string | null): boolean {
  const shape = shapeBesideTotal(text);
  // Of addresses and numbers of phones there are no totals: a customer is called so.
  if (shape === 'email' || /^\s*\+\d[\d\s-]{9,}$/u.test(text ?? '')) return false;
  if (text === null || shape === 'blank' || isTyped(shape) || /^[-—/]+$/.test(text.trim())) return true;
  const word = text.trim().toLowerCase();
  return totalWords.has(word) || measure.test(word) || isCount(text) || isCapitalAmount(text);
}

/** What reports write before the numbers of a total: Total, Count, 2. */
const measure =
  /^(?:(?:record |unique )?count|records|sum|average|avg\.?|median|max(?:imum)?|min(?:imum)?)(?: of \S.*)?$|^(?:(?:记录)?计数|记录数|求和|总和|平均值?|最[大小]值|中位数)$/iu;

/** A cell of the rule below a header that a database client or Markdown draws: ------, :---:, ===. */
const isRule = (cell: string | null): boolean => cell === null || /^\s*(?::?[-=─━]{2,}:?\s*)?$/u.test(cell);

/** A line of `# …` or of dashes: no row of a table of several columns. `fits` tells that the row has the table's width. */
export function isCommentRow(cells: readonly (string | null)[], count: number, filled: number, fits: boolean): boolean {
  const at = firstFilled(cells, count);
  const text = at < 0 ? '' : (cells[at] ?? '');
  if (filled === 1 && (frame.test(text) || framed.test(text))) return true;
  if (filled > 1 && isRule(text) && cells.slice(0, count).every(isRule)) return true;
  // #1 Foods is a name, #N/A what became of one.
  return /^#\D/u.test(text) && (!fits || filled === 1) && !isErrorLike(text.trimEnd());
}

/** In any language: one that nobody knows is still no comment. */
const isErrorLike = (text: string): boolean => isErrorText(text) || /^#[A-Z_]{3,}[!?]$/.test(text);

type CellsOf = Pick<SheetRow, 'cells' | 'count'>;

/** The only numbers of a row are years, in columns of years: Total | 1924 is a firm and when it was founded. */
export function standsInYears(row: CellsOf, sample: readonly CellsOf[]): boolean {
  const numbers = row.cells.flatMap((cell, col) => (col < row.count && /\d/.test(cell ?? '') ? [col] : []));
  const ofYears = (col: number): boolean =>
    isYear((row.cells[col] ?? '').trim()) && sample.every(({ cells }) => isYear((cells[col] ?? '').trim()));
  return numbers.length > 0 && sample.length > 0 && numbers.every(ofYears);
}

const example = /^\s*(?:[（(【]?(?:示例|样例|例如?|example)\s*[:：）)】]|e\.g\.\s)/iu;

const exampleName = /^\s*(?:示例|样例|范例)(?:公司|企业|单位|客户|会员|姓名|名称|数据)?\s*\d{0,3}\s*$/u;

/** The row that shows how to fill in a template: its first cell says so, or two do. */
export function isExampleRow(cells: readonly (string | null)[], count: number): boolean {
  const said = cells.slice(0, count).filter((cell) => cell !== null && example.test(cell)).length;
  const first = cells[firstFilled(cells, count)] ?? '';
  return said > 1 || (said === 1 && example.test(first)) || exampleName.test(first);
}

const guide =
  /^\s*(?:[（(【]?(?:必填|选填|非必填|可空|可不填|必须|请[填选输按]|填写|下拉|从下拉|单选|多选|格式[:：为]|如[:：\d]|例如|示例[:：])|(?:required|optional|mandatory)(?=\s*(?:[,;.:(（/*–—-]|$)|\s+(?:fields?|if|when|for|unless|text|number|date)\b)|(?:format:|max\.?\s*\d|yyyy|dd[/.-]mm|mm[/.-]dd|text\s*\(|e\.g\.)(?:\b|$))/iu;
/** `Enter the name`, and no `Enter Corp`. */
const request = /^\s*(?:[Cc]hoose|[Ss]elect|[Pp]ick|[Ee]nter|[Ff]ill in)(?:\s*[:：]|\s+[a-z\d"'(]|\s*$)/u;
/** May be a value of a column, too. */
const bareWord = /^\s*(?:required|optional|mandatory|必填|选填|非必填|可空|单选|多选)\s*$/iu;

/** Nothing but a word in brackets for whether the column is to be filled: (必填). */
const bracketed = /^\s*[（(【[]\s*\*?\s*(?:required|optional|mandatory|必填项?|选填项?|非必填|可空)\s*[)）】\]]\s*$/iu;

export const isFillMark = (text: string): boolean => bracketed.test(text);

/** The row of a template that says how each column is filled in: most of its cells do, not only with words that columns hold as well. */
export function isGuideRow(cells: readonly (string | null)[], count: number, filled: number): boolean {
  const isGuide = (cell: string | null): boolean => cell !== null && (guide.test(cell) || request.test(cell));
  const said = cells.slice(0, count).filter(isGuide);
  const isPlain = isGuide(cells[firstFilled(cells, count)] ?? null) || said.some((cell) => !bareWord.test(cell ?? ''));
  return isPlain && said.length > 1 && said.length * 3 >= filled * 2;
}

/** A row that may be a note below the table: one filled cell that says so, or a long text. */
export function looksLikeNote(cells: readonly (string | null)[], count: number, filled: number): boolean {
  if (filled !== 1) return false;
  const text = cells[firstFilled(cells, count)] ?? '';
  return saysNote(text) || text.length > 60;
}

export const saysNote = (text: string): boolean => noteStart.test(text);

export function isRepeatedHeader(
  cells: readonly (string | null)[],
  count: number,
  first: number,
  headerRows: readonly (readonly (string | null)[])[],
): boolean {
  return headerRows.some((header) => {
    let same = 0;
    for (let at = 0; at < header.length; at += 1) {
      const want = header[at] ?? null;
      const got = first + at < count ? (cells[first + at] ?? null) : null;
      if ((want ?? '').trim() !== (got ?? '').trim()) return false;
      if (want !== null) same += 1;
    }
    return same >= 2 || (same === 1 && header.length === 1);
  });
}

export function firstFilled(cells: readonly (string | null)[], count: number): number {
  for (let at = 0; at < count; at += 1) {
    const text = cells[at];
    if (text !== null && text !== undefined && text.trim() !== '') return at;
  }
  return -1;
}

export function countFilled(cells: readonly (string | null)[], count: number): number {
  let filled = 0;
  for (let at = 0; at < count; at += 1) {
    const text = cells[at];
    if (text !== null && text !== undefined && text !== '' && text.trim() !== '') filled += 1;
  }
  return filled;
}

/** Nothing is filled in the row, or there is none. */
export const isBlankRow = (row: CellsOf | undefined): boolean => !row || countFilled(row.cells, row.count) === 0;

/** The text of a cell without blanks around it; '' = there is none. */
export const textAt = ({ cells, count }: CellsOf, col: number): string =>
  col < count ? (cells[col] ?? '').trim() : '';
