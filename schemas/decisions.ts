/** What people decide about how a file is read, and how it is known again in later files. */

/** A person's word about one table of one file, by its place there. Row numbers are the file's own. */
export interface TableWord {
  /** null = any, and a file without sheets. */
  sheet: string | null;
  /** Read although hidden, a summary or instructions; or left out. null = as found. */
  take: boolean | null;
  /** [] = there is none; null = as found. */
  headerRows: number[] | null;
  /** null = right below the header. */
  firstRow: number | null;
  /** null = to the end. */
  lastRow: number | null;
  /** Rows that name the group of the rows below, one of each kind; [] = there are none, such rows are data; absent = as found. */
  headings?: number[];
  /** Labels of columns in which a blank cell has the value above it; absent = blank is blank. */
  fillDown?: string[];
}

/** A column by the text of its header; without one by its label. */
export interface ColumnName {
  header: string;
  label: string;
}

/** What rows that name groups have in common: their column, and the label before the name (客户：甲公司; null = none). */
export interface HeadingKind {
  column: ColumnName;
  label: string | null;
  /** It stands above a repeat of the header. */
  isTitle: boolean;
  /** A code in the column, and the name beside it: 0101 | 华东 above 0101001 | 甲公司. */
  isCoded?: true;
  /** Of coded ones: codes named one by one, below which none goes on. */
  codes?: string[];
}

/** How a text file is read; what is absent is found from the file. */
export interface TextWord {
  encoding?: string;
  delimiter?: string;
  quote?: string;
}

export interface ReadingWords {
  tables: TableWord[];
  text: TextWord;
}

/** What a table is known by in later files: never by where it stands, always by what stands there. */
export interface TableShape {
  /** The texts of each header row; [] = it has no header. */
  header: string[][];
  width: number;
  /** Filled rows above it. */
  above: number;
  /** Signatures of rows between header and data that are no data. */
  between: string[];
  /** Signature of the first row below the data; null = the data goes to the end. */
  below: string | null;
  /** As in `TableWord`, by what stands there. */
  headings?: HeadingKind[];
  fillDown?: ColumnName[];
}

/** A decision as it is remembered for a source, beside its mapping (docs/archive-format.md). */
export interface ReadingRule {
  said: TableWord;
  text: TextWord;
  /** null = any file: then only what is said of text files, and which sheets are read, holds. */
  shape: TableShape | null;
}

/** Whether rows or cells of a table are spoken of: by places in one file, so that a file is needed to know them by. */
export const saysOfRows = ({
  headerRows,
  firstRow,
  lastRow,
  headings,
  fillDown,
}: Omit<TableWord, 'sheet' | 'take'>): boolean =>
  headerRows !== null || firstRow !== null || lastRow !== null || headings !== undefined || fillDown !== undefined;

/** What was said first, and what was said then: a word said again goes before the one it was. */
export function addedWord(first: TableWord, then: TableWord): TableWord {
  const said = Object.entries(then).filter(([, value]) => value !== null && value !== undefined);
  return { ...first, ...(Object.fromEntries(said) as Partial<TableWord>) };
}

/** Whether a sheet is the one that was meant: names are compared without regard to width, case and blanks around them. */
export const isSheet = (said: string | null, sheet: string | null): boolean =>
  said === null || (sheet !== null && folded(said) === folded(sheet));

const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase();
