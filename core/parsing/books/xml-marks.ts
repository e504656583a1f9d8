/** Struck-through and coloured cells of a SpreadsheetML 2003 file, by its styles: the library does not tell them. */
import type { Attributes } from '../xlsx/xml/walk.js';
import { walkedWith } from './walked-with.js';
import { HexColours } from './hex-colours.js';
import { placeOf } from './xls-marks.js';
import type { CellMark, SheetMarks } from './xls-marks.js';

const mostMarked = 1_000_000;

export interface XmlTold {
  marks: SheetMarks[];
  /** Places of cells told twice: one that goes back, to a place or a row where others were. */
  twice: ReadonlySet<number>[];
}

/** Per sheet in the order of the file; what is no XML, or has neither such styles nor places, tells nothing. */
export function xmlToldIn(xml: string): XmlTold {
  const mayTell = /StrikeThrough\s*=|:?Pattern\s*=\s*["']Solid|:Index\s*=/.test(xml);
  const walk = new XmlMarksWalk();
  return mayTell && walkedWith(xml, [walk]) ? { marks: walk.sheets, twice: walk.twice } : { marks: [], twice: [] };
}

const plain: CellMark = { struck: false, colour: 0 };

class XmlMarksWalk {
  readonly sheets: Map<number, CellMark>[] = [];
  readonly twice: Set<number>[] = [];
  /** Of the filled cells of the sheet so far. */
  private lastRow = -1;
  private lastCol = -1;
  private readonly styles = new Map<string, CellMark>();
  private readonly colours = new HexColours();
  private style: { id: string; mark: CellMark } | null = null;
  private columns: { first: number; last: number; style: string | undefined }[] = [];
  private table: string | undefined;
  private row = { at: -1, span: 0, style: undefined as string | undefined };
  private col = -1;
  /** Columns that the cell before reaches over. */
  private across = 0;
  private left = mostMarked;
  private cell: { mark: CellMark | null; isFilled: boolean } | null = null;

  open(name: string, attributes: Attributes): void {
    if (name === 'Style') this.beginStyle(attributes);
    else if (this.style) this.readStyle(this.style.mark, name, attributes);
    else if (name === 'Worksheet') this.beginSheet();
    else if (name === 'Table') this.table = attributes.get('StyleID');
    else if (name === 'Column') this.column(attributes);
    else if (name === 'Row') this.beginRow(attributes);
    else if (name === 'Cell') this.beginCell(attributes);
  }

  text(text: string): void {
    if (this.cell && text.trim() !== '') this.cell.isFilled = true;
  }

  close(name: string): void {
    if (name === 'Style') this.keepStyle();
    else if (name === 'Cell') this.keepCell();
  }

  private beginStyle(attributes: Attributes): void {
    const parent = this.styles.get(attributes.get('Parent') ?? '') ?? plain;
    this.style = { id: attributes.get('ID') ?? '', mark: { ...parent } };
  }

  private readStyle(mark: CellMark, name: string, attributes: Attributes): void {
    if (name === 'Font') mark.struck = attributes.get('StrikeThrough') === '1';
    if (name === 'Interior')
      mark.colour = attributes.get('Pattern') === 'Solid' ? this.colours.number(attributes.get('Color')) : 0;
  }

  private keepStyle(): void {
    if (this.style) this.styles.set(this.style.id, this.style.mark);
    this.style = null;
  }

  private beginSheet(): void {
    this.sheets.push(new Map());
    this.twice.push(new Set());
    this.lastRow = -1;
    this.lastCol = -1;
    this.columns = [];
    this.table = undefined;
    this.row = { at: -1, span: 0, style: undefined };
  }

  private column(attributes: Attributes): void {
    const first = numberOf(attributes, 'Index', (this.columns.at(-1)?.last ?? -1) + 2) - 1;
    this.columns.push({ first, last: first + numberOf(attributes, 'Span', 0), style: attributes.get('StyleID') });
  }

  private beginRow(attributes: Attributes): void {
    const at = numberOf(attributes, 'Index', this.row.at + this.row.span + 2) - 1;
    this.row = { at, span: numberOf(attributes, 'Span', 0), style: attributes.get('StyleID') };
    this.col = -1;
    this.across = 0;
  }

  private beginCell(attributes: Attributes): void {
    this.col = numberOf(attributes, 'Index', this.col + this.across + 2) - 1;
    this.across = numberOf(attributes, 'MergeAcross', 0);
    const column = this.columns.find(({ first, last }) => first <= this.col && this.col <= last);
    const style = attributes.get('StyleID') ?? this.row.style ?? column?.style ?? this.table ?? 'Default';
    this.cell = { mark: this.styles.get(style) ?? null, isFilled: false };
  }

  private keepCell(): void {
    const { cell, row, col } = this;
    const sheet = this.sheets.at(-1);
    if (cell?.isFilled) this.tellTwice(row.at, col);
    const isMarked = cell?.mark && (cell.mark.struck || cell.mark.colour > 0);
    if (cell?.isFilled && isMarked && sheet && sheet.size < mostMarked && cell.mark)
      sheet.set(placeOf(row.at, col), cell.mark);
    this.cell = null;
  }

  private tellTwice(row: number, col: number): void {
    const isBack = row < this.lastRow || (row === this.lastRow && col <= this.lastCol);
    if (isBack && this.left-- > 0) this.twice.at(-1)?.add(placeOf(row, col));
    if (isBack) return;
    this.lastRow = row;
    this.lastCol = col;
  }
}

const numberOf = (attributes: Attributes, name: string, absent: number): number => {
  const number = Number(attributes.get(name) ?? absent);
  return Number.isSafeInteger(number) && number >= 0 ? number : absent;
};
