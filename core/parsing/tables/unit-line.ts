/** What a line above the table says of its amounts: 单位：万元, 金额单位（人民币千元）, Unit: k USD. */
import type { HeadRow } from './profiles.js';

const chinese = /(?:^|[\s（(，,;；|])(?:金额|货币|计价)?单位\s*[:：（(]\s*([^\s，,;；）)|]{1,12})/u;
const english = /\bunits?\s*[:：]\s*([^,;|)]{1,16})/iu;

/** The text behind the word for unit in the last such line; null = there is none. Whether it is a unit of money is the mapping's to know. */
export function unitLine(above: readonly HeadRow[]): string | null {
  for (const { cells, count } of above.toReversed()) {
    for (const cell of cells.slice(0, count)) {
      const text = (cell ?? '').normalize('NFKC');
      const found = chinese.exec(text) ?? english.exec(text);
      if (found?.[1] !== undefined) return found[1].trim();
    }
  }
  return null;
}
