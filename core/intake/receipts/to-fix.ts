/** The sheets of rows to fix: the sender's own columns, the reason, and a hidden token per row. */
import type ExcelJS from 'exceljs';
import { dayNumber1904 } from '../../../schemas/fields/day-number.js';
import { headerLine } from '../../../schemas/header-text.js';
import { message, placedParams } from '../../../schemas/issues/catalogue.js';
import { isOwnHeader, reasonHeader, rowTokenHeader, sheetNames, toFixSheetName } from '../../../schemas/receipt.js';
import { cellText, sheetName } from './cell-text.js';
import type { ReceiptColumn, ReceiptInput, ReceiptPart, RejectedRow } from './input.js';
import { labelled } from './labels.js';
import { badFill, headerStyle, ownFill, suggestedFill, textFormat, widthFor, wrapped } from './styles.js';
import { word } from './words.js';

/** A column with its place among the cells of a row. */
interface SentColumn extends ReceiptColumn {
  at: number;
}

/** The sender's own columns: rows rejected again bring the reasons and tokens of the receipt before. */
const sentColumns = ({ columns }: ReceiptPart): SentColumn[] =>
  columns.map((column, at) => ({ ...column, at })).filter(({ header }) => !isOwnHeader(header));

/** The cell as it says the same in the receipt, where days count from 1900 or stand in a CSV. */
const sentText = (cell: string | null, { epoch1904 }: ReceiptColumn): string | null =>
  (cell !== null && epoch1904 === true ? dayNumber1904(cell) : null) ?? cell;

/** Makes the token of a row; the caller binds workspace and delivery. */
export type MakeToken = (part: string, row: number) => string;

/** Writes rows, in order of their parts, into a sheet per part. */
export class ToFixSheets {
  readonly #book: ExcelJS.stream.xlsx.WorkbookWriter;
  readonly #input: ReceiptInput;
  readonly #token: MakeToken;
  readonly #used: Set<string>;
  #sheet: ExcelJS.Worksheet | null = null;
  #part: ReceiptPart | null = null;
  #columns: SentColumn[] = [];

  constructor(book: ExcelJS.stream.xlsx.WorkbookWriter, input: ReceiptInput, token: MakeToken, used: Set<string>) {
    this.#book = book;
    this.#input = input;
    this.#token = token;
    this.#used = used;
  }

  add(row: RejectedRow): void {
    if (this.#part?.part !== row.part) this.#open(row.part);
    const columns = this.#columns;
    const cells = columns.map((column) => sentText(row.cells[column.at] ?? null, column));
    const marks = new Map<number, 'bad' | 'suggested'>();
    for (const problem of row.problems) {
      if (problem.level !== 'error') continue;
      const at = columns.findIndex(({ label }) => label === problem.column);
      if (at < 0) continue;
      if (problem.suggestion !== null && marks.get(at) !== 'bad') cells[at] = problem.suggestion;
      marks.set(at, problem.suggestion === null ? 'bad' : 'suggested');
    }
    const values = cells.map((cell) => (cell === null ? null : cellText(cell)));
    const token = this.#token(String(row.part), row.row);
    const written = this.#sheet?.addRow([...values, cellText(this.#reasons(row, columns)), token]);
    for (const [at, mark] of marks) {
      const cell = written?.getCell(at + 1);
      if (cell) cell.fill = mark === 'bad' ? badFill : suggestedFill;
    }
    written?.commit();
  }

  close(): void {
    if (this.#sheet) this.#sheet.commit();
    this.#sheet = null;
  }

  #open(number: number): void {
    this.close();
    const part = this.#input.parts.find((one) => one.part === number) ?? { part: number, sheet: null, columns: [] };
    const { lang, parts } = this.#input;
    const name = parts.length > 1 && part.sheet !== null ? toFixSheetName(part.sheet, lang) : sheetNames.toFix[lang];
    const sheet = this.#book.addWorksheet(sheetName(name, this.#used), { views: [{ state: 'frozen', ySplit: 1 }] });
    const style = { numFmt: textFormat };
    const columns = sentColumns(part);
    sheet.columns = [
      ...columns.map(({ header }) => ({ width: widthFor(header), style })),
      { width: 60, style: { ...style, ...wrapped, fill: ownFill } },
      { width: 12, style, hidden: true },
    ];
    const header = sheet.addRow([
      ...columns.map((column) => cellText(column.header)),
      reasonHeader[this.#input.lang],
      rowTokenHeader,
    ]);
    header.eachCell((cell) => {
      cell.style = headerStyle;
    });
    header.commit();
    this.#sheet = sheet;
    this.#part = part;
    this.#columns = columns;
  }

  /** `手机：… （原值：12）`, one line per problem, errors first. */
  #reasons({ row, problems }: RejectedRow, columns: ReceiptPart['columns']): string {
    const { lang, dataset } = this.#input;
    const sorted = [...problems].sort((a, b) => Number(a.level !== 'error') - Number(b.level !== 'error'));
    const lines = sorted.map(({ code, params, column, value }) => {
      const known = labelled(placedParams({ row, column, params }), dataset, lang);
      const header = headerLine(columns.find(({ label }) => label === column)?.header ?? '');
      const where = header === '' ? '' : header + word(lang, 'colon');
      const told = where + message(code, known, lang);
      if (value === null || value === '') return told;
      return word(lang, 'bracketed', told, word(lang, 'was', value.slice(0, 200)));
    });
    return [...new Set(lines)].join('\n');
  }
}
