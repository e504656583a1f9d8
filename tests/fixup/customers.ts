/** Customers as sent, and what people make of the rows that come back. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Desk, Taken } from './desk.js';

export const header = '序号,姓名,手机,邮箱,城市,等级';
export const good = Array.from(
  { length: 20 },
  (_, at) => `${at + 1},客户${at},138${String(10_000_000 + at)},c${at}@example.com,上海,A`,
);
export const bad = [
  '21,张三,138,zhang@example.com,上海,A',
  '22,李四,13912345678,not-an-address,上海,B',
  '23,王五,13712345678,wang@@example.com,北京,C',
];

let files = 0;
/** Writes lines as a file of the desk. */
export async function file(desk: Desk, lines: readonly string[], name = `f${++files}.csv`): Promise<string> {
  const path = join(desk.folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

/** The rows to fix of a receipt; `change` edits them as cells, `save` writes what people save. */
export async function fixUp(
  desk: Desk,
  taken: Taken,
  change: (rows: string[][]) => string[][],
): Promise<{ xlsx(): Promise<string>; csv(): Promise<string>; rows: string[][] }> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(taken.receipt);
  const sheet = book.getWorksheet('退回');
  const read: string[][] = [];
  sheet?.eachRow((row) => read.push([1, 2, 3, 4, 5, 6, 7, 8].map((at) => row.getCell(at).text)));
  const rows = change(read);
  return {
    rows,
    xlsx: async () => {
      sheet?.spliceRows(1, read.length, ...rows);
      const path = join(desk.folder, `returned${++files}.xlsx`);
      await book.xlsx.writeFile(path);
      return path;
    },
    csv: () =>
      file(
        desk,
        rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')),
      ),
  };
}

export const corrections: Record<string, (row: string[]) => string[]> = {
  张三: (row) => row.with(2, '13612345678'),
  李四: (row) => row.with(3, 'li@example.com'),
  王五: (row) => row.with(3, 'wang@example.com'),
};
export const corrected = ([head = [], ...rows]: string[][]): string[][] => [
  head,
  ...rows.map((row) => corrections[row[1] ?? '']?.(row) ?? row),
];
export const withoutTokens = (rows: string[][]): string[][] => rows.map((row) => row.slice(0, 6));

/** Codes of the issues of a batch. */
export async function codesOf(desk: Desk, { batch }: Taken, level: 'error' | 'warning' = 'error'): Promise<string[]> {
  const rows = await desk.duck.read((s) =>
    s.rows<{ code: string }>(
      `SELECT DISTINCT code FROM archive.log.issues WHERE batch = ${batch} AND level = '${level}' ORDER BY code`,
    ),
  );
  return rows.map(({ code }) => code);
}
