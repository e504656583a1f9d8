/** What a table's own header tells about the rows below it: repeats of it, and other versions of the table. */
import type { RawRecord, SheetInfo, SheetRow } from '../cells.js';
import type { IssueList } from '../refusal.js';
import { footStarts } from './foot-lines.js';
import { isColumnName } from './header-words.js';
import type { Layout } from './layout.js';
import { countFilled, firstFilled, isRepeatedHeader, isSuspect, suspectStarts } from './row-kinds.js';
import { columnLabel } from './column-label.js';

const serialHeader = /^(?:序号|序|行号|no\.?|#|s\/n|sn)$/i;

export const isSerialHeader = (header: string): boolean => serialHeader.test(header.trim());

export class HeaderMarks {
  private readonly rows: readonly (readonly (string | null)[])[];
  private readonly firstCol: number;
  /** The column that numbers the rows; -1 = none does by its name. */
  private readonly serialCol: number;
  private readonly texts: Set<string>;
  private readonly suspects: Set<number>;
  /** Lines above the header, as a printed report repeats them on each page. */
  private readonly titles: Set<string>;
  /** How they begin: a quick look that spares most rows the comparison. */
  private readonly titleStarts: Set<string>;

  /** `rows`: the header's cells, from the table's first column on; `above`: the rows above it. */
  constructor(rows: readonly (readonly (string | null)[])[], firstCol: number, above: readonly SheetRow[]) {
    this.rows = rows;
    this.firstCol = firstCol;
    const serial = rows.map((cells) => cells.findIndex((cell) => isSerialHeader(cell ?? ''))).find((at) => at >= 0);
    this.serialCol = serial === undefined ? -1 : firstCol + serial;
    this.texts = new Set(rows.flatMap((cells) => cells.map((cell) => (cell ?? '').trim())));
    this.texts.delete('');
    this.titles = new Set(above.map(titleOf));
    this.titles.delete('');
    this.titleStarts = new Set(this.titles.size === 0 ? [] : above.map(startOf));
    this.suspects = suspectStarts([...this.texts, ...footStarts, ...this.titleStarts]);
  }

  isRepeat(row: SheetRow): boolean {
    if (this.titles.size > 0 && this.titleStarts.has(startOf(row)) && this.titles.has(titleOf(row))) return true;
    return isRepeatedHeader(row.cells, row.count, this.firstCol, this.rows);
  }

  /** A row that is numbered and not filled in, as templates have them. */
  isOnlyNumbered({ cells, count }: SheetRow): boolean {
    if (this.serialCol < 0 || firstFilled(cells, count) !== this.serialCol) return false;
    return /^\s*\d{1,7}\s*$/.test(cells[this.serialCol] ?? '') && countFilled(cells, count) === 1;
  }

  /** Whether a record, looked at as bytes, may be anything else than data: a comment, a total, a header again, a line below the table. */
  isSuspectRecord({ buffer, start }: RawRecord): boolean {
    let at = start;
    let first = buffer[at] as number;
    if (first === 0x22) first = buffer[++at] as number;
    if (first === 0x23 || first <= 0x20) return true;
    return isSuspect(this.suspects, first, buffer[at + 1] ?? 0, buffer[at + 2] ?? 0);
  }

  /** A row made of this table's own headers, but other ones than it has, or in another order: another version of the table follows. */
  startsVersion(row: SheetRow, filled: number): boolean {
    if (this.rows.length !== 1 || filled < 2) return false;
    const first = row.cells[firstFilled(row.cells, row.count)] ?? '';
    if (!this.texts.has(first.trim())) return false;
    if (filled === this.texts.size) return this.isReordered(row);
    if (filled < 3) return false;
    let shared = 0;
    for (let at = 0; at < row.count; at += 1) {
      const cell = row.cells[at];
      if (cell !== null && cell !== undefined && this.texts.has(cell.trim())) shared += 1;
    }
    return shared >= 3 && shared * 2 > Math.max(filled, this.texts.size);
  }

  /** As many cells as the header has texts: most of them are such, and they are not the header itself. */
  private isReordered(row: SheetRow): boolean {
    const own = row.cells.slice(0, row.count).flatMap((cell) => (cell ?? '').trim() || []);
    const shared = own.filter((text) => this.texts.has(text));
    if (shared.length < own.length && shared.length >= 3 && shared.length * 2 > own.length) return true;
    if (shared.length < own.length) return shared.length >= 2 && own.every(isColumnName);
    // Two texts may be values as well: Yes, No above No, Yes.
    const areNames = own.length > 2 || own.every(isColumnName);
    return areNames && new Set(own).size === own.length && !this.isRepeat(row);
  }

  /** Issues of the header itself; columns without a name are told when it is known whether anything stands in them. */
  tell(layout: Layout, row: number | undefined, info: SheetInfo, issues: IssueList): void {
    if (row === undefined) return;
    const seen = new Set<string>();
    layout.headers.forEach((header, at) => {
      const col = layout.firstCol + at;
      const column = columnLabel(info.labels, col);
      const code = codeOf(header, seen);
      if (code !== null) issues.add({ code, sheet: info.name, row, column });
      seen.add(header);
    });
  }
}

/** Without the number of a page: 第1页. */
const startOf = ({ cells, count }: SheetRow): string =>
  (cells[firstFilled(cells, count)] ?? '')
    .trim()
    .slice(0, 2)
    .replace(/(\D)\d$/, '$1');

const pageNumber = /(第\s*|共\s*|page\s*[:：]?\s*|页[码次]\s*[:：]?\s*|of\s*)\d+|\d+\s*\/\s*\d+/giu;

/** The texts of a line, whatever number its page has; '' where it has no words. */
function titleOf({ cells, count }: SheetRow): string {
  const texts = cells.slice(0, count).flatMap((cell) => (cell === null || cell.trim() === '' ? [] : [cell.trim()]));
  const title = texts.join('\t').replaceAll(pageNumber, '$1');
  return /\p{L}{2}/u.test(title) ? title : '';
}

function codeOf(header: string, seen: Set<string>): string | null {
  if (header === '') return null;
  if (seen.has(header)) return 'duplicate-header';
  return serialHeader.test(header) ? 'serial-column' : null;
}
