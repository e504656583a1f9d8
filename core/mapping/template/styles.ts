/** How a blank workbook looks. */
import type { Fill, Style } from 'exceljs';
import type { FieldTypeName } from '../../../schemas/verdicts.js';

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

export const headerStyle: Partial<Style> = {
  font: { bold: true },
  fill: solid('FFDDE6F0'),
  alignment: { vertical: 'top', wrapText: true },
  numFmt: '@',
};
export const requiredFill = solid('FFFFD966');
export const wrapped: Partial<Style> = { alignment: { vertical: 'top', wrapText: true }, numFmt: '@' };

const formats: Partial<Record<FieldTypeName, string>> = {
  date: 'yyyy-mm-dd',
  datetime: 'yyyy-mm-dd hh:mm',
  money: '#,##0.00',
  integer: '0',
  decimal: 'General',
};

/** Text for all that is no date or number: leading zeros and 18 digits stay. */
export const numberFormat = (type: FieldTypeName): string => formats[type] ?? '@';

/** Width in characters; a Chinese one takes two. */
export function widthOf(header: string): number {
  const wide = header.replace(/[^⺀-￿]/g, '').length;
  return Math.min(30, Math.max(12, header.length + wide + 4));
}
