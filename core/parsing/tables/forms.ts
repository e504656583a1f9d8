/**
 * Forms: one customer each, labels beside what they say (客户名称 | 甲公司, 联系人 | 张三), below or beside one another. The labels must be
 * names that columns go by, and have colons, or some of the values are what no explanation of a field is: a number of a phone, an address, a date.
 */
import type { CellNote } from '../cells.js';
import type { Form, FormField, FormSheet } from './form.js';
import { withHeadings } from './form-headings.js';
import { isLabelled } from './frame-lines.js';
import { isColumnName, isFieldName, isFullRow } from './header-words.js';
import { isFootLabel } from './foot-lines.js';
import { inlinePieces } from './inline-fields.js';
import { profilesOf } from './profiles.js';
import type { HeadRow } from './profiles.js';
import { countFilled, firstFilled, textAt } from './row-kinds.js';
import { shapeOf } from './shapes.js';

export const leastLabels = 3;
/** Where each label has its colon. */
const leastInLines = 2;
const mostForms = 100;
/** Of those that each stand in a row: they are one table, and held as a whole. */
export const mostRecords = 10_000;
const longestLabel = 30;
const inline = /^(?<label>[^:：=＝]{1,20})[:：=＝]\s*(?<value>\S.*)$/su;

/** A label without its colon (or 姓名=) and the mark of a required field. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^[*＊]\s*|\s*[*＊]?\s*[:：=＝]?\s*[*＊]?$/gu, '')
    .replaceAll(/\s+/g, ' ');

/** A label alone in its cell, or before a colon and its value. */
const labelIn = (text: string): string | null =>
  isFormLabel(text) ? bare(text) : isInline(text) ? bare(inline.exec(text)?.groups?.['label'] ?? '') : null;

/** All of a cell. */
const labelsIn = (text: string): string[] => inlinePieces(text).flatMap((piece) => labelIn(piece) ?? []);

/** A label says so by its colon, or as 姓名=. */
const hasMark = (text: string): boolean => /[:：=＝]/u.test(text);

/** Without its colon `no` is an answer, and no number. */
export const isFormLabel = (text: string): boolean =>
  text.length <= longestLabel && (hasMark(text) ? isColumnName(bare(text)) : isFieldName(bare(text)));

/** The forms that all rows of a sheet make; `unclear`: there are labels as in forms, but not what belongs to which; null = it is no form. */
export function formsIn(rows: readonly HeadRow[]): FormSheet | 'unclear' | null {
  const filled = rows.filter(({ cells, count }) => countFilled(cells, count) > 0);
  const width = Math.max(0, ...filled.map(({ count }) => count));
  const labelCols = Array.from({ length: width }, (_, col) => col).filter((col) => isLabelColumn(filled, col));
  const [first] = labelCols;
  if (first === undefined || isListBelowFrame(filled)) return null;
  if (isAlternating(filled, first)) return 'unclear';
  if (!isOfForms(filled, labelCols)) return null;
  const values = labelCols.map((col, at) => columnsBetween(filled, col + 1, labelCols[at + 1] ?? width));
  const isBeside = labelCols.length === 1 && (values[0]?.length ?? 0) > 1;
  if (values.some((columns) => columns.length > 1) && !isBeside) return 'unclear';
  const sheets = isBeside
    ? (values[0] ?? []).map((col) => formsOf(filled, [[first, col]]))
    : [
        formsOf(
          filled,
          labelCols.map((col, at) => [col, values[at]?.[0] ?? null]),
        ),
      ];
  if (sheets.some((sheet) => sheet === null)) return 'unclear';
  const forms = sheets.flatMap((sheet) => sheet?.forms ?? []);
  const most = areRecords(forms) ? mostRecords : mostForms;
  if (forms.length === 0 || forms.length > most || !forms.every(isTelling)) return 'unclear';
  return withHeadings({ forms, notes: sheets[0]?.notes ?? [] }, filled);
}

/** The rows so far are a list whose rows say what their values are. */
export function areRecordRows(rows: readonly HeadRow[]): boolean {
  const last = rows.at(-1);
  // Most rows are told by one cell.
  if (!last || !isInline(textAt(last, firstFilled(last.cells, last.count)))) return false;
  const found = formsIn(rows);
  return found !== null && found !== 'unclear' && areRecords(found.forms);
}

const leastRecords = 4;

/** 姓名：张三，电话：138… in each row: a list, whose rows say again and again what their values are. */
export const areRecords = (forms: readonly Form[]): boolean =>
  forms.length >= leastRecords && forms.every(({ firstRow, lastRow }) => firstRow === lastRow);

/** Half of what stands in it are names of columns, in two rows or more. */
function isLabelColumn(rows: readonly HeadRow[], col: number): boolean {
  const texts = rows.map((row) => textAt(row, col)).filter((text) => text !== '');
  const labels = texts.filter((text) => labelIn(text) !== null).length;
  return labels > 1 && labels * 2 >= texts.length;
}

/** In two columns 客户 | 甲, 电话 | 1, 客户 | 乙, 电话 | 2: too few labels for a form, and no header of a table, which names its second column as well. */
function isAlternating(rows: readonly HeadRow[], col: number): boolean {
  const texts = rows.map((row) => textAt(row, col));
  const period = texts.indexOf(texts[0] ?? '', 1);
  const isHeader = rows.some((row) => isFormLabel(textAt(row, col + 1)) || countFilled(row.cells, row.count) > 2);
  return (
    period === 2 &&
    rows.length > 3 &&
    !isHeader &&
    texts.every((text, at) => isFormLabel(text) && text === texts[at % 2])
  );
}

/** Nothing stands before the labels, no two of them stand side by side as in a header, and nothing but titles above the first. */
function isOfForms(rows: readonly HeadRow[], labelCols: readonly number[]): boolean {
  const [firstCol = 0] = labelCols;
  const labelled = rows.filter((row) => labelCols.some((col) => labelIn(textAt(row, col)) !== null));
  const found = new Set(labelled.flatMap((row) => labelCols.flatMap((col) => labelsIn(textAt(row, col)))));
  if (isUnderHeader(rows)) return false;
  const least = areLines(rows.slice(rows.indexOf(labelled[0] as HeadRow)))
    ? leastInLines
    : leastLabels + (labelled.length > 2 ? 0 : 1);
  if (found.size < least) return false;
  const above = rows.slice(0, rows.indexOf(labelled[0] as HeadRow));
  const areTitles = above.every((row) => countFilled(row.cells, row.count) === 1 || isFoot(row));
  const stands = (row: HeadRow): boolean =>
    countFilled(row.cells, row.count) === 1 || firstFilled(row.cells, row.count) >= firstCol;
  const isHeader = (row: HeadRow): boolean =>
    row.cells.some((_, col) => isFormLabel(textAt(row, col)) && isFormLabel(textAt(row, col + 1)));
  return areTitles && rows.every(stands) && !rows.some(isHeader);
}

/** Each filled cell is a label, its colon and its value. */
const areLines = (rows: readonly HeadRow[]): boolean =>
  rows.every(({ cells, count }) =>
    cells.slice(0, count).every((cell) => (cell ?? '').trim() === '' || isInline(cell?.trim() ?? '')),
  );

/** Labels with their values in lines (部门：销售部 | 日期：…) above one row of names, and not a name in what follows: a list. */
function isListBelowFrame(rows: readonly HeadRow[]): boolean {
  const at = rows.findIndex((row) => !isLabelled(row) && countFilled(row.cells, row.count) > 1);
  const [header, ...below] = rows.slice(Math.max(0, at));
  if (at < 1 || !header || below.length === 0 || !rows.slice(0, at).some(isLabelled)) return false;
  const texts = (row: HeadRow): string[] => row.cells.slice(0, row.count).map((cell) => (cell ?? '').trim());
  const names = texts(header).filter((text) => isFormLabel(text) && !hasMark(text));
  const [profile] = profilesOf([header]);
  if (names.length < 2 || !profile || !isFullRow(profile, header)) return false;
  return !below.some((row) => texts(row).some((text) => labelIn(text) !== null && !isFoot(row)));
}

/** A single column whose header has no colon, whatever its cells begin with. */
const isUnderHeader = (rows: readonly HeadRow[]): boolean =>
  rows.every(({ cells, count }) => countFilled(cells, count) === 1) &&
  rows.some((row) => row.cells.some((cell) => isFormLabel(cell?.trim() ?? '') && !hasMark(cell ?? '')));

const isFoot = (row: HeadRow): boolean => isFootLabel(textAt(row, firstFilled(row.cells, row.count)));

/** Those that are filled in rows with a label or a value, titles aside. */
function columnsBetween(rows: readonly HeadRow[], from: number, to: number): number[] {
  const own = rows.filter(({ cells, count }) => countFilled(cells, count) > 1);
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at).filter((col) =>
    own.some((row) => textAt(row, col) !== '' && !isFoot(row)),
  );
}

type Pair = readonly [label: number, value: number | null];

/** One form below the other: the next begins with the label that the first began with. null = a text stands where nobody knows what it belongs to. */
function formsOf(rows: readonly HeadRow[], pairs: readonly Pair[]): FormSheet | null {
  const forms: Form[] = [];
  const notes: number[] = [];
  for (const row of rows) {
    const found = pairs.flatMap((pair) => fieldsOf(row, pair));
    // 备注 and 日期 may be labels as well as begin a line below: then they are labels.
    const fields = isFoot(row) && !found.some(({ label }) => isFormLabel(label)) ? [] : found;
    if (fields.length === 0) {
      const isTitle =
        countFilled(row.cells, row.count) === 1 &&
        textAt(row, firstFilled(row.cells, row.count)).length <= longestLabel * 2;
      if ((!isTitle && !isFoot(row)) || (forms.length > 0 && mayContinue(row, pairs))) return null;
      notes.push(row.number);
      continue;
    }
    const last = forms.at(-1);
    const begins = last === undefined || last.fields[0]?.label === fields[0]?.label;
    const form = begins ? { fields: [], firstRow: row.number, lastRow: row.number } : last;
    if (begins) forms.push(form);
    form.fields.push(...fields);
    form.lastRow = row.number;
  }
  return { forms: forms.filter(({ fields }) => fields.some(({ text }) => text !== null)), notes };
}

/** A text alone below a value, or a text with digits that is no numbered heading: the next line of an address. */
function mayContinue(row: HeadRow, pairs: readonly Pair[]): boolean {
  const at = firstFilled(row.cells, row.count);
  if (countFilled(row.cells, row.count) !== 1 || isFoot(row)) return false;
  const isBelowValue = pairs.some(([, value]) => value === at);
  return isBelowValue || /\S.*\d/u.test(textAt(row, at).replace(/^[第(（]?\d{1,2}[)）.、．\s]/u, ''));
}

/** A label with what stands beside it, or those in one cell with their values; none = there is no label in the row. A text alone that names nothing is a heading. */
function fieldsOf(row: HeadRow, [label, value]: Pair): FormField[] {
  const text = textAt(row, label);
  const told = value === null ? '' : textAt(row, value);
  if (isInline(text) && (told === '' || isInline(told)))
    return [label, ...(told === '' ? [] : [value ?? label])].flatMap((col) =>
      inlinePieces(textAt(row, col)).map((piece) => inlineField(row, col, piece)),
    );
  if (text === '' || (told === '' && !isFormLabel(text))) return [];
  const col = value ?? label;
  return [
    {
      label: bare(text),
      hasColon: hasMark(text),
      text: told === '' ? null : (row.cells[col] ?? null),
      kind: row.kinds?.[col] ?? 0,
      row: row.number,
      col,
      notes: notesOf(row, col),
    },
  ];
}

function inlineField(row: HeadRow, col: number, piece: string): FormField {
  const { label = piece, value = null } = inline.exec(piece)?.groups ?? {};
  return { label: bare(label), hasColon: true, text: value, kind: 0, row: row.number, col, notes: notesOf(row, col) };
}

function notesOf(row: HeadRow, col: number): CellNote[] {
  const notes = row.notes.slice(0, row.noteCount).filter((note) => note.col === col);
  if (row.struck) notes.push({ col, flag: 'struck', raw: null });
  if (row.hidden) notes.push({ col, flag: 'hidden', raw: null });
  return notes;
}

export const isInline = (text: string): boolean => isFormLabel(inline.exec(text)?.groups?.['label'] ?? '');

/** Some value is what no explanation of a field is, or each label has its colon; and no value is the name of a field. */
function isTelling({ fields }: Form): boolean {
  const filled = fields.filter(({ text }) => text !== null);
  const haveColons = fields.every(({ hasColon }) => hasColon);
  const isStrong = ({ text, kind }: FormField): boolean => {
    const shape = shapeOf(text, kind);
    return (
      shape === 'email' ||
      shape === 'date' ||
      /\d(?:[\s-]?\d){6}/.test(text ?? '') ||
      /^(?:https?:|www\.)/i.test(text ?? '')
    );
  };
  return (
    filled.length >= (haveColons ? leastInLines : leastLabels) &&
    (filled.some(isStrong) || haveColons) &&
    !filled.some(({ text }) => isFormLabel(text ?? ''))
  );
}
