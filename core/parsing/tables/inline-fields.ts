/** Several labels with their values in one cell or line: 姓名：张三，电话：138…; Name: Ann Lee  Phone: 138…. */
import { isColumnName } from './header-words.js';

const word = '[^:：=＝,，;；|｜、\\s]{1,20}';
const gap = '[ \\t\\u3000]';
/** What parts two of them, before a label of one word or two and its colon. */
const further = new RegExp(
  `(?:${gap}*[,，;；|｜、]${gap}*|${gap}+|\\n)(?=(?<label>${word}(?: ${word})?)${gap}*[:：=＝])`,
  'gu',
);

/** Of a house or a step; columns called so number rows and are not kept. */
const numbering = /^(?:no|nr|sn|seq|row|序号|行号|项次|行次)\.?$/iu;

/** Pieces that each begin with a label and its colon, the first as it stands; just the text where no further label is in it. */
export function inlinePieces(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  let labelEnd = text.search(/[:：=＝]/u);
  for (const match of text.matchAll(further)) {
    const label = match.groups?.['label'] ?? '';
    const start = match.index + match[0].length;
    if (match.index < labelEnd || !isColumnName(label) || numbering.test(label)) continue;
    pieces.push(text.slice(from, match.index));
    from = start;
    labelEnd = start + label.length;
  }
  return [...pieces, text.slice(from)];
}
