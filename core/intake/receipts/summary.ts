/** The first sheet: what came of the delivery and what to do next. */
import type ExcelJS from 'exceljs';
import { hint, message } from '../../../schemas/issues/catalogue.js';
import { isAnswers } from '../../../schemas/outcomes.js';
import { skippedRows } from '../../../schemas/reading.js';
import { isOwnHeader, sheetNames, summaryTitle } from '../../../schemas/receipt.js';
import { cellText } from './cell-text.js';
import { localMinute } from '../../../schemas/local-time.js';
import type { ReceiptInput } from './input.js';
import { fieldLabel, labelled } from './labels.js';
import { dialectText, encodingText, notTakenTexts, skippedText, tableText } from './reading-text.js';
import { bold, textFormat, wrapped } from './styles.js';
import { totalsLines } from './totals-lines.js';
import { counted, word } from './words.js';
import type { Word } from './words.js';

/** What the sheet of rows to fix could not hold. */
export interface Overflow {
  /** Rows in further workbooks, and their names. */
  rows: number;
  files: readonly string[];
  /** Rows in no workbook. */
  untold: number;
}

type Line = [label: string, value: string];

export function writeSummary(book: ExcelJS.stream.xlsx.WorkbookWriter, input: ReceiptInput, overflow: Overflow): void {
  const { lang } = input;
  const sheet = book.addWorksheet(sheetNames.summary[lang], { views: [{ showGridLines: false }] });
  sheet.columns = [
    { width: 24, style: { ...bold, ...wrapped } },
    { width: 100, style: { ...wrapped, numFmt: textFormat } },
  ];
  sheet.addRow([summaryTitle[lang], input.delivery]).commit();
  for (const [label, value] of summaryLines(input, overflow)) sheet.addRow([label, cellText(value)]).commit();
  sheet.commit();
}

/** The lines in order; also the receipt as text. */
export function summaryLines(input: ReceiptInput, overflow: Overflow): Line[] {
  const tell = (name: Word, value: string | null): Line[] =>
    value === null || value === '' ? [] : [[word(input.lang, name), value]];
  const { lang, dataset } = input;
  return [
    ...tell('file', input.fileName),
    ...tell('packedIn', input.packedIn),
    ...tell('outcome', word(lang, outcomeOf(input))),
    ...reasonLines(input),
    ...tell('answered', (input.answered ?? []).join('\n')),
    ...tell('sameAs', input.duplicateOf),
    ...(input.undone ? [] : todoLines(input, overflow)),
    ...(input.status === 'committed' && !isAnswers(input.reason) ? [...countLines(input), ...totalsLines(input)] : []),
    ...input.corrects.flatMap(({ fileName, rows }) =>
      tell('corrects', word(lang, 'correctsRows', fileName, counted(rows))),
    ),
    ...tell('received', word(lang, 'atZone', localMinute(input.landedAt, input.timeZone), input.timeZone)),
    ...tell('batch', input.batch && (input.undone ? input.batch : word(lang, 'batchUndo', input.batch))),
    ...tell('source', input.source),
    ...tell('dataset', dataset && dataset.label[lang]),
    // A workbook of answers only brought no rows, and its own sheets are no tables.
    ...(isAnswers(input.reason) ? [] : readingLines(input)),
    ...tell('kept', input.keptUntil),
  ];
}

const outcomeOf = ({ reason, status, undone }: ReceiptInput): Word =>
  undone ? 'undone' : reason === 'reading-unsure' || isAnswers(reason) ? reason : status;

function reasonLines({ reason, reasonParams, dataset, lang }: ReceiptInput): Line[] {
  if (reason === null) return [];
  const params = labelled(reasonParams, dataset, lang);
  const todo = hint(reason, params, lang);
  return [
    [word(lang, 'why'), message(reason, params, lang)],
    ...(todo ? [[word(lang, 'todo'), todo] satisfies Line] : []),
  ];
}

const missingWords = { required: 'missingHow', key: 'missingKeyHow' } as const;

function todoLines(input: ReceiptInput, overflow: Overflow): Line[] {
  const { lang, dataset, questions, proposedKey } = input;
  const todo = (text: string): Line => [word(lang, 'todo'), text];
  const strays = input.issues
    .filter(({ code }) => code === 'other-dataset')
    .flatMap(({ places }) => places.slice(0, 1));
  const labels = (fields: readonly string[]): string =>
    fields.map((field) => fieldLabel(dataset, field, lang)).join(' + ');
  const missing = questions.flatMap(({ kind, field }) =>
    field && (kind === 'required' || kind === 'key') ? [{ field, how: missingWords[kind] }] : [],
  );
  return [
    ...strays.map(({ params }) =>
      todo(message('other-dataset', params, lang) + word(lang, 'space') + hint('other-dataset', params, lang)),
    ),
    ...(input.readingQuestions.length > 0 ? [todo(word(lang, 'tablesHow'))] : []),
    ...(questions.length > 0 ? [todo(word(lang, 'columnsHow'))] : []),
    ...missing.map(({ field, how }): Line => [word(lang, 'missing'), word(lang, how, labels([field]))]),
    ...(input.rejected ? [todo(word(lang, isAllResolved(input) ? 'allResolved' : 'fixHow'))] : []),
    ...(overflow.rows > 0 ? [todo(word(lang, 'more', counted(overflow.rows), overflow.files.join(', ')))] : []),
    ...(overflow.untold > 0 ? [todo(word(lang, 'untold', counted(overflow.untold), input.delivery))] : []),
    ...(proposedKey ? [todo(word(lang, questions.length > 0 ? 'keyOf' : 'keyHow', labels(proposedKey)))] : []),
  ];
}

const isAllResolved = ({ counts, resolved }: ReceiptInput): boolean =>
  counts.rejected > 0 && resolved >= counts.rejected;

function countLines({ counts, resolved, skippedRows, lang, ...input }: ReceiptInput): Line[] {
  const skipped = counts.skipped + counts.duplicates;
  const others = skippedRows.filter(({ reason }) => reason !== 'duplicate');
  const told = skippedText([{ reason: 'duplicate', count: counts.duplicates }, ...others], lang);
  const five: [Word, number][] = [
    ['new', counts.new],
    ['changed', counts.changed],
    ['unchanged', counts.unchanged],
    ['toFix', counts.rejected],
    ['skipped', skipped],
  ];
  const equation = (name: Word, ...numbers: number[]): Line => [
    word(lang, 'check'),
    word(lang, name, ...numbers.map(counted)),
  ];
  const { gone = 0, overruled = 0, source, batch } = input;
  const beside: Line[] = [];
  if (overruled > 0)
    beside.push([word(lang, 'overruled'), word(lang, 'overruledRows', counted(overruled), batch ?? '')]);
  if (gone > 0) beside.push([word(lang, 'gone'), word(lang, 'goneRows', counted(gone), source.replaceAll("'", "''"))]);
  return [
    ...five.map(([name, count]): Line => [word(lang, name), counted(count)]),
    ...(resolved > 0
      ? [[word(lang, 'resolved'), word(lang, 'resolvedOf', counted(resolved), counted(counts.rejected))] satisfies Line]
      : []),
    ...(told === '' ? [] : [[word(lang, 'skippedBecause'), told] satisfies Line]),
    equation('rowsEquation', counts.rows, counts.accepted, counts.rejected, skipped),
    equation('acceptedEquation', counts.accepted, counts.new, counts.changed, counts.unchanged),
    ...beside,
  ];
}

/** The tables taken, one below the other, and what was not taken, each with the reason. */
function tableLines({ reading, lang, status }: Pick<ReceiptInput, 'reading' | 'lang' | 'status'>): Line[] {
  if (!reading) return [];
  const taken = reading.tables.filter(({ notTaken }) => notTaken === null);
  const lines: [Word, string[]][] = [
    ['tables', taken.map((table) => tableText(table, lang))],
    ['notTaken', notTakenTexts(reading, lang)],
    ['skippedBecause', status === 'committed' ? [] : [skippedText(skippedRows(taken), lang)]],
  ];
  return lines.flatMap(([name, texts]): Line[] => {
    const text = texts.join('\n');
    return text === '' ? [] : [[word(lang, name), text]];
  });
}

/** How the file was read: tables, columns, key. */
function readingLines({
  lang,
  dataset,
  key,
  mappingVersion,
  parts,
  newestBy,
  reading,
  ...input
}: ReceiptInput): Line[] {
  const line = (name: Word, texts: readonly string[]): Line[] =>
    texts.length > 0 ? [[word(lang, name), texts.join(word(lang, 'list'))]] : [];
  const asked = new Set(input.questions.map(({ table, position }) => `${table}:${position ?? ''}`));
  const told = parts.flatMap(({ part, columns }) => columns.filter((_, at) => !asked.has(`${part}:${at}`)));
  const columns = [...new Map(told.map((column) => [column.header, column])).values()];
  const headers = (ignored: boolean): string[] =>
    columns
      .filter(({ field, header, ignored: left }) => field === null && !isOwnHeader(header) && Boolean(left) === ignored)
      .map(({ header, label }) => header || label);
  const keyText =
    key?.kind === 'fields'
      ? key.fields.map((field) => fieldLabel(dataset, field, lang)).join(' + ')
      : word(lang, 'noKey');
  return [
    ...line('encoding', reading ? [encodingText(reading, lang) ?? ''].filter(Boolean) : []),
    ...line('dialect', reading ? [dialectText(reading, lang) ?? ''].filter(Boolean) : []),
    ...tableLines({ reading, lang, status: input.status }),
    ...line('mapping', mappingVersion === null ? [] : [word(lang, 'mappingVersion', mappingVersion)]),
    ...line('key', key === null || parts.length === 0 ? [] : [keyText]),
    ...line('newestBy', newestBy === null ? [] : [fieldLabel(dataset, newestBy, lang)]),
    ...line('extra', parts.length > 0 ? headers(false) : []),
    ...line('leftOut', parts.length > 0 ? headers(true) : []),
  ];
}
