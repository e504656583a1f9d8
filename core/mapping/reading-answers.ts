/** A person's answers out of a returned sheet 表格确认 / Tables, as rows of text. */
import type { ReadingWords } from '../../schemas/decisions.js';
import { foldHeader as fold } from '../../schemas/header-text.js';
import { choiceOf, headerOf, subjectOfPart } from '../../schemas/reading-questions.js';
import { columnTokenHeader, isTokenHeader, tablesSheetHeaders } from '../../schemas/receipt.js';
import { noAnswers } from './answers.js';
import type { Answers, AnswerSheet } from './answers.js';

/** null = the table is no sheet of questions about reading of this workspace, or nothing is answered in it. */
export function readReadingAnswers(sheet: Omit<AnswerSheet, 'datasets'>): Answers | null {
  const place = (number: number): number => {
    const names = [tablesSheetHeaders.en[number], tablesSheetHeaders.zh[number]].map((name) => fold(name ?? ''));
    return sheet.headers.findIndex((header) => names.includes(fold(header)));
  };
  const tokenAt = sheet.headers.findIndex((header) => isTokenHeader(header, columnTokenHeader));
  const [sheetAt, choiceAt] = [place(1), place(4)];
  if (tokenAt < 0 || choiceAt < 0) return null;
  const reading: ReadingWords = { tables: [], text: {} };
  let delivery: string | null = null;
  for (const row of sheet.rows) {
    const token = sheet.readToken((row[tokenAt] ?? '').trim());
    const about = token && subjectOfPart(token.part);
    const text = row[choiceAt] ?? '';
    if (!token || !about || text.trim() === '') continue;
    const known = about === 'header' ? headerOf(row[sheetAt] || null, text) : choiceOf(about, text);
    if (known === null) continue;
    delivery = token.delivery;
    if ('sheet' in known) reading.tables.push(known);
    else Object.assign(reading.text, known);
  }
  return delivery === null ? null : { ...noAnswers(delivery), reading };
}

/** Two sheets of one workbook, or a later workbook after an earlier one: what the later says goes before. */
export function mergedAnswers(earlier: Answers | null, later: Answers): Answers {
  if (earlier === null) return later;
  const { columns, key, newestBy } = later.columns.length > 0 ? later : earlier;
  const reading = mergedReading(earlier.reading, later.reading);
  return { delivery: later.delivery, columns, key, newestBy, dataset: later.dataset ?? earlier.dataset, reading };
}

function mergedReading(earlier: ReadingWords | null, later: ReadingWords | null): ReadingWords | null {
  if (earlier === null || later === null) return later ?? earlier;
  const tables = earlier.tables.filter(({ sheet }) => !later.tables.some((word) => word.sheet === sheet));
  return { tables: [...tables, ...later.tables], text: { ...earlier.text, ...later.text } };
}
