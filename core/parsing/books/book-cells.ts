/** Cells of a workbook as the library keeps them, told by the same rules as those of .xlsx. */
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { classOfCode } from '../xlsx/styles/number-format.js';
import { plainStyle } from '../xlsx/styles/styles.js';
import type { CellStyle } from '../xlsx/styles/styles.js';
import type { CellValues } from '../xlsx/values/cell-values.js';
import { noResult } from './xml-2003.js';

export type DenseSheet = (CellObject[] | undefined)[];

export const denseOf = (sheet: WorkSheet): DenseSheet => (sheet as { '!data'?: DenseSheet })['!data'] ?? [];

const longestWalk = 1_048_576;

/** What stands in a list, with its places. A damaged file may put one thing at place 500,000,000: the places between are not walked. */
export function* filled<T>(list: readonly (T | undefined)[]): Generator<[at: number, item: T]> {
  const places = list.length > longestWalk ? Object.keys(list) : list.keys();
  for (const place of places) {
    const item = list[Number(place)];
    if (item !== undefined && item !== null) yield [Number(place), item];
  }
}

/** Number formats in use, as styles; `at` finds the style of a cell. */
export class BookStyles {
  readonly list: CellStyle[] = [plainStyle];
  private readonly known = new Map<string, number>();

  gather(sheet: DenseSheet): void {
    for (const [, row] of filled(sheet)) for (const [, cell] of filled(row)) this.learn(cell);
  }

  at(cell: CellObject): number {
    return typeof cell.z === 'string' ? (this.known.get(cell.z) ?? 0) : 0;
  }

  private learn({ t, z }: CellObject): void {
    if (t !== 'n' || typeof z !== 'string' || this.known.has(z)) return;
    this.known.set(z, this.list.length);
    const numberClass = z === 'General' ? 'plain' : classOfCode(z);
    this.list.push({ numberFormatId: 0, formatCode: z, numberClass, struck: false, colour: 0 });
  }
}

const errorTexts = new Map<unknown, string>([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
]);

/** The cell's text; its kind and flag stand in `values` afterwards. null = nothing in it. */
export function cellText(cell: CellObject, style: number, values: CellValues): string | null {
  const { t, v } = cell;
  if (v === undefined || v === null || t === 'z') return null;
  if (t === 'n' && typeof v === 'number') return Number.isFinite(v) ? values.number(String(v), style) : null;
  if (t === 'b') return values.boolean(v === true || v === 1 ? '1' : '0', style);
  if (t === 'e' && v === noResult.code) return null;
  if (t === 'e') return values.error(errorTexts.get(v) ?? cell.w ?? '#VALUE!');
  const text = v instanceof Date ? v.toISOString() : String(v);
  return text === '' ? null : values.text(text, style);
}
