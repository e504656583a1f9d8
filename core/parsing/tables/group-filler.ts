/** Tells each row of a table, while the table is read again, the names of the groups that it stands under. */
import type { HeadingKind } from '../../../schemas/decisions.js';
import type { SheetRow } from '../cells.js';
import type { GroupColumn } from './group-kinds.js';
import type { GroupName, Groups } from './group-rows.js';
import type { Layout } from './layout.js';
import { fillCell } from './merges.js';

export class GroupFiller {
  private readonly groups: Groups;
  private readonly firstCol: number;
  private readonly current: (Pick<GroupName, 'text' | 'code'> | null)[];

  constructor(groups: Groups, firstCol: number) {
    this.groups = groups;
    this.firstCol = firstCol;
    this.current = groups.first.map((text) => (text === null ? null : { text }));
  }

  names(row: Pick<SheetRow, 'number'>): boolean {
    return this.groups.names.has(row.number);
  }

  doubts(row: SheetRow): boolean {
    return this.groups.doubted.has(row.number);
  }

  /** Another group begins: those within the one before are over. */
  begin(row: SheetRow): void {
    for (const name of this.groups.names.get(row.number) ?? [])
      this.current.fill(null, name.level).splice(name.level, 1, name);
  }

  /** Fills the row in place and answers the columns of the sheet that were filled. */
  fill(row: SheetRow): number[] {
    const filled: number[] = [];
    const own = (row.cells[this.firstCol] ?? '').trim();
    this.columns.forEach((col, level) => {
      const { text, code = '' } = this.current[level] ?? {};
      if (text !== undefined && own.startsWith(code) && fillCell(row, col, text, 0)) filled.push(col);
    });
    return filled;
  }

  get said(): HeadingKind[] | null {
    return this.groups.said;
  }

  /** For the receipt; null = no row names a group. */
  told(): { rows: number; header: string } | null {
    const { names, columns } = this.groups;
    return names.size === 0 ? null : { rows: names.size, header: columns.map(({ header }) => header).join(' / ') };
  }

  private get columns(): number[] {
    let more = 0;
    return this.groups.columns.map(({ col }) => col ?? this.firstCol + this.groups.width + more++);
  }
}

/** The layout of what is written: with the columns for groups behind all others. */
export function withGroupColumns(layout: Layout, { columns, width }: Groups): Layout {
  const more = columns.filter(({ col }) => col === null).map(({ header }: GroupColumn) => header);
  if (more.length === 0) return layout;
  const pad = <T>(list: readonly T[], empty: T): T[] => [
    ...list,
    ...Array<T>(Math.max(0, width - list.length)).fill(empty),
  ];
  return {
    ...layout,
    width: width + more.length,
    headers: [...pad(layout.headers, ''), ...more],
    ...(layout.levels && { levels: [...pad(layout.levels, []), ...more.map((header) => [header])] }),
  };
}
