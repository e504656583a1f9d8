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
  ['本页合计', 'group'],
  ['本页小计', 'group'],
  ['total', 'all'],
  ['totals', 'all'],
  ['subtotal', 'group'],
  ['sub-total', 'group'],
  ['grandtotal', 'all'],
  ['sum', 'all'],
]);

/** The word of a cell as `totalWords` has it. */
export const totalWordOf = (text: string): string => text.toLowerCase().replaceAll(/[\s:：]/gu, '');
