import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { makeToken } from '../../core/judging/fixup/token.js';
import { writeReceipt } from '../../core/intake/receipts/receipt.js';
import type { ReceiptPlace, WrittenReceipt } from '../../core/intake/receipts/receipt.js';
import type { ReceiptInput, RejectedRow, RowProblem } from '../../core/intake/receipts/input.js';
import { noCounts } from '../../schemas/outcomes.js';
import { people, tickets } from '../mapping/sample.js';

export const delivery = `d${'0123456789ab'.repeat(2)}`;
export const secret = Buffer.from('a secret of this workspace');
export const token = (part: string, row: number): string => makeToken(secret, { delivery, part, row });

export const problem = (problem: Partial<RowProblem>): RowProblem => ({
  column: null,
  code: 'required-missing',
  level: 'error',
  params: { field: 'name' },
  value: null,
  suggestion: null,
  ...problem,
});

/** Pages of rows to fix. */
export async function* pages(rows: readonly RejectedRow[], pageRows = 100): AsyncGenerator<RejectedRow[]> {
  for (let at = 0; at < rows.length; at += pageRows) yield rows.slice(at, at + pageRows);
}

export const columns = [
  { label: 'A', header: '序号', field: null, ignored: true },
  { label: 'B', header: '姓名', field: 'name', samples: ['张三', '李四'] },
  { label: 'C', header: '手机', field: 'phone' },
  { label: 'D', header: '等级', field: null },
];

export const receipt = (changes: Partial<ReceiptInput> = {}): ReceiptInput => ({
  lang: 'zh',
  delivery,
  fileName: '客户名单-上海.xlsx',
  source: '客户',
  dataset: people,
  datasets: [people, tickets],
  landedAt: '2024-03-05T08:00:12.345Z',
  timeZone: 'Asia/Shanghai',
  status: 'committed',
  batch: '21',
  reason: null,
  reasonParams: {},
  counts: { ...noCounts, rows: 1204, accepted: 1181, new: 1150, changed: 31, rejected: 9, duplicates: 4, skipped: 10 },
  resolved: 0,
  corrects: [],
  duplicateOf: null,
  packed: null,
  packedIn: null,
  reading: null,
  mappingVersion: 1,
  key: { kind: 'content' },
  proposedKey: null,
  newestBy: null,
  parts: [{ part: 0, sheet: '上海', columns }],
  skippedRows: [{ reason: 'total', count: 10 }],
  issues: [],
  questions: [],
  readingQuestions: [],
  keptUntil: null,
  rejected: null,
  ...changes,
});

export interface Outbox {
  folder: string;
  write(input: ReceiptInput, place?: Partial<ReceiptPlace>): Promise<WrittenReceipt>;
  /** The workbook as a spreadsheet program reads it. */
  open(path: string): Promise<ExcelJS.Workbook>;
  remove(): Promise<void>;
}

export async function makeOutbox(): Promise<Outbox> {
  const folder = await mkdtemp(join(tmpdir(), 'sk-outbox-'));
  return {
    folder,
    write: (input, place = {}) => writeReceipt(input, { folder, token, ...place }),
    open: async (path) => {
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(path);
      return book;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The texts of a sheet, row by row. */
export function texts(book: ExcelJS.Workbook, sheet: string): string[][] {
  const rows: string[][] = [];
  book.getWorksheet(sheet)?.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text));
    rows.push(cells);
  });
  return rows;
}
