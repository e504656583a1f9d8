/** A row of units below the header: 元, 万元, kg, %. It belongs to the header and is told in brackets behind it. */
import { dominantShape } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';

const unit =
  /^[([（【]?\s*(?:单位[:：]\s*)?(?:[百千万亿十]*(?:元|美元|欧元|港元|人民币|日元)|万|亿|千|百万|个|件|台|套|箱|吨|公斤|千克|克|斤|米|人|次|天|小时|年|月|平方米|㎡|%|‰|rmb|cny|usd|eur|gbp|hkd|jpy|[kmb]?\$|€|£|￥|¥|(?:k|m|bn)\s?(?:usd|eur|cny|rmb)|thousands?|millions?|'?000s?|kg|g|t|km|m|cm|mm|m2|m²|l|ml|pcs?|units?|days?|hours?|hrs?|years?|persons?|each)\s*[)\]）】]?$/iu;
const none = /^[-—/–]+$/;
/** How dates are to be written: yyyy-mm-dd, TT.MM.JJJJ, YYYY年MM月DD日. Beside units it belongs to them; it names no column. */
const dateForm =
  /^[([（【]?\s*(?:(?:[yja]{2,4}|m{1,4}|[dtj]{1,2})\s*[-/.年月]\s*(?:[yja]{2,4}|m{1,4}|[dtj]{1,2})(?:\s*[-/.月]\s*(?:[yja]{2,4}|m{1,4}|[dtj]{1,2}))?日?|yyyymmdd)(?:\s+hh?:mm(?::ss)?)?\s*[)\]）】]?$/iu;
const isBeside = (text: string): boolean => text === '' || none.test(text) || dateForm.test(text);

/** The first of `rows` below the header, when every filled cell of it is a unit (or a dash) and numbers stand under one at least. */
export function unitsRow(rows: readonly Profile[], head: readonly HeadRow[]): Profile | null {
  const [row, ...others] = rows;
  // Notes below a short list stand in one cell.
  const lists = others.filter(({ filled }) => filled > 1);
  const below = lists.length > 0 ? lists : others;
  const cells = head[row?.at ?? -1];
  if (!row || !cells) return null;
  let units = 0;
  for (let col = 0; col < cells.count; col += 1) {
    const text = (cells.cells[col] ?? '').trim();
    if (isBeside(text)) continue;
    if (!unit.test(text)) return null;
    if (dominantShape(below, col) === 'number') units += 1;
  }
  return units > 0 ? row : null;
}

/** Every filled cell is a unit: such a row says nothing of what the columns are called. */
export const isOfUnits = (row: Profile, cells: HeadRow | undefined): boolean =>
  row.shapes.every((shape, col) => {
    const text = (cells?.cells[col] ?? '').trim();
    return shape === 'blank' || unit.test(text) || dateForm.test(text);
  });

/** 金额 and 万元 become 金额 (万元). */
export function withUnits(headers: string[], units: HeadRow | null | undefined, firstCol: number): string[] {
  if (!units) return headers;
  return headers.map((header, at) => {
    const text = firstCol + at < units.count ? (units.cells[firstCol + at] ?? '').trim() : '';
    const bare = text.replace(/^[([（【]|[)\]）】]$/g, '').replace(/^单位[:：]\s*/, '');
    return isBeside(bare) ? header : `${header} (${bare})`.trim();
  });
}
