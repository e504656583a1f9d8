/** The sheet 列对应确认 / Columns with its drop-down lists, and the hidden sheet the lists come from. */
import type ExcelJS from 'exceljs';
import { foldHeader } from '../../../schemas/header-text.js';
import { choices, columnsSheetHeaders, columnTokenHeader, sheetNames, tagSheetName } from '../../../schemas/receipt.js';
import { cellText } from './cell-text.js';
import type { ReceiptColumn, ReceiptInput, ReceiptQuestion } from './input.js';
import { fieldLabel, namedLabel } from './labels.js';
import { badFill, headerStyle, suggestedFill, textFormat, widthFor, wrapped } from './styles.js';
import { readingLists } from './tables-sheet.js';
import type { MakeToken } from './to-fix.js';
import { word } from './words.js';

const mostSamples = 3;

/** Whether anything is asked of the reader about columns or key. */
export const asksColumns = (input: ReceiptInput): boolean => input.questions.length > 0 || input.proposedKey !== null;

/**
 * The hidden sheet: what drop-down lists offer. Its name tells whose receipt this is. Written last, as people open the first sheet.
 */
export function writeChoices(book: ExcelJS.stream.xlsx.WorkbookWriter, input: ReceiptInput): void {
  const { lang, dataset, datasets } = input;
  const sheet = book.addWorksheet(tagSheetName(input.delivery), { state: 'veryHidden' });
  const fields = (dataset?.fields ?? []).map((field) => namedLabel(field, lang));
  const lists = [
    ['_means', choices.extra[lang], choices.ignore[lang], ...fields],
    ['_yes', choices.yes[lang], choices.no[lang]],
    ['_datasets', ...datasets.map((one) => namedLabel(one, lang))],
    ...readingLists(input),
  ];
  const length = Math.max(...lists.map((list) => list.length));
  for (let at = 0; at < length; at += 1) sheet.addRow(lists.map((list) => list[at] ?? null)).commit();
  sheet.commit();
}

export function writeColumns(book: ExcelJS.stream.xlsx.WorkbookWriter, input: ReceiptInput, token: MakeToken): void {
  const { lang, delivery, dataset, datasets } = input;
  const sheet = book.addWorksheet(sheetNames.columns[lang], { views: [{ state: 'frozen', ySplit: 1 }] });
  const style = { ...wrapped, numFmt: textFormat };
  const headers = [...columnsSheetHeaders[lang], columnTokenHeader];
  const widths = [8, 28, 36, 32, 14, 14, 40];
  sheet.columns = headers.map((header, at) => ({
    width: widths[at] ?? widthFor(header),
    style,
    hidden: at === headers.length - 1,
  }));
  const header = sheet.addRow(headers);
  header.eachCell((cell) => {
    cell.style = headerStyle;
  });
  header.commit();
  const list = (column: string, count: number): ExcelJS.DataValidation => ({
    type: 'list',
    allowBlank: true,
    showErrorMessage: true,
    formulae: [`'${tagSheetName(delivery)}'!$${column}$2:$${column}$${count + 1}`],
  });
  const means = list('A', (dataset?.fields.length ?? 0) + 2);
  const yes = list('B', 2);
  for (const line of columnLines(input)) {
    const row = sheet.addRow([
      ...line.cells.map((cell) => (cell === null ? null : cellText(cell))),
      token(line.part, line.number),
    ]);
    row.getCell(4).dataValidation = line.part === 'dataset' ? list('C', datasets.length) : means;
    if (line.part !== 'dataset') row.getCell(5).dataValidation = row.getCell(6).dataValidation = yes;
    if (line.mark) row.getCell(4).fill = line.mark === 'choose' ? badFill : suggestedFill;
    if (line.asksKey) row.getCell(5).fill = suggestedFill;
    row.commit();
  }
  sheet.commit();
}

interface ColumnLine {
  cells: (string | null)[];
  /** Part and number of the token: `c` and which of the equal headers, or `dataset`. */
  part: 'c' | 'dataset';
  number: number;
  mark: 'choose' | 'check' | null;
  /** It may be a part of the key that is asked for. */
  asksKey: boolean;
}

function columnLines(input: ReceiptInput): ColumnLine[] {
  const { lang, datasets, questions } = input;
  const asked = questions.find(({ kind }) => kind === 'dataset');
  if (asked) {
    const best = datasets.find(({ name }) => name === asked.suggestions[0]?.field);
    const cells = [
      null,
      word(lang, 'thisFile'),
      null,
      best ? namedLabel(best, lang) : null,
      null,
      null,
      word(lang, 'pleaseCheck'),
    ];
    return [{ cells, part: 'dataset', number: 0, mark: best ? 'check' : 'choose', asksKey: false }];
  }
  const lines = new Map<string, ColumnLine>();
  for (const { part, columns } of input.parts) {
    const seen = new Map<string, number>();
    for (const [position, column] of columns.entries()) {
      const folded = foldHeader(column.header);
      const number = (seen.get(folded) ?? 0) + 1;
      seen.set(folded, number);
      const question = questions.find((one) => one.table === part && one.position === position);
      const known = lines.get(`${folded}#${number}`);
      if (!known || (question && !known.mark))
        lines.set(`${folded}#${number}`, columnLine(input, column, question, number));
    }
  }
  return [...lines.values()];
}

function columnLine(
  input: ReceiptInput,
  column: ReceiptColumn,
  question: ReceiptQuestion | undefined,
  number: number,
): ColumnLine {
  const { lang, dataset, key, newestBy, proposedKey, questions } = input;
  const suggested = question?.kind === 'column' ? (question.suggestions[0]?.field ?? null) : null;
  const field = dataset?.fields.find(({ name }) => name === (column.field ?? suggested));
  const other = question ? null : column.ignored ? choices.ignore[lang] : choices.extra[lang];
  const yes = (holds: boolean): string | null => (holds ? choices.yes[lang] : null);
  const isKey = key?.kind === 'fields' && column.field !== null && key.fields.includes(column.field);
  const cells = [
    column.label,
    column.header,
    (column.samples ?? []).slice(0, mostSamples).join(word(lang, 'list')),
    field ? namedLabel(field, lang) : other,
    yes(isKey),
    yes(column.field !== null && column.field === newestBy),
    noteOf(input, column, question, proposedKey),
  ];
  const mark = question ? (suggested === null ? 'choose' : 'check') : null;
  const asksKey = questions.some(({ kind }) => kind === 'key') && proposedKey?.includes(column.field ?? '') === true;
  return { cells, part: 'c', number, mark, asksKey };
}

function noteOf(
  { lang, dataset }: ReceiptInput,
  column: ReceiptColumn,
  question: ReceiptQuestion | undefined,
  proposedKey: readonly string[] | null,
): string | null {
  if (question?.kind === 'conflict') return word(lang, 'chooseOne', fieldLabel(dataset, question.field ?? '', lang));
  if (question?.said !== undefined) return word(lang, 'notInList', question.said.slice(0, 100));
  if (question) return word(lang, 'pleaseCheck');
  return column.field !== null && proposedKey?.includes(column.field) ? word(lang, 'proposed') : null;
}
