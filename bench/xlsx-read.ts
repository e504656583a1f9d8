/**
 * Time and memory of reading one workbook to delivered text: `node dist/bench/xlsx-read.js FILE [sheetkeep|exceljs]`.
 * Prints one JSON line. Run each in a process of its own: the whole process counts.
 */
import { readXlsx } from '../core/parsing/xlsx/read-xlsx.js';
import type { RowSink } from '../core/parsing/cells.js';
import type { ParseLimits } from '../schemas/staging.js';

const limits: ParseLimits = {
  maxInflatedBytes: 4e9,
  maxRatio: 200,
  maxEntries: 5000,
  archiveDepth: 1,
  maxRows: 1_048_576,
  maxColumns: 16_384,
  maxCellChars: 1 << 20,
  timeoutMs: 600_000,
  threadMemoryMb: 2048,
};

interface Read {
  rows: number;
  cells: number;
  chars: number;
}

async function bySheetkeep(path: string): Promise<Read> {
  const read: Read = { rows: 0, cells: 0, chars: 0 };
  const sink: RowSink = {
    sheet: () => true,
    row(row) {
      read.rows += 1;
      for (let col = 0; col < row.count; col++) {
        const text = row.cells[col];
        if (text == null) continue;
        read.cells += 1;
        read.chars += text.length;
      }
    },
    endSheet: () => 'done',
  };
  const outcome = await readXlsx(path, sink, { limits });
  if (!outcome.ok) throw new Error(outcome.code);
  return read;
}

async function byExceljs(path: string): Promise<Read> {
  const { default: exceljs } = await import('exceljs');
  const read: Read = { rows: 0, cells: 0, chars: 0 };
  const book = new exceljs.stream.xlsx.WorkbookReader(path, {
    sharedStrings: 'cache',
    styles: 'cache',
    worksheets: 'emit',
  });
  for await (const sheet of book) {
    for await (const row of sheet) {
      read.rows += 1;
      row.eachCell((cell) => {
        read.cells += 1;
        read.chars += cell.text.length;
      });
    }
  }
  return read;
}

const [path, reader = 'sheetkeep'] = process.argv.slice(2);
if (path && process.argv[1]?.endsWith('xlsx-read.js')) {
  const startMs = performance.now();
  const read = await (reader === 'exceljs' ? byExceljs(path) : bySheetkeep(path));
  const seconds = (performance.now() - startMs) / 1000;
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ reader, ...read, seconds: Number(seconds.toFixed(3)), peakRssMb }));
}
