/** Words that begin a row of totals, and what such a row sums up by its word: the rows of its group, or all rows above. */
export type TotalScope = 'group' | 'all';

/** In lower case without blanks and colons. */
export const totalWords: ReadonlyMap<string, TotalScope> = new Map([
  ['合计', 'all'],
  ['总计', 'all'],
  ['小计', 'group'],
  ['共计', 'all'],
  ['总合计', 'all'],
  ['累计', 'all'],
  ['汇总', 'all'],
  ['本页合计', 'group'],
  ['本页小计', 'group'],
  // What printed ledgers carry from page to page.
  ['过次页', 'all'],
  ['转下页', 'all'],
  ['承前页', 'all'],
  ['承上页', 'all'],
  ['接上页', 'all'],
  ['carriedforward', 'all'],
  ['broughtforward', 'all'],
  ['total', 'all'],
  ['totals', 'all'],
  ['subtotal', 'group'],
  ['sub-total', 'group'],
  ['grandtotal', 'all'],
  ['grandtotals', 'all'],
  ['sum', 'all'],
  ['合計', 'all'],
  ['小計', 'group'],
  ['總計', 'all'],
  ['総計', 'all'],
  ['共計', 'all'],
  ['합계', 'all'],
  ['총계', 'all'],
  ['소계', 'group'],
  ['gesamt', 'all'],
  ['gesamtsumme', 'all'],
  ['summe', 'all'],
  ['zwischensumme', 'group'],
  ['totalgénéral', 'all'],
  ['sous-total', 'group'],
  ['somme', 'all'],
  ['totalgeneral', 'all'],
  ['totalgeral', 'all'],
  ['suma', 'all'],
  ['soma', 'all'],
  ['totale', 'all'],
  ['totalegenerale', 'all'],
  ['subtotale', 'group'],
  ['totaal', 'all'],
  ['subtotaal', 'group'],
  ['итого', 'all'],
  ['всего', 'all'],
]);

/** What a word for total may say of its amounts: 合计（大写）, 合计人民币（大写）, 总计（元）, Total (EUR). */
const manner =
  /(?:人民币)?(?:[（(](?:人民币|大写|小写|[百千万亿]*元|rmb|cny|usd|eur|gbp|[￥¥$€£])+[)）]|大写|小写)$|人民币$/u;

/** The word of a cell as `totalWords` has it. */
export const totalWordOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[\s:：]/gu, '')
    .replace(manner, '');

/** 华东小计, 华东 小 计, 华东 汇总 as Excel calls it, North total; 小计（华东）, Subtotal North. */
const wordBehind =
  /^(?<name>.*\S)(?:\s*(?:[合小总共累]\s*计|汇\s*总)|[\s\-–_:/(（](?:sub-?\s?total|grand\s?total|totals?))[\s:：)）]*$/iu;
const wordAhead =
  /^(?:[合小总共累]\s*计[\s\-–—:：/(（]+|sum\s+of\s+|(?:sub-?\s?total|grand\s?total|totals?)(?:\s+(?:for|of)\s+|[\s\-–—:：/(（]+))(?<name>.*[^\s)）])[)）\s]*$/iu;
const longestLabel = 40;

/** Of a label that names what it sums up: that name. Ordinary names look like it too: only the row's numbers tell. null = no such label. */
export function totalledName(text: string): string | null {
  if (text.length > longestLabel || totalWords.has(totalWordOf(text))) return null;
  const trimmed = text.trim();
  const name = (wordBehind.exec(trimmed) ?? wordAhead.exec(trimmed))?.groups?.['name'];
  return name === undefined ? null : name.replace(/[\s\-–_:：/(（]+$/u, '');
}

/** A label's word for comparison with other labels: those of one kind sum up groups that follow one another. */
export const labelKind = (text: string): string => `…${/[合小总共累](?=\s*计)|汇/u.exec(text)?.[0] ?? 'total'}`;
