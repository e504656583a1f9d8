/** The sheet of a packed file's members: what became of each, and why the others were left out. */
import type ExcelJS from 'exceljs';
import { hint, message } from '../../../schemas/issues/catalogue.js';
import type { Lang } from '../../../schemas/issues/issue.js';
import { sheetNames } from '../../../schemas/receipt.js';
import { cellText } from './cell-text.js';
import type { PackedFacts, ReceiptInput, ReceiptMember } from './input.js';
import { headerStyle, textFormat, wrapped } from './styles.js';
import { word } from './words.js';
import type { Word } from './words.js';

const headers: readonly [Word, width: number][] = [
  ['member', 44],
  ['outcome', 30],
  ['rows', 10],
  ['new', 10],
  ['changed', 10],
  ['unchanged', 10],
  ['toFix', 10],
  ['skipped', 10],
  ['why', 50],
  ['todo', 50],
  ['receipt', 50],
];

export function writeMembers(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  { lang }: ReceiptInput,
  packed: PackedFacts,
): void {
  const sheet = book.addWorksheet(sheetNames.members[lang], { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = headers.map(([, width]) => ({ width, style: { ...wrapped, numFmt: textFormat } }));
  const header = sheet.addRow(headers.map(([name]) => word(lang, name)));
  header.eachCell((cell) => {
    cell.style = headerStyle;
  });
  header.commit();
  for (const member of packed.members) sheet.addRow(memberCells(member, lang)).commit();
  for (const { name, code } of packed.leftOut) {
    const why = [message(code, {}, lang), hint(code, {}, lang)];
    sheet.addRow([cellText(name), word(lang, 'leftOutMember'), null, null, null, null, null, null, ...why]).commit();
  }
  sheet.commit();
}

function memberCells({ name, status, reason, reasonParams, counts, receipt }: ReceiptMember, lang: Lang) {
  const { rows, new: fresh, changed, unchanged, rejected, duplicates, skipped } = counts;
  const told = reason === null ? [null, null] : [message(reason, reasonParams, lang), hint(reason, reasonParams, lang)];
  return [
    cellText(name),
    word(lang, status ?? 'underWay'),
    ...[rows, fresh, changed, unchanged, rejected, skipped + duplicates].map(String),
    ...told,
    receipt === null ? null : cellText(receipt),
  ];
}
