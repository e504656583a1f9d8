/** The sheet 表格确认 / Tables: what the file would read as under each candidate, and a drop-down list per question. */
import type ExcelJS from 'exceljs';
import { choiceText, readingPart } from '../../../schemas/reading-questions.js';
import type { ReadingQuestion, ReadingSubject } from '../../../schemas/reading-questions.js';
import { columnTokenHeader, sheetNames, tablesSheetHeaders, tagSheetName } from '../../../schemas/receipt.js';
import { cellText } from './cell-text.js';
import type { ReceiptInput } from './input.js';
import { badFill, headerStyle, textFormat, wrapped } from './styles.js';
import type { MakeToken } from './to-fix.js';
import { word } from './words.js';
import type { Word } from './words.js';

export const askedWords: Record<ReadingSubject, Word> = {
  encoding: 'askEncoding',
  delimiter: 'askDelimiter',
  header: 'askHeader',
};

/** Lists of the hidden sheet before those of the questions. */
const listsBefore = 3;
const widths = [36, 16, 30, 70, 30, 12];

/** What the drop-down lists offer, one list per question, each under a name. */
export const readingLists = ({ readingQuestions, lang }: ReceiptInput): string[][] =>
  readingQuestions.map(({ about, candidates }, at) => [
    `_reading${at}`,
    ...candidates.map(({ value }) => choiceText(about, value, lang)),
  ]);

export function writeTables(book: ExcelJS.stream.xlsx.WorkbookWriter, input: ReceiptInput, token: MakeToken): void {
  const { lang, delivery, readingQuestions } = input;
  const sheet = book.addWorksheet(sheetNames.tables[lang], { views: [{ state: 'frozen', ySplit: 1 }] });
  const style = { ...wrapped, numFmt: textFormat };
  const headers = [...tablesSheetHeaders[lang], columnTokenHeader];
  sheet.columns = headers.map((_, at) => ({ width: widths[at] ?? 12, style, hidden: at === headers.length - 1 }));
  const header = sheet.addRow(headers);
  header.eachCell((cell) => {
    cell.style = headerStyle;
  });
  header.commit();
  for (const [at, question] of readingQuestions.entries()) {
    const letter = String.fromCodePoint(0x41 + listsBefore + at);
    const last = question.candidates.length + 1;
    writeQuestion(sheet, input, question, token, {
      type: 'list',
      allowBlank: true,
      showErrorMessage: true,
      formulae: [`'${tagSheetName(delivery)}'!$${letter}$2:$${letter}$${last}`],
    });
  }
  sheet.commit();
}

/** A line per candidate; the list stands in the first one. */
function writeQuestion(
  sheet: ExcelJS.Worksheet,
  { lang }: ReceiptInput,
  { about, table, sheet: name, candidates }: ReadingQuestion,
  token: MakeToken,
  list: ExcelJS.DataValidation,
): void {
  for (const [at, { value, preview }] of candidates.entries()) {
    const texts = [word(lang, askedWords[about]), name, choiceText(about, value, lang), preview.join('\n'), null];
    const row = sheet.addRow([
      ...texts.map((text) => (text === null ? null : cellText(text))),
      token(readingPart(about), table),
    ]);
    if (at === 0) {
      row.getCell(5).dataValidation = list;
      row.getCell(5).fill = badFill;
    }
    row.commit();
  }
}
