/** The sheet of issues by kind: how many, what they mean, what to do, where the first ones are. */
import type ExcelJS from 'exceljs';
import { cellOf } from '../../../schemas/cell-place.js';
import { hint, message, placedParams } from '../../../schemas/issues/catalogue.js';
import type { Lang } from '../../../schemas/issues/issue.js';
import { sheetNames } from '../../../schemas/receipt.js';
import { cellText } from './cell-text.js';
import type { IssueKind, ReceiptInput } from './input.js';
import { fieldLabel, labelled } from './labels.js';
import { headerStyle, textFormat, wrapped } from './styles.js';
import { counted, word } from './words.js';

const mostPlaces = 5;
const mostValueChars = 60;
const levels = ['refusal', 'hold', 'error', 'warning', 'info'];

export function writeIssues(book: ExcelJS.stream.xlsx.WorkbookWriter, input: ReceiptInput): void {
  const { lang } = input;
  const sheet = book.addWorksheet(sheetNames.issues[lang], { views: [{ state: 'frozen', ySplit: 1 }] });
  const style = { ...wrapped, numFmt: textFormat };
  sheet.columns = [10, 50, 16, 12, 50, 60].map((width) => ({ width, style }));
  const header = sheet.addRow(
    (['level', 'problem', 'field', 'count', 'hint', 'places'] as const).map((name) => word(lang, name)),
  );
  header.eachCell((cell) => {
    cell.style = headerStyle;
  });
  header.commit();
  const sorted = [...input.issues].sort(
    (a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || b.count - a.count,
  );
  for (const kind of sorted) sheet.addRow(issueRow(kind, input).map(cellText)).commit();
  sheet.commit();
}

function issueRow(kind: IssueKind, { dataset, lang }: ReceiptInput): string[] {
  const params = labelled(placedParams(kind.places[0] ?? {}), dataset, lang);
  return [
    word(lang, kind.level),
    message(kind.code, params, lang),
    kind.field === null ? '' : fieldLabel(dataset, kind.field, lang),
    counted(kind.count),
    hint(kind.code, params, lang),
    kind.places
      .slice(0, mostPlaces)
      .map((place) => placeText(place, lang))
      .join('\n'),
  ];
}

/** `上海!C17 “138”`; a sheet without cells stands alone; for CSV `row 17, column 3 “138”`. */
export function placeText(said: IssueKind['places'][number], lang: Lang): string {
  const { row, column, value, returned } = cellOf(said);
  // The rows of a receipt that came back stand on its own sheet, whatever they were sent on.
  const sheet = returned === true ? sheetNames.toFix[lang] : said.sheet;
  const numbered = column !== null && /^\d/.test(column);
  const inText = [
    row === null ? '' : word(lang, 'row', row),
    numbered ? word(lang, 'column', column) : (column ?? ''),
  ].filter((part) => part !== '');
  const inSheet = `${column ?? ''}${row ?? ''}`;
  const here =
    sheet === null ? inText.join(word(lang, 'list')) : [sheet, inSheet].filter((part) => part !== '').join('!');
  const place = here + (returned === true && said.sheet !== null ? word(lang, 'sentAs', said.sheet) : '');
  if (!value) return place;
  const shown = value.length > mostValueChars ? `${value.slice(0, mostValueChars)}…` : value;
  return `${place} “${shown}”`;
}
