/** Text whose lines each say what their value is: 客户名称：甲公司, 电话：… below it, or Name = Anna. No character parts their cells. */
import { isColumnName } from '../tables/header-words.js';
import { inlinePieces } from '../tables/inline-fields.js';

const lookedAt = 200;
const leastLines = 3;
/** Of the lines, those that begin with the name of a column and a colon. */
const mostLines = 0.8;
/** A value that stands in a cell of its own (客户名称：,甲公司) is parted from its label by a delimiter. */
const labelled = /^\s*(?<label>[^:：=＝]{1,20}?)\s*[:：=＝][^\S\t]*[^\s,;|]/u;

export function areLabelledLines(text: string): boolean {
  const lines = text.split('\n', lookedAt).filter((line) => line.trim() !== '');
  const labels = lines.map(labelOf).filter((label) => label !== null);
  return lines.length >= leastLines && labels.length >= lines.length * mostLines && new Set(labels).size > 1;
}

const labelOf = (line: string): string | null => {
  const label = labelled.exec(line)?.groups?.['label'] ?? '';
  return isColumnName(label) ? label : null;
};

/** Whether each line, but for titles, says so of `least` values or more: 姓名：张三，电话：138… below one another, too. */
export function haveLabels(lines: readonly string[], least = 1): boolean {
  const labels = lines.map((line) => inlinePieces(line).flatMap((piece) => labelOf(piece) ?? []));
  const told = labels.filter((found) => found.length >= least).length;
  return told >= lines.length * mostLines && new Set(labels.flat()).size > 1;
}
