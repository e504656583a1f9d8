import type { StagedCsv } from '../../../schemas/staging.js';
import { BytesMover } from '../bytes-mover.js';
import type { RawRecord } from '../cells.js';
import type { WriteBehind } from '../write-behind.js';
import { CsvRecord } from './csv-record.js';
import { PrintedFile } from './printed-file.js';
import type { RowWriter } from './row-writer.js';

const needsQuotes = /[",\r\n]/;
const comma = 0x2c;
const quote = 0x22;
const newline = 10;

/** Text as a cell of CSV, in quotes only where needed. */
export function csvCell(cell: string | null | undefined): string {
  if (cell === null || cell === undefined) return '';
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Rows as clean CSV: UTF-8, comma, LF, without row numbers. */
export class CsvWriter implements RowWriter {
  lines = 0;
  readonly takesRaw = true;
  private readonly file: PrintedFile;
  /** null: records come with commas. */
  private readonly record: CsvRecord | null;
  private readonly mover = new BytesMover();

  /** `delimiter` is the one of the records that come as bytes. */
  constructor(path: string, delimiter: string, behind: WriteBehind | null = null) {
    this.file = new PrintedFile(path, behind);
    this.record = delimiter === ',' ? null : new CsvRecord();
  }

  get path(): string {
    return this.file.path;
  }

  row(_number: number, cells: readonly (string | null)[], from: number, count: number): void {
    const width = this.file.widen(count);
    let line = csvCell(cells[from]);
    for (let at = 1; at < count; at += 1) line += `,${csvCell(cells[from + at])}`;
    this.file.text(`${line}${','.repeat(width - count)}\n`);
    this.lines += 1;
  }

  raw(_number: number, record: RawRecord, count: number): void {
    const { file } = this;
    const width = file.widen(count);
    const { start, end } = record;
    file.room((end - start) * 2 + width * 3 + 1);
    file.used = this.record
      ? this.record.write(record, file.buffer, file.used)
      : this.copied(record, file.buffer, file.used);
    for (let at = count; at < width; at += 1) file.buffer[file.used++] = comma;
    file.buffer[file.used++] = newline;
    this.lines += 1;
  }

  close(): void {
    this.file.close();
  }

  abandon(): void {
    this.file.abandon();
  }

  told(): StagedCsv {
    return { path: this.path, layout: 'csv', widths: this.file.widths };
  }

  /** An empty text is printed as nothing, as a missing cell is. */
  private copied({ buffer, start, end, cuts, cutCount, keepsEmpty }: RawRecord, out: Buffer, used: number): number {
    let to = used;
    let from = start;
    for (let at = 0; keepsEmpty && at < cutCount; at += 1) {
      const cut = cuts[at] as number;
      if (buffer[cut] !== quote) continue;
      to = this.mover.move(buffer, from, cut, out, to);
      from = cut + 2;
    }
    return this.mover.move(buffer, from, end, out, to);
  }
}
