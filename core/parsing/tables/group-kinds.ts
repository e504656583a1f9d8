/** Rows with a single filled cell by what they may name, and whether the column proves that they name groups. */
import type { HeadingKind } from '../../../schemas/decisions.js';
import type { StagedTable } from '../../../schemas/staging.js';
import type { Merge, SheetRow } from '../cells.js';
import { isColumn } from '../decisions/columns.js';
import { isFootLabel } from './foot-lines.js';
import { isColumnName, namesSame } from './header-words.js';
import { headingAbove } from './heading-above.js';
import { countBehind, countFilled, firstFilled } from './row-kinds.js';
import { isTyped, isYear, shapeOf } from './shapes.js';

/** A row with a single filled cell. */
export interface LoneRow {
  number: number;
  /** 0-based column of the sheet. */
  col: number;
  text: string;
  colour: number;
  /** It stands right above the header, which is repeated for it. */
  isTitle: boolean;
  /** Rows of several cells between the row before it and this one. */
  rowsBefore: number;
}

/** Where the name of a group goes. */
export interface GroupColumn {
  /** 0-based column of the sheet that is blank in all other rows; null = one more, behind the table's own. */
  col: number | null;
  header: string;
}

/** What a person said of the rows of this very file, or of one of its shape. */
export type SaidHeadings = { rows: readonly number[] } | { kinds: readonly HeadingKind[] };

const longestName = 20;
const labelled = /^\s*(?<label>[^:：\d\s][^:：]{0,19}?)\s*(?:：|:(?!\/\/))\s*(?<name>\S.*?)\s*$/su;
/** What hardly a customer is called by. */
const ofGroups =
  /(?:^(?:[华东西南北中]{1,2}部?|.{2,4}大|.{1,4}片)区|地区|^.{2,4}[省市]|[类级]|系列|批次|季度|[\d一二三四五六七八九十]\s*[月年]份?|客户群)$|\b(?:regions?|teams?|territor(?:y|ies)|categor(?:y|ies)|segments?|tiers?)$/iu;
/** What customers may be called by, too. */
const ofUnits =
  /(?:[区部组科处省市县州类级]|分公司|办事处|门店|渠道|团队|客户)$|\b(?:areas?|zones?|groups?|departments?|dept\.?|divisions?|branch(?:es)?|districts?|class|offices?|channels?)$/iu;
const numbered =
  /^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十\d]+[组批期类](?!\p{L})|[A-Z][)、]\s)/u;

/** Lone cells of one column, with one label or without. */
export interface Kind {
  label: string | null;
  col: number;
  rows: LoneRow[];
}

export interface Seen {
  table: StagedTable;
  firstCol: number;
  colours: ReadonlySet<number>;
  sample: readonly SheetRow[];
  above: ReadonlyMap<string, string>;
  tight: ReadonlySet<number>;
  isMerged: (row: LoneRow) => boolean;
  /** Rows of several cells behind the last lone one. */
  rowsBehind: number;
}

/** In the order in which they come: an outer group comes before the groups in it. */
export function kindsOf(found: readonly LoneRow[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const row of found) {
    const label = labelOf(row.text);
    const key = `${row.col}\n${label ?? ''}\n${row.isTitle}\n${isDate(row)}\n${isOpen(row.text)}`;
    const kind = kinds.get(key) ?? { label, col: row.col, rows: [] };
    kind.rows.push(row);
    kinds.set(key, kind);
  }
  return [...kinds.values()];
}

export const isDate = ({ text }: Pick<LoneRow, 'text'>): boolean => shapeOf(text, 0) === 'date' || isYear(text.trim());

/** 未签约客户：, which tells of what follows: no name ends so. */
const isOpen = (text: string): boolean => /[:：]\s*$/u.test(text) && !isFootLabel(text);

/** Days, months and years above the rows are no names, where no other row has one there. */
export const dated = (kind: Kind, seen: Seen): 'doubted' | null =>
  kind.label === null && kind.rows.every(isDate) && !textsBeside(kind, seen).some((text) => isDate({ text }))
    ? 'doubted'
    : null;

export const textOf = ({ cells, count }: SheetRow): string => (cells[firstFilled(cells, count)] ?? '').trim();

export const labelOf = (text: string): string | null => (isFootLabel(text) ? null : anyLabelOf(text));

/** Of lines below a list, too: 日期：. */
export const anyLabelOf = (text: string): string | null => labelled.exec(text)?.groups?.['label']?.trim() ?? null;

export const nameOf = (text: string): string => labelled.exec(text)?.groups?.['name'] ?? text;

/** The kind as it is remembered, where a person said that its rows name groups. */
export function saidOf({ label, col, rows }: Kind, said: SaidHeadings, { table, firstCol }: Seen): HeadingKind | null {
  const own = table.columns[col - firstCol];
  const column = { header: own?.header ?? '', label: own?.label ?? '' };
  const isTitle = rows[0]?.isTitle === true;
  const isSaid =
    'rows' in said
      ? rows.some(({ number }) => said.rows.includes(number))
      : said.kinds.some(
          (kind) =>
            kind.isCoded !== true && kind.label === label && kind.isTitle === isTitle && isColumn(kind.column, column),
        );
  return isSaid ? { column, label, isTitle } : null;
}

/** Where the names go: to the column itself where nothing else stands in it. */
export function columnFor({ label, col }: Kind, found: readonly LoneRow[], seen: Seen): GroupColumn {
  if (label !== null) return { col: null, header: label };
  const own = seen.table.columns[col - seen.firstCol];
  if (isBlankElsewhere(col, found, seen)) return { col, header: own?.header ?? '' };
  return { col: null, header: headingAbove(found.map(({ text }) => text)) };
}

function isBlankElsewhere(col: number, found: readonly LoneRow[], { table, firstCol }: Seen): boolean {
  const filled = Object.values(table.columns[col - firstCol]?.kinds ?? {}).reduce((sum, count) => sum + count, 0);
  return filled === found.filter((row) => row.col === col).length;
}

export function verdict(kind: Kind, found: readonly LoneRow[], seen: Seen): GroupColumn | 'doubted' | null {
  const { label, col, rows } = kind;
  const isFirst = found[0]?.rowsBefore === 0 && found[0] === rows[0];
  const areMerged = rows.every(seen.isMerged);
  const own = seen.table.columns[col - seen.firstCol];
  const isAlone = isBlankElsewhere(col, found, seen);
  if (label !== null) {
    // Rows of several cells write the label before their names, too: it is part of the names.
    if (textsBeside(kind, seen).some((text) => labelOf(text) === label)) return null;
    if (!isAlone && !seen.above.has(label) && restates(label, own?.header ?? '')) return 'doubted';
    const isSure = rows.length > 1 || areMerged || seen.above.has(label) || (isFirst && isColumnName(label));
    if (!isSure || !hasRows(rows, found, seen)) return null;
    // 地址：… below a customer is of the row above it: below none of them, the first row has one above it.
    const isAhead = found.slice(0, found.indexOf(rows[0] as LoneRow) + 1).every(({ rowsBefore }) => rowsBefore === 0);
    const isOfOne = rows.some(({ text }) => /@|\d{5}/u.test(nameOf(text)));
    return (isAhead || seen.above.has(label)) && !isOfOne ? { col: null, header: label } : 'doubted';
  }
  if (rows.every(isDate)) return dated(kind, seen);
  if (rows.every(({ text }) => isOpen(text))) return textsBeside(kind, seen).some(isOpen) ? null : 'doubted';
  if (rows.some(({ text }) => isTyped(shapeOf(text, 0)) || isFootLabel(text))) return null;
  if (isFirst && isAlone && hasRows(rows, found, seen)) {
    // A remark, or the number of the one customer that has one, is not told of the rows below it.
    const isSure = col === seen.firstCol && (rows.length > 1 || !/\d/u.test(rows[0]?.text ?? ''));
    return isSure ? { col, header: own?.header ?? '' } : 'doubted';
  }
  if (!eachHasRows(rows, found, seen)) return null;
  const header = headingAbove(rows.map(({ text }) => text));
  if (rows.every(({ isTitle }) => isTitle))
    return rows.some(({ number }) => seen.tight.has(number)) ? 'doubted' : { col: null, header };
  const isGrouping = rows.some((row) => rowsBelow(found.indexOf(row), found, seen) > 1);
  if (areMerged)
    return (isFirst || rows.length > 1) && isGrouping && !endsAsOthers(kind, seen) ? { col: null, header } : 'doubted';
  // Without one above the first row a customer of whom nothing but the name is known is likelier.
  if (!isFirst || rows.length < 2) return null;
  return isGrouping && looksApart(kind, seen) && !endsAsOthers(kind, seen) ? { col: null, header } : 'doubted';
}

const ofParty = ['Name', 'Company', 'Contact'] as const;
const isParty = (text: string): boolean => ofParty.some((name) => namesSame(name, text));

/** What the label says stands in the column anyway. */
const restates = (label: string, header: string): boolean =>
  namesSame(label, header) || (isParty(label) && isParty(header));

/** By a last word or a numbering that the column has nowhere else; a colour alone marks customers of whom something is missing, too. */
function looksApart(kind: Kind, seen: Seen): boolean {
  const { rows } = kind;
  const others = textsBeside(kind, seen);
  const areAll = (form: RegExp) =>
    rows.every(({ text }) => text.trim().length <= longestName && form.test(text.trim()));
  const isColoured = rows.every(({ colour }) => colour !== 0 && !seen.colours.has(colour));
  const forms = [ofGroups, numbered, ...(isColoured ? [ofUnits] : [])];
  return forms.some((form) => areAll(form) && !others.some((text) => form.test(text.trim())));
}

/** What rows of several cells have in the column. */
const textsBeside = ({ col }: Kind, { sample }: Seen): string[] =>
  sample.filter(({ cells, count }) => countFilled(cells, count) > 1).map(({ cells }) => cells[col] ?? '');

const ending = /\p{Script=Han}{2}$|[\p{Script=Latin}.]{2,}$/u;

/** One of them ends as a name beside other cells does: 公司, Ltd. */
function endsAsOthers(kind: Kind, seen: Seen): boolean {
  const endOf = (text: string): string | undefined => ending.exec(text.trim())?.[0].toLowerCase();
  const others = new Set(textsBeside(kind, seen).map(endOf));
  return kind.rows.some(({ text }) => endOf(text) !== undefined && others.has(endOf(text)));
}

/** Rows of several cells stand right below some of them; or below each. */
const hasRows = (rows: readonly LoneRow[], found: readonly LoneRow[], seen: Seen): boolean =>
  found.some((row, at) => rows.includes(row) && rowsBelow(at, found, seen) > 0) || found.length > rows.length;

const eachHasRows = (rows: readonly LoneRow[], found: readonly LoneRow[], seen: Seen): boolean => {
  const own = new Set(rows);
  return found.every((row, at) => !own.has(row) || rowsBelow(at, found, seen) > 0);
};

/** Each name has the number of its rows behind it: Jane Doe (2 records). */
export const areCounted = (rows: readonly LoneRow[], found: readonly LoneRow[], seen: Seen): boolean =>
  rows.every((row) => Number(countBehind.exec(row.text)?.[1]) === rowsBelow(found.indexOf(row), found, seen));

const rowsBelow = (at: number, found: readonly LoneRow[], { rowsBehind }: Seen): number =>
  found[at + 1]?.rowsBefore ?? rowsBehind;

/** Whether the cell reaches over half of the table's columns. */
export function mergedRows(merges: readonly Merge[], width: number): (row: LoneRow) => boolean {
  const wide = merges.filter(
    (merge) => merge.firstRow === merge.lastRow && merge.lastCol - merge.firstCol + 1 > Math.max(1, width / 2),
  );
  const at = new Set(wide.map(({ firstRow, firstCol }) => `${firstRow} ${firstCol}`));
  return ({ number, col }) => at.has(`${number} ${col}`);
}
