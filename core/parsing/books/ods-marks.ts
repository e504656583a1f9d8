/** Struck-through and coloured cells of an OpenDocument sheet, by the styles of its part with the cells: the library does not tell them. */
import type { Attributes } from '../xlsx/xml/walk.js';
import { HexColours } from './hex-colours.js';
import { placeOf } from './xls-marks.js';
import type { CellMark } from './xls-marks.js';

/** Filled cells that stand for more equal ones than these are marked no further. */
const mostRepeated = 1000;
/** Marked cells of a file; a small one may claim any number of them. */
const mostMarked = 1_000_000;

interface OpenCell {
  repeated: number;
  mark: CellMark | null;
  isFilled: boolean;
}

/** `sheets`: in the order of the file. */
export class MarksWalk {
  readonly sheets: Map<number, CellMark>[] = [];
  private readonly styles = new Map<string, CellMark>();
  private readonly colours = new HexColours();
  /** The style of cells that is being read. */
  private style: { name: string; mark: CellMark } | null = null;
  /** Tables may lie in cells; theirs are not the sheet's. */
  private depth = 0;
  private columns: { last: number; style: string | undefined }[] = [];
  private row = { at: 0, repeated: 1, style: undefined as string | undefined };
  private col = 0;
  private cell: OpenCell | null = null;
  private left = mostMarked;

  static seesAny(xml: string): boolean {
    return /text-line-through-style\s*=\s*"(?!none)|background-color\s*=\s*"#/.test(xml);
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'table' && ++this.depth === 1) this.beginSheet();
    else if (this.depth === 0) this.readStyle(name, attributes);
    else if (this.depth === 1) this.openInSheet(name, attributes);
  }

  text(text: string): void {
    if (this.cell && this.depth === 1 && text.trim() !== '') this.cell.isFilled = true;
  }

  close(name: string): void {
    if (name === 'style' && this.depth === 0) this.keepStyle();
    if (this.depth === 1 && isCell(name)) this.closeCell();
    if (this.depth === 1 && name === 'table-row') this.row.at += this.row.repeated;
    if (name === 'table') this.depth -= 1;
  }

  private beginSheet(): void {
    this.sheets.push(new Map());
    this.columns = [];
    this.row = { at: 0, repeated: 1, style: undefined };
  }

  private readStyle(name: string, attributes: Attributes): void {
    if (name === 'style' && attributes.get('family') === 'table-cell')
      this.style = { name: attributes.get('name') ?? '', mark: { struck: false, colour: 0 } };
    const mark = this.style?.mark;
    if (!mark) return;
    if (name === 'text-properties') mark.struck = (attributes.get('text-line-through-style') ?? 'none') !== 'none';
    if (name === 'table-cell-properties') mark.colour = this.colours.number(attributes.get('background-color'));
  }

  private keepStyle(): void {
    const { style } = this;
    if (style && (style.mark.struck || style.mark.colour > 0)) this.styles.set(style.name, style.mark);
    this.style = null;
  }

  private openInSheet(name: string, attributes: Attributes): void {
    const repeated = (key: string): number => Math.max(1, Number(attributes.get(key) ?? 1) || 1);
    if (name === 'table-column') {
      const last = (this.columns.at(-1)?.last ?? -1) + repeated('number-columns-repeated');
      this.columns.push({ last, style: attributes.get('default-cell-style-name') });
    } else if (name === 'table-row') {
      const style = attributes.get('default-cell-style-name');
      this.row = { at: this.row.at, repeated: repeated('number-rows-repeated'), style };
      this.col = 0;
    } else if (isCell(name)) {
      const usual = this.row.style ?? this.columns.find(({ last }) => last >= this.col)?.style;
      const mark = this.styles.get(attributes.get('style-name') ?? usual ?? '') ?? null;
      this.cell = { repeated: repeated('number-columns-repeated'), mark, isFilled: attributes.has('value-type') };
    }
  }

  private closeCell(): void {
    const { cell, row, col } = this;
    if (!cell) return;
    const sheet = this.sheets.at(-1);
    if (cell.isFilled && cell.mark && sheet) {
      const [rows, cols] = [row.repeated, cell.repeated].map((count) => Math.min(count, mostRepeated)) as [
        number,
        number,
      ];
      for (let down = 0; down < rows; down += 1)
        for (let right = 0; right < cols && this.left > 0; right += 1, this.left -= 1)
          sheet.set(placeOf(row.at + down, col + right), cell.mark);
    }
    this.col += cell.repeated;
    this.cell = null;
  }
}

const isCell = (name: string): boolean => name === 'table-cell' || name === 'covered-table-cell';
