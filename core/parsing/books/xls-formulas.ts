/**
 * Whether the formulas of an .xls file have results. Programs that do not calculate save the same one for all: xlwt an empty text,
 * Apache POI 0, JExcelApi 4 and a word to calculate. Excel, and what calculates like it, says beside with which version of its calculation ([MS-XLS] 2.4.219 RecalcId).
 */
import { recordsFrom } from './xls-marks.js';
import type { Globals } from './xls-marks.js';

const recalcId = 0x1c1;
const formula = 0x06;
const number = 0;
const emptyText = 3;
const four = 4;
/** Of the formula ([MS-XLS] 2.4.127): it is to be calculated when the workbook is opened. */
const onLoad = 2;

/** `stream`: of the workbook. */
export function isUncalculated(stream: Buffer, { sheets }: Globals): boolean {
  for (const [type, body] of recordsFrom(stream, 0))
    if (type === recalcId && body.length >= 8 && body.readUInt32LE(4) !== 0) return false;
  let all: number | null = null;
  for (const from of sheets)
    for (const [type, body] of recordsFrom(stream, from)) {
      if (type !== formula || body.length < 14) continue;
      const none = noneOf(body);
      if (none === null || (all !== null && none !== all)) return false;
      all = none;
    }
  return all !== null;
}

/** What may stand for no result; null = the formula has one ([MS-XLS] 2.5.133 FormulaValue). */
function noneOf(body: Buffer): number | null {
  if (body.readUInt16LE(12) === 0xffff) return body[6] === emptyText ? emptyText : null;
  const result = body.readDoubleLE(6);
  if (result === four) return body.length >= 16 && body.readUInt16LE(14) === onLoad ? four : null;
  return Object.is(result, 0) ? number : null;
}
