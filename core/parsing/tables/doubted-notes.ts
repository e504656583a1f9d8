/** Lines at the end of a table that may be notes, and may be customers of whom nothing but the name is known: those are rows to fix. */
import type { SheetRow } from '../cells.js';
import { namesSame } from './header-words.js';
import type { Layout } from './layout.js';
import { firstFilled } from './row-kinds.js';
import { shapeOf } from './shapes.js';

const longestName = 120;
const starred = /^\s*[*※]+\s*/u;
/** What names hardly have in them. */
const ofSentences = /[，。；：！？、;:!?]|[,.]\s|\.$|\s(?:is|are|was|were|the|this|that|for|by|not|only)\s/iu;
const ofNotes =
  /以上|以下|本[表单页]|此[表单]|报[表告]|数据|打印|导出|制[表单]|审[核批]|核对|复核|如有|请|仅供|勿|参考|说明|备注|注释|[合总小]计|完$|结束|空白|签[字名章]|盖章|单位|第.*页|必填|选填|表示|标记|代表|不含|包含|含税|预估|截[至止]|\b(?:reports?|pages?|end of|generated|confidential|printed|prepared|exported|notes?|totals?|internal use|copyright|required|indicates?|denotes?|means|estimated|excluding|including|all rights)\b|©/iu;

/** A name all the same: 以上科技公司, Note Inc. */
const ofFirms =
  /(?:公司|集团|[厂店行社馆院校]|中心|工作室|事务所)$|\b(?:inc|ltd|limited|llc|corp|co|gmbh|plc|books|club|bar|group)\.?$/iu;

const parties = ['Name', 'Company', 'Contact'];

/** Whether the only text of the row may be a name, in the first column or in one of names. */
export function mayBeName(row: SheetRow, layout: Layout): boolean {
  const text = nameTextOf(row, layout);
  return text !== null && text.length <= longestName && !saysMore(text);
}

/** Whether it stands where names do and says more than a name does. */
export function isSentence(row: SheetRow, layout: Layout): boolean {
  const text = nameTextOf(row, layout);
  return text !== null && saysMore(text);
}

/** The only text of the row, where names stand. */
function nameTextOf({ cells, count, kinds }: SheetRow, { firstCol, headers }: Layout): string | null {
  const at = firstFilled(cells, count);
  const text = (cells[at] ?? '').replace(starred, '').trim();
  const header = headers[at - firstCol] ?? '';
  if (at !== firstCol && !parties.some((name) => namesSame(name, header))) return null;
  return shapeOf(text, kinds?.[at] ?? 0) === 'label' ? text : null;
}

const saysMore = (text: string): boolean => ofSentences.test(text) || (ofNotes.test(text) && !ofFirms.test(text));

export const isStarred = (text: string): boolean => starred.test(text);
