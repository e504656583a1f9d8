/** What a person said of the rows of a table: which name groups, and which columns hold for the rows below. */
import { isSheet } from '../../../schemas/decisions.js';
import type { HeadingKind, TableShape, TableWord } from '../../../schemas/decisions.js';
import type { ParseHints, StagedTable } from '../../../schemas/staging.js';
import type { SheetInfo, SheetRow } from '../cells.js';
import { isHere, wordHere } from '../decisions/entries.js';
import type { Entry } from '../decisions/entries.js';
import type { IssueList } from '../refusal.js';
import { columnsToFill, DownFiller, groupStarts } from './fill-down.js';
import type { SaidHeadings } from './group-kinds.js';
import type { Layout } from './layout.js';
import type { HeadRow } from './profiles.js';
import { columnLabel } from './column-label.js';

/** Rows and columns that were said by place, and that no table has. */
export interface Missing {
  word: TableWord;
  what: string[];
}

export class SaidRows {
  private readonly entry: Entry | null;
  private readonly info: SheetInfo;
  private readonly layout: Layout;
  private readonly issues: IssueList;
  private readonly filler: DownFiller | null;
  private readonly missingColumns: string[];

  constructor(entry: Entry | null, layout: Layout, info: SheetInfo, issues: IssueList) {
    this.entry = entry;
    this.info = info;
    this.layout = layout;
    this.issues = issues;
    const { found, missing } = entry
      ? columnsToFill(entry.word, isHere(entry, 'fillDown') ? null : entry.shape, columnsOf(layout, info))
      : { found: [], missing: [] };
    this.filler = found.length > 0 ? new DownFiller(found) : null;
    this.missingColumns = missing;
    for (const what of entry && !isHere(entry, 'fillDown') ? missing : [])
      issues.add({ code: 'decided-not-found', sheet: info.name, params: { what } });
  }

  /** Rows must come as rows: some cells have the value above them. */
  get fills(): boolean {
    return this.filler !== null;
  }

  fill(row: SheetRow): readonly number[] {
    return this.filler?.fill(row) ?? [];
  }

  get headings(): SaidHeadings | null {
    const { entry } = this;
    if (entry?.word.headings === undefined) return null;
    return isHere(entry, 'headings') ? { rows: entry.word.headings } : { kinds: entry.shape?.headings ?? [] };
  }

  /** null = nothing was said of this very file. */
  missing(isHeading: (row: number) => boolean): Missing | null {
    const { entry, missingColumns } = this;
    const here = entry && wordHere(entry);
    if (!entry || !here) return null;
    const rows = (here.headings ?? []).filter((number) => !isHeading(number));
    return { word: here, what: [...rows.map(String), ...(isHere(entry, 'fillDown') ? missingColumns : [])] };
  }

  /** What later files are known to have been decided about; `kinds`: of the headings that were found. */
  remembered(kinds: HeadingKind[] | null): Pick<TableShape, 'headings' | 'fillDown'> {
    const { entry, filler } = this;
    const said = entry?.word.headings;
    const known = entry && !isHere(entry, 'headings') ? entry.shape?.headings : undefined;
    const headings = kinds ?? (said?.length === 0 ? [] : known);
    return { ...(said && headings && { headings }), ...(filler && { fillDown: [...filler.columns] }) };
  }

  /** Columns that were filled, and those that may be meant to be. */
  tell(table: StagedTable, sample: readonly HeadRow[]): void {
    const { info, issues, filler, layout } = this;
    if (filler) {
      if (filler.filled === 0) return;
      const columns = filler.columns.map(({ header, label }) => header || label).join(', ');
      issues.add({ code: 'filled-down', sheet: info.name, params: { columns, cells: filler.filled } });
      return;
    }
    for (const { label } of groupStarts(table, sample, layout.firstCol))
      issues.add({ code: 'maybe-fill-down', sheet: info.name, row: table.firstRow, column: label });
  }
}

/** Header rows that were said of this very file, and that are the header of no table of it. */
export function missingHeaders(
  tables: readonly Pick<StagedTable, 'sheet' | 'headerRows'>[],
  { words }: Pick<ParseHints, 'words'>,
): [TableWord, string[]][] {
  return (words?.tables ?? []).flatMap((word): [TableWord, string[]][] => {
    const rows = word.headerRows ?? [];
    const said = rows.join('–');
    const isHeader = tables.some(
      ({ sheet, headerRows }) => isSheet(word.sheet, sheet) && headerRows.join('–') === said,
    );
    return rows.length === 0 || isHeader ? [] : [[word, [said]]];
  });
}

const columnsOf = ({ firstCol, width, headers }: Layout, { labels }: SheetInfo) =>
  Array.from({ length: width }, (_, at) => {
    const col = firstCol + at;
    return { header: headers[at] ?? '', label: columnLabel(labels, col), col };
  });
