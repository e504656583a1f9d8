/** Several clean lists on one sheet, put together at random: below one another or side by side, with titles, short last rows and blank rows. */
import { chance, cleanList } from './composed-mess.js';
import type { Chance } from './composed-mess.js';

interface List {
  headers: string[];
  rows: string[][];
}

export interface ComposedLists {
  text: string;
  /** The cells of the lists that are filled: by row and column, both 1-based, the name of the column and the text. */
  cells: Map<string, { header: string; text: string }>;
}

const titles = ['老客户', '2024年第一季度', '新客户名单', 'Customers of Acme'];

class Sheet {
  readonly cells: ComposedLists['cells'] = new Map();
  private readonly grid: string[][] = [];

  put(row: number, col: number, text: string): void {
    const cells = (this.grid[row] ??= []);
    cells[col] = text;
  }

  /** Answers the row behind it. */
  list({ headers, rows }: List, top: number, left: number): number {
    headers.forEach((header, at) => this.put(top, left + at, header));
    rows.forEach((row, below) =>
      row.forEach((text, at) => {
        this.put(top + 1 + below, left + at, text);
        const header = headers[at] ?? '';
        if (text !== '') this.cells.set(`${top + 2 + below},${left + at + 1}`, { header, text });
      }),
    );
    return top + 1 + rows.length;
  }

  text(): string {
    const width = Math.max(...Array.from(this.grid, (row) => row?.length ?? 0));
    const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const line = (row: string[] = []): string =>
      Array.from({ length: width }, (_, at) => quoted(row[at] ?? '')).join(',');
    return `${Array.from(this.grid, line).join('\n')}\n`;
  }
}

/** Of the last row of some nothing but the number is known. */
function listOf(luck: Chance, numbered = false): List {
  const { headers, rows } = cleanList(luck);
  if (!numbered) return { headers, rows };
  const at = headers.indexOf('客户编号');
  const order = at < 0 ? headers : [headers[at] ?? '', ...headers.filter((_, col) => col !== at)];
  const sorted = at < 0 ? rows : rows.map((row) => [row[at] || 'KH1', ...row.filter((_, col) => col !== at)]);
  const last = sorted.length - 1;
  return { headers: order, rows: sorted.map((row, now) => (at >= 0 && now === last ? [row[0] ?? ''] : row)) };
}

const ofOneColumn = (luck: Chance): List => ({
  headers: ['客户编号'],
  rows: Array.from({ length: 2 + luck.below(4) }, (_, at) => [`KH${2000 + at}`]),
});

function below(luck: Chance, sheet: Sheet): void {
  const first = listOf(luck, true);
  let row = 0;
  for (let left = 2 + luck.below(2); left > 0; left -= 1) {
    const isSame = luck.hits(0.3);
    const list = luck.hits(0.15) ? ofOneColumn(luck) : isSame ? first : listOf(luck, luck.hits(0.5));
    if (luck.hits(0.3)) sheet.put(row++, 0, titles[luck.below(titles.length)] ?? '');
    row = sheet.list(list, row, 0) + 1 + luck.below(2);
  }
}

function beside(luck: Chance, sheet: Sheet): void {
  const isTitled = luck.hits(0.5);
  let col = 0;
  const first = listOf(luck);
  for (let left = 2 + luck.below(2); left > 0; left -= 1) {
    const list = isTitled
      ? listOf(luck)
      : { headers: first.headers, rows: listOf(luck).rows.map(() => first.rows[0] ?? []) };
    if (isTitled) sheet.put(0, col, titles[luck.below(titles.length)] ?? '');
    sheet.list(list, isTitled ? 1 : 0, col);
    col += list.headers.length + 1;
  }
}

export function composedLists(seed: number): ComposedLists {
  const luck = chance(seed);
  const sheet = new Sheet();
  if (luck.hits(0.7)) below(luck, sheet);
  else beside(luck, sheet);
  return { text: sheet.text(), cells: sheet.cells };
}
