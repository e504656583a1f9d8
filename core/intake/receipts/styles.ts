/** How receipt workbooks look. */
import type { Fill, Style } from 'exceljs';

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

/** Everything typed into such a cell stays text: leading zeros, 18 digits, a leading `=`. */
export const textFormat = '@';

export const headerStyle: Partial<Style> = {
  font: { bold: true },
  fill: solid('FFDDE6F0'),
  alignment: { vertical: 'top', wrapText: true },
  numFmt: textFormat,
};
export const badFill = solid('FFFFC7CE');
export const suggestedFill = solid('FFFFEB9C');
export const ownFill = solid('FFF2F2F2');
export const bold: Partial<Style> = { font: { bold: true } };
export const wrapped: Partial<Style> = { alignment: { vertical: 'top', wrapText: true } };

/** Width in characters for a column with this header; a Chinese character takes two. */
export function widthFor(header: string, least = 10, most = 40): number {
  const wide = header.replace(/[^\u2E80-\uFFFF]/g, '').length;
  const width = header.length + wide + 2;
  return Math.min(most, Math.max(least, width));
}
