import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { StagedTable } from '../../schemas/staging.js';

export interface StagedRow {
  row: number;
  /** null = missing. As many as the table has columns. */
  cells: (string | null)[];
}

const chunkBytes = 1 << 20;
const unescapes: Record<string, string> = { n: '\n', r: '\r', '0': '\0', D: '\u0010' };

/** Reads the rows of a staged table back, in the file's order, in batches of a chunk of the file: memory stays flat. */
export async function* readStagedRows(table: StagedTable): AsyncGenerator<StagedRow[]> {
  const delimiter = table.csv.delimiter ?? ',';
  const width = table.columns.length;
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of createReadStream(table.csv.path, { highWaterMark: chunkBytes })) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map((line) => stagedRow(line, delimiter, width));
  }
}

function stagedRow(line: string, delimiter: string, width: number): StagedRow {
  const [number, ...cells] = line.includes('"') ? splitQuoted(line, delimiter) : splitBare(line, delimiter);
  while (cells.length < width) cells.push(null);
  return { row: Number(number), cells };
}

const splitBare = (line: string, delimiter: string): (string | null)[] =>
  line.split(delimiter).map((cell) => (cell === '' ? null : unescaped(cell)));

function splitQuoted(line: string, delimiter: string): (string | null)[] {
  const cells: (string | null)[] = [];
  for (let at = 0; at <= line.length;) {
    if (line[at] === '"') {
      const end = closingQuote(line, at + 1);
      cells.push(unescaped(line.slice(at + 1, end).replaceAll('""', '"')));
      at = end + 2;
    } else {
      const stop = line.indexOf(delimiter, at);
      const end = stop < 0 ? line.length : stop;
      cells.push(end === at ? null : unescaped(line.slice(at, end)));
      at = end + 1;
    }
  }
  return cells;
}

function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 2)) if (line[at + 1] !== '"') return at;
  return line.length;
}

const unescaped = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- the escape mark of the staging dialect
  text.includes('\u0010') ? text.replace(/\u0010([nr0D])/g, (_, mark: string) => unescapes[mark] ?? '') : text;
