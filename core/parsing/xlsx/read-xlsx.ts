/** Reads a workbook: rows go to the sink, everything else is the answer. Pure JavaScript, for a pool thread. */
import type { FileIssue, ParseLimits, Refused } from '../../../schemas/staging.js';
import type { Asides, CellPlace, Merge, RawSink, RowSink, SheetInfo } from '../cells.js';
import { IssueList, Refusal } from '../refusal.js';
import { readCellPictures } from './book/cell-pictures.js';
import { listActiveContent, refuseDoctypes } from './book/active-content.js';
import { readCommented } from './book/comments.js';
import { drawingsOf } from './book/drawings.js';
import type { Drawings } from './book/drawings.js';
import { readLinks } from './book/links.js';
import { markedRange, readMarkedRanges } from './book/marked-ranges.js';
import { readRelationships } from './book/relationships.js';
import { readSharedStrings } from './book/shared-strings.js';
import type { StringTable } from './book/string-table.js';
import { readWorkbook } from './book/workbook.js';
import type { BookSheet, SheetState, Workbook } from './book/workbook.js';
import type { SeenRows } from './scan/seen-rows.js';
import { lastColumnOfSheet } from './scan/sheet-size.js';
import { SheetScanner } from './scan/sheet-scanner.js';
import type { SheetRules } from './scan/sheet-scanner.js';
import { tellFindings } from './findings.js';
import { readStyles } from './styles/styles.js';
import type { CellStyle } from './styles/styles.js';
import type { CellValues } from './values/cell-values.js';
import { StoredValues } from './values/stored.js';
import { asUtf8 } from './xml/decode.js';
import { ZipPackage } from './zip/package.js';

export interface XlsxOptions {
  limits: ParseLimits;
  /** Name, or 0-based number as text; absent = all sheets. */
  sheet?: string;
  /** How cells are told; absent = as stored. */
  values?: (styles: readonly CellStyle[], date1904: boolean) => CellValues;
}

export interface XlsxSheet {
  index: number;
  name: string;
  state: SheetState;
}

export interface XlsxRead {
  ok: true;
  issues: FileIssue[];
  sheets: XlsxSheet[];
  date1904: boolean;
  drawings: Drawings | null;
  asides: Asides[];
}

export type XlsxOutcome = XlsxRead | Refused;

/** Throws only for bugs and for what the file system says. */
export async function readXlsx(path: string, sink: RowSink | RawSink, options: XlsxOptions): Promise<XlsxOutcome> {
  let zip: ZipPackage | null = null;
  try {
    zip = await ZipPackage.open(path, options.limits);
    return await readPackage(zip, sink, options);
  } catch (error) {
    if (error instanceof Refusal) return error.toOutcome();
    throw error;
  } finally {
    await zip?.close();
  }
}

async function readPackage(zip: ZipPackage, sink: RowSink | RawSink, options: XlsxOptions): Promise<XlsxOutcome> {
  await refuseDoctypes(zip);
  const book = await readWorkbook(zip);
  const chosen = chooseSheets(book, options.sheet);
  const issues = new IssueList();
  for (const issue of await listActiveContent(zip, book.sheets)) issues.add(issue);
  const rules = await rulesFor(zip, book, options);
  const asides: Asides[] = [];
  for (const sheet of chosen) {
    asides.push(...(await readSheet(zip, book, sheet, sink, rules, issues)));
  }
  const sheets = book.sheets.map(({ index, name, state }) => ({ index, name, state }));
  const drawings = drawingsOf(zip.entries.keys());
  return { ok: true, issues: issues.items, sheets, date1904: book.date1904, drawings, asides };
}

function chooseSheets(book: Workbook, wanted: string | undefined): BookSheet[] {
  if (wanted === undefined) return book.sheets;
  const named = book.sheets.find((sheet) => sheet.name === wanted);
  const numbered = /^\d{1,6}$/.test(wanted) ? book.sheets[Number(wanted)] : undefined;
  const found = named ?? numbered;
  if (!found) throw new Refusal('sheet-not-found', { sheets: book.sheets.length });
  return [found];
}

/** Those that hold for each of its sheets. */
type BookRules = Omit<SheetRules, 'links'>;

async function rulesFor(zip: ZipPackage, book: Workbook, options: XlsxOptions): Promise<BookRules> {
  const { limits } = options;
  const styles = await readStyles(zip, book.styles);
  const maxStringBytes = limits.maxCellChars * 8 + (64 << 10);
  const strings: StringTable = await readSharedStrings(zip, book.sharedStrings, {
    maxInflatedBytes: limits.maxInflatedBytes,
    maxStringBytes,
  });
  const struck = styles.some((style) => style.struck);
  return {
    values: options.values?.(styles, book.date1904) ?? new StoredValues(styles, book.date1904),
    strings,
    struckStyles: struck ? Uint8Array.from(styles, (style) => (style.struck ? 1 : 0)) : null,
    colours: coloursOf(styles),
    pictures: await readCellPictures(zip, book),
    // Shown is what stands there before anybody calculates.
    uncalculated: book.uncalculated && options.values === undefined,
    maxColumns: Math.min(limits.maxColumns, lastColumnOfSheet),
    maxRows: limits.maxRows,
    maxCellChars: limits.maxCellChars,
    maxPendingBytes: maxStringBytes,
  };
}

/** More colours than anybody marks rows with. */
const mostColours = 1_000;

/** null = no style has a background; colours past the most count as none. */
function coloursOf(styles: readonly CellStyle[]): Uint16Array | null {
  if (styles.every(({ colour }) => colour === 0)) return null;
  return Uint16Array.from(styles, ({ colour }) => (colour > mostColours ? 0 : colour));
}

/** Answers what its cells have beside their texts; nothing of a sheet that is not wanted. */
async function readSheet(
  zip: ZipPackage,
  book: Workbook,
  sheet: BookSheet,
  sink: RowSink | RawSink,
  rules: BookRules,
  issues: IssueList,
): Promise<Asides[]> {
  if (sheet.kind !== 'worksheet' && sheet.kind !== '') {
    issues.add({ code: 'sheet-not-cells', sheet: sheet.name, params: { kind: sheet.kind } });
    return [];
  }
  if (!sheet.entry) {
    issues.add({ code: 'sheet-missing', sheet: sheet.name });
    return [];
  }
  const relations = await readRelationships(zip, sheet.entry.name);
  let marked = await readMarkedRanges(zip, book, sheet, relations);
  const links = await readLinks(zip, sheet.entry, relations);
  let merges: readonly Merge[] | null = null;
  let doubted: SeenRows | null = null;
  let { uncalculated } = rules;
  for (;;) {
    const { index, name } = sheet;
    const info: SheetInfo = { index, name, hidden: sheet.state !== 'visible', labels: 'letters', merges, marked };
    const begin = (start: CellPlace | null): boolean => sink.sheet(start ? { ...info, start } : info);
    const scanner: SheetScanner = new SheetScanner(sink, { ...rules, links, uncalculated }, begin, doubted);
    for await (const chunk of asUtf8(zip.stream(sheet.entry))) {
      scanner.feed(chunk);
      if (scanner.unwanted) break;
    }
    scanner.finish();
    if (scanner.unwanted) return [];
    const filter = markedRange(scanner.filter, { isTable: false, hasTotals: false });
    if (filter) marked = [...marked, filter];
    doubted = scanner.twice;
    if (scanner.misjudged) uncalculated = false;
    const doubts = doubted !== null || scanner.misjudged;
    const end = { merges: scanner.merges, hiddenColumns: scanner.hiddenColumns, marked, doubts };
    const answer = sink.endSheet(end);
    if (answer === 'done' || merges !== null) {
      tellFindings(sheet.name, scanner.findings, issues);
      return [
        { code: 'cell-comments', sheetIndex: index, rows: await readCommented(zip, relations) },
        { code: 'cell-links', sheetIndex: index, rows: scanner.linkedRows },
      ];
    }
    merges = scanner.merges;
  }
}
