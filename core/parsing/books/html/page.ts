/**
 * The tables of an HTML page as sheets of a workbook: old systems name such pages .xls. Cells are text as a browser shows it; end tags may
 * be missing, as HTML allows; a table in a cell is a sheet of its own, or text of the cell where it is no more than a line or a column.
 */
import type { CellObject, Range, WorkBook, WorkSheet } from '@e965/xlsx';
import { decodeEntities } from '../../../../schemas/html-references.js';
import { exactText } from './exact-number.js';
import { HiddenColumns } from './hidden-columns.js';
import { Hiding } from './hiding.js';
import { attributeOf, walkHtml } from './tokens.js';

interface Cell {
  row: number;
  col: number;
  text: string;
  /** The number that a program wrote beside the text which shows it. */
  number: string | null;
  /** The address of its first link; null = none. */
  link: string | null;
  /** It is not displayed, and nothing stands in its place. */
  isGone: boolean;
}

interface Table {
  /** Of its sheet among those of the page: in the order in which their tables begin. */
  place: number;
  /** Not displayed as a whole. */
  isHidden: boolean;
  cells: Cell[];
  merges: Range[];
  hidden: number[];
  columns: HiddenColumns;
  row: number;
  col: number;
  inRow: boolean;
  cell: Cell | null;
  /** By column: the last row that a cell above reaches down to. */
  reach: Map<number, number>;
}

/** What a browser begins a new line for. */
const blocks = new Set(
  'p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 pre section article header footer blockquote hr'.split(' '),
);
const mostAcross = 1_000;
const mostDown = 65_534;

/** `isShown`: numbers as they are shown, be they rounded. */
export function bookOfHtml(html: string, isShown: boolean): WorkBook {
  const page = new Page(isShown, new Hiding(html));
  walkHtml(html, page);
  const told = page.end();
  const names = told.map((_, at) => `Sheet${at + 1}`);
  return {
    SheetNames: names,
    Sheets: Object.fromEntries(told.map(({ sheet }, at) => [names[at] ?? '', sheet])),
    Workbook: { Sheets: told.map(({ isHidden }, at) => ({ name: names[at] ?? '', Hidden: isHidden ? 1 : 0 })) },
  };
}

class Page {
  private readonly stack: Table[] = [];
  /** By place; null = none, or not yet. */
  private readonly sheets: ({ sheet: WorkSheet; isHidden: boolean } | null)[] = [];
  /** Elements whose text nobody sees: notes of LibreOffice. */
  private unseen = 0;
  /** The element of a cell that is not displayed. */
  private hiddenBy: HiddenElement | null = null;
  /** The same around the tables. */
  private hiddenAround: HiddenElement | null = null;
  /** Of an open list to choose from. */
  private choices: { text: string; isChosen: boolean }[] | null = null;
  private readonly isShown: boolean;
  private readonly hiding: Hiding;

  constructor(isShown: boolean, hiding: Hiding) {
    this.isShown = isShown;
    this.hiding = hiding;
  }

  open(name: string, attributes: string): void {
    const table = this.stack.at(-1);
    if (name === 'table') this.openTable(this.hiding.hides(name, attributes));
    else if (!table) this.openAround(name, attributes);
    else if (name === 'tr') openRow(table, this.hiding.hides(name, attributes));
    else if (isCell(name)) this.openCell(table, name, attributes);
    else if (name === 'col')
      table.columns.col(span(attributes, 'span', mostAcross), this.hiding.hides(name, attributes));
    else if (this.isHidden(name, attributes)) return;
    else if (name === 'comment') this.unseen += 1;
    else if (name === 'br') add(table, '\n');
    else if (name === 'a' && table.cell) table.cell.link ??= linkOf(attributes);
    else if (name === 'tbody' || name === 'thead' || name === 'tfoot') closeRow(table);
    else if (name === 'input') add(table, this.hiding.hides(name, attributes) ? '' : valueOf(attributes));
    else if (name === 'select') this.choices = [];
    else if (name === 'option')
      this.choices?.push({ text: '', isChosen: attributeOf(attributes, 'selected') !== null });
    else if (blocks.has(name)) addLine(table);
  }

  close(name: string): void {
    const table = this.stack.at(-1);
    if (!table) this.hiddenAround = closed(this.hiddenAround, name);
    else if (name === this.hiddenBy?.name) this.hiddenBy = closed(this.hiddenBy, name);
    else if (name === 'table') this.closeTable();
    else if (name === 'tr') closeRow(table);
    else if (name === 'caption') closeRow(table);
    else if (isCell(name)) closeCell(table);
    else if (name === 'comment') this.unseen = Math.max(0, this.unseen - 1);
    else if (name === 'select') this.closeChoices(table);
    else if (blocks.has(name)) addLine(table);
  }

  text(text: string): void {
    const table = this.stack.at(-1);
    if (!table?.cell || this.unseen > 0 || this.hiddenBy) return;
    const told = decodeEntities(text.replaceAll(/[\t\n\f\r ]+/g, ' '));
    const choice = this.choices?.at(-1);
    if (choice) choice.text += told;
    else if (!this.choices) add(table, told);
  }

  /** Tables that nothing closes end with the page. */
  end(): { sheet: WorkSheet; isHidden: boolean }[] {
    while (this.stack.length > 0) this.closeTable();
    return this.sheets.filter((sheet) => sheet !== null);
  }

  private openAround(name: string, attributes: string): void {
    if (this.hiddenAround?.name === name) this.hiddenAround.open += 1;
    else if (!this.hiddenAround && !voids.has(name) && !notAround.has(name) && this.hiding.hides(name, attributes))
      this.hiddenAround = { name, open: 1 };
  }

  /** Keeps count of what stands in an element that is not displayed. */
  private isHidden(name: string, attributes: string): boolean {
    if (this.hiddenBy?.name === name) this.hiddenBy.open += 1;
    else if (!this.hiddenBy && !voids.has(name) && this.hiding.hides(name, attributes))
      this.hiddenBy = { name, open: 1 };
    return this.hiddenBy !== null;
  }

  /** A browser shows the choice that is made, else the first one. */
  private closeChoices(table: Table): void {
    const all = this.choices ?? [];
    this.choices = null;
    add(table, (all.find(({ isChosen }) => isChosen) ?? all[0])?.text ?? '');
  }

  private openCell(table: Table, name: string, attributes: string): void {
    this.unseen = 0;
    this.hiddenBy = null;
    this.choices = null;
    const isHidden = this.hiding.hides(name, attributes);
    openCell(table, name, attributes, this.isShown ? null : numberOf(attributes), isHidden);
  }

  private openTable(isHidden: boolean): void {
    const isInHidden = this.hiddenAround !== null || this.hiddenBy !== null || this.stack.at(-1)?.isHidden === true;
    const place = this.sheets.push(null) - 1;
    const empty = { cells: [], merges: [], hidden: [], row: -1, col: 0, inRow: false, cell: null, reach: new Map() };
    this.stack.push({ place, isHidden: isHidden || isInHidden, ...empty, columns: new HiddenColumns() });
  }

  private closeTable(): void {
    const table = this.stack.pop();
    if (!table) return;
    closeRow(table);
    const outer = this.stack.at(-1);
    if (outer?.cell && isText(table)) {
      if (table.isHidden && !outer.isHidden) return;
      addLine(outer);
      add(outer, table.cells.map(({ text }) => text).join('\n'));
      addLine(outer);
    } else if (table.cells.length > 0) this.sheets[table.place] = { sheet: sheetOf(table), isHidden: table.isHidden };
  }
}

interface HiddenElement {
  name: string;
  /** How many of its name are open. */
  open: number;
}

function closed(element: HiddenElement | null, name: string): HiddenElement | null {
  if (element?.name !== name) return element;
  element.open -= 1;
  return element.open === 0 ? null : element;
}

/** Scripts show a page that its body hides at first; the others end where a table begins. */
const notAround = new Set(['html', 'head', 'body', 'p', 'li', 'option']);

const isCell = (name: string): boolean => name === 'td' || name === 'th' || name === 'caption';

/** No more than a line or a column. */
const isText = ({ cells }: Table): boolean =>
  new Set(cells.map(({ row }) => row)).size < 2 || new Set(cells.map(({ col }) => col)).size < 2;

function openRow(table: Table, isHidden: boolean): void {
  closeRow(table);
  table.row += 1;
  table.inRow = true;
  table.col = 0;
  if (isHidden) table.hidden.push(table.row);
}

function openCell(table: Table, name: string, attributes: string, number: string | null, isHidden: boolean): void {
  closeCell(table);
  if (!table.inRow || name === 'caption') openRow(table, false);
  if (isHidden && !table.columns.keepsPlaces) {
    table.cell = { row: table.row, col: table.col, text: '', number, link: null, isGone: true };
    return;
  }
  while ((table.reach.get(table.col) ?? -1) >= table.row) table.col += 1;
  const { row, col } = table;
  const across = span(attributes, 'colspan', mostAcross);
  const down = span(attributes, 'rowspan', mostDown);
  if (across > 1 || down > 1)
    table.merges.push({ s: { r: row, c: col }, e: { r: row + down - 1, c: col + across - 1 } });
  if (down > 1) for (let at = col; at < col + across; at += 1) table.reach.set(at, row + down - 1);
  table.cell = { row, col, text: '', number, link: null, isGone: false };
  table.columns.cell(col, across, isHidden);
  table.col += across;
}

function span(attributes: string, name: 'colspan' | 'rowspan' | 'span', most: number): number {
  const value = attributeOf(attributes, name);
  return value !== null && /^\d{1,6}$/.test(value) ? Math.min(Math.max(1, Number(value)), most) : 1;
}

/** As Excel or LibreOffice wrote it beside the text. */
const numberOf = (attributes: string): string | null =>
  attributeOf(attributes, 'x:num') ?? attributeOf(attributes, 'sdval');

/** Within a page and its system an address is no data. */
function linkOf(attributes: string): string | null {
  const address = decodeEntities(attributeOf(attributes, 'href') ?? '').trim();
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(address) ? address : null;
}

/** Elements that have no end. */
const voids = new Set('area br col embed hr img input link meta param source track wbr'.split(' '));
const valueless = /^(?:hidden|checkbox|radio|button|submit|reset|image|file|password)$/i;

/** What a field of a form shows. */
const valueOf = (attributes: string): string =>
  valueless.test(attributeOf(attributes, 'type') ?? '') ? '' : decodeEntities(attributeOf(attributes, 'value') ?? '');

/** Blanks stand for one, and for none at the ends of a line. */
function add({ cell }: Table, text: string): void {
  if (!cell) return;
  const isBegin = cell.text === '' || cell.text.endsWith('\n');
  const joined = (isBegin || cell.text.endsWith(' ')) && text.startsWith(' ') ? text.slice(1) : text;
  cell.text = (text.startsWith('\n') ? cell.text.replace(/ $/, '') : cell.text) + joined;
}

function addLine(table: Table): void {
  if (table.cell && table.cell.text !== '' && !table.cell.text.endsWith('\n')) add(table, '\n');
}

function closeCell(table: Table): void {
  const { cell } = table;
  table.cell = null;
  if (!cell || cell.isGone) return;
  cell.text = cell.text.replace(/[ \n]+$/, '').replaceAll('\u00a0', ' ');
  if (cell.number !== null && cell.number !== '') cell.text = exactText(cell.text, cell.number);
  if (cell.text.trim() !== '') table.cells.push(cell);
}

function closeRow(table: Table): void {
  closeCell(table);
  table.columns.endRow();
  table.inRow = false;
}

function sheetOf({ cells, merges, hidden, columns }: Table): WorkSheet {
  const data: CellObject[][] = [];
  for (const { row, col, text, link } of cells)
    (data[row] ??= [])[col] = { t: 's', v: text, ...(link !== null && { l: { Target: link } }) };
  const rows: { hidden: boolean }[] = [];
  for (const row of hidden) rows[row] = { hidden: true };
  const cols: { hidden: boolean }[] = [];
  for (const col of columns.all()) cols[col] = { hidden: true };
  return { '!data': data, '!merges': merges, '!rows': rows, '!cols': cols } as WorkSheet;
}
