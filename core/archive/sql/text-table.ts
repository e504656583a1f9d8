/** A table for a terminal: columns as wide as what stands in them, Chinese characters counted as two. */

const maxCellWidth = 60;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const invisible = /[\p{Mn}\p{Me}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
// Control and bidirectional characters of a cell must not steer the terminal.
const steering = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function charWidth(char: string): number {
  if (invisible.test(char)) return 0;
  return wide.test(char) ? 2 : 1;
}

/** Terminal columns that `text` takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

/** One line, at most 60 terminal columns, cut with `…`. */
export function cellText(value: string | null): string {
  if (value === null) return '';
  const line = value.replace(/\r\n|[\r\n\t]/g, ' ').replace(steering, '\ufffd');
  if (displayWidth(line) <= maxCellWidth) return line;
  let out = '';
  let width = 0;
  for (const char of line) {
    width += charWidth(char);
    if (width > maxCellWidth - 1) break;
    out += char;
  }
  return `${out}…`;
}

export function columnWidths(rows: string[][]): number[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell))));
  return widths;
}

export function tableLine(cells: string[], widths: number[], toRight: boolean[]): string {
  const padded = cells.map((cell, i) => {
    const blanks = ' '.repeat(Math.max(0, (widths[i] ?? 0) - displayWidth(cell)));
    return toRight[i] ? blanks + cell : cell + blanks;
  });
  return `${padded.join('  ').trimEnd()}\n`;
}
