/** The blank workbook of a dataset to hand out, so that wrong data does not arise. */
import ExcelJS from 'exceljs';
import type { DatasetDef, FieldDef } from '../../../schemas/datasets/dataset.js';
import type { Lang } from '../../../schemas/issues/issue.js';
import { choicesSheetName } from '../../../schemas/receipt.js';
import { choicesOf } from './choices.js';
import { writeNotes } from './notes.js';
import { headerStyle, numberFormat, requiredFill, widthOf } from './styles.js';
import { templateWords } from './words.js';

/** Rows below the header that have drop-down lists and checks. */
export const preparedRows = 10_000;

/** Header of a field: its label, with a mark when a row without it is returned. Our own mapping reads it back exactly. */
export const templateHeader = (field: FieldDef, lang: Lang): string => field.label[lang] + (field.required ? ' *' : '');

/** The workbook as bytes (.xlsx). The first sheet is the one to fill in, the second explains every column. */
export async function blankWorkbook(dataset: DatasetDef, lang: Lang): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.creator = book.lastModifiedBy = 'Sheetkeep';
  const sheet = book.addWorksheet(dataset.label[lang].replace(/[[\]:*?/\\]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  writeHeader(sheet, dataset, lang);
  writeNotes(book.addWorksheet(templateWords[lang].notes), dataset, lang);
  const lists = writeChoices(book, dataset, lang);
  for (const [at, field] of dataset.fields.entries()) addCheck(sheet, at, checkOf(field, lists.get(field.name), lang));
  return new Uint8Array(await book.xlsx.writeBuffer({ useStyles: true, useSharedStrings: true }));
}

/** Formats stand on whole columns, so an empty sheet stays small. */
function writeHeader(sheet: ExcelJS.Worksheet, { fields }: DatasetDef, lang: Lang): void {
  sheet.columns = fields.map((field) => ({
    width: widthOf(field.label[lang]),
    style: { numFmt: numberFormat(field.type) },
  }));
  const row = sheet.addRow(fields.map((field) => templateHeader(field, lang)));
  for (const [at, field] of fields.entries()) {
    row.getCell(at + 1).style = field.required ? { ...headerStyle, fill: requiredFill } : headerStyle;
  }
}

/** Writes the choices into a sheet that nobody sees, one column per field; answers the range of each as a formula. */
function writeChoices(book: ExcelJS.Workbook, { fields }: DatasetDef, lang: Lang): Map<string, string> {
  const ranges = new Map<string, string>();
  const lists = fields.flatMap((field) => {
    const choices = choicesOf(field, lang);
    return choices ? [{ field, choices }] : [];
  });
  if (lists.length === 0) return ranges;
  const sheet = book.addWorksheet(choicesSheetName, { state: 'veryHidden' });
  for (const [at, { field, choices }] of lists.entries()) {
    const column = sheet.getColumn(at + 1);
    column.values = [`_${field.name}`, ...choices];
    ranges.set(field.name, `'${choicesSheetName}'!$${column.letter}$2:$${column.letter}$${choices.length + 1}`);
  }
  return ranges;
}

/** What Excel checks while typing: lists strictly unless the field is open, numbers and dates with a warning. */
function checkOf(field: FieldDef, range: string | undefined, lang: Lang): ExcelJS.DataValidation | null {
  const words = templateWords[lang];
  const told = { allowBlank: true, errorTitle: field.label[lang].slice(0, 32) };
  if (range !== undefined) {
    const strict = field.open !== true;
    return { ...told, type: 'list', formulae: [range], showErrorMessage: strict, error: words.notListed };
  }
  const warns = { ...told, showErrorMessage: true, errorStyle: 'warning', operator: 'greaterThan' } as const;
  if (['money', 'decimal', 'integer'].includes(field.type))
    return { ...warns, type: 'decimal', formulae: [-1e15], error: words.notNumber };
  if (field.type === 'date' || field.type === 'datetime')
    return { ...warns, type: 'date', formulae: [new Date(Date.UTC(1900, 2, 1))], error: words.notDate };
  return null;
}

/** One entry for the whole column; exceljs offers it per cell only in its types. */
function addCheck(sheet: ExcelJS.Worksheet, at: number, check: ExcelJS.DataValidation | null): void {
  if (!check) return;
  const { letter } = sheet.getColumn(at + 1);
  const { dataValidations } = sheet as unknown as {
    dataValidations: { add(range: string, check: ExcelJS.DataValidation): void };
  };
  dataValidations.add(`${letter}2:${letter}${preparedRows + 1}`, check);
}
