/** One workbook file, written as a stream. */
import { createWriteStream } from 'node:fs';
import type ExcelJS from 'exceljs';

export type Book = ExcelJS.stream.xlsx.WorkbookWriter;

/**
 * Writes a workbook to a new file with what `fill` puts into it. A failing disk rejects; exceljs alone would let
 * the stream's error end the process.
 */
export async function writeBook(path: string, fill: (book: Book) => Promise<void>): Promise<void> {
  // Loaded at first use: most commands write no workbook.
  const { default: excel } = await import('exceljs');
  const stream = createWriteStream(path, { flags: 'wx', mode: 0o644 });
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  book.creator = book.lastModifiedBy = 'Sheetkeep';
  const written = async (): Promise<void> => {
    await fill(book);
    await book.commit();
  };
  try {
    await Promise.race([written(), failed]);
  } finally {
    stream.destroy();
    failed.catch(() => undefined);
  }
}
