/** Text whose lines each say what their value is: 客户名称：甲公司, 电话：… below it. No character parts their cells. */
import { isColumnName } from '../tables/header-words.js';

const lookedAt = 200;
const leastLines = 3;
/** Of the lines, those that begin with the name of a column and a colon. */
const mostLines = 0.8;
/** A value that stands in a cell of its own (客户名称：,甲公司) is parted from its label by a delimiter. */
const labelled = /^\s*(?<label>[^:：]{1,20}?)\s*[:：][^\S\t]*[^\s,;|]/u;

export function areLabelledLines(text: string): boolean {
  const lines = text.split('\n', lookedAt).filter((line) => line.trim() !== '');
  const labels = lines.flatMap((line) => labelled.exec(line)?.groups?.['label'] ?? []).filter(isColumnName);
  return lines.length >= leastLines && labels.length >= lines.length * mostLines && new Set(labels).size > 1;
}
