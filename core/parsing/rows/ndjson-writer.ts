import type { StagedCsv } from '../../../schemas/staging.js';
import type { RawRecord } from '../cells.js';
import type { WriteBehind } from '../write-behind.js';
import { JsonRecord } from './json-record.js';
import { PrintedFile } from './printed-file.js';
import type { RowWriter } from './row-writer.js';

/** Rows as NDJSON: `{"row":5,"cells":["007",null]}`. */
export class NdjsonWriter implements RowWriter {
  lines = 0;
  readonly takesRaw = true;
  private readonly file: PrintedFile;
  private readonly record: JsonRecord;

  /** `delimiter` is the one of the records that come as bytes. */
  constructor(path: string, delimiter: string, behind: WriteBehind | null = null) {
    this.file = new PrintedFile(path, behind);
    this.record = new JsonRecord(delimiter);
  }

  get path(): string {
    return this.file.path;
  }

  row(number: number, cells: readonly (string | null)[], from: number, count: number): void {
    const width = this.file.widen(count);
    const told = cells.slice(from, from + count);
    while (told.length < width) told.push(null);
    this.file.text(`{"row":${number},"cells":${JSON.stringify(told)}}\n`);
    this.lines += 1;
  }

  raw(number: number, record: RawRecord, count: number): void {
    const { file } = this;
    const width = file.widen(count);
    // A byte becomes six at most (\u001f), a cell has quotes and a comma around it.
    file.room((record.end - record.start) * 6 + width * 5 + 64);
    file.used += file.buffer.write(`{"row":${number},"cells":[`, file.used, 'latin1');
    file.used = this.record.write(record, file.buffer, file.used);
    for (let at = count; at < width; at += 1) file.used += file.buffer.write(',null', file.used, 'latin1');
    file.used += file.buffer.write(']}\n', file.used, 'latin1');
    this.lines += 1;
  }

  close(): void {
    this.file.close();
  }

  abandon(): void {
    this.file.abandon();
  }

  told(): StagedCsv {
    return { path: this.path, layout: 'ndjson', widths: this.file.widths };
  }
}
