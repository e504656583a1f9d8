/** Reads the rows of a staged or printed table back, one after the other; memory stays flat. */
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { StagedCsv } from '../../../schemas/staging.js';

const chunkBytes = 1 << 18;

/** Cells as they lie, the row number left out; an empty cell is ''. Line breaks in staged cells stay escaped. */
export function* rowTexts({ path, layout, delimiter = ',' }: StagedCsv): Generator<string[]> {
  for (const record of records(path, layout === 'csv')) {
    if (layout === 'ndjson') yield (JSON.parse(record) as { cells: (string | null)[] }).cells.map((cell) => cell ?? '');
    else yield cellsOf(record, delimiter).slice(layout === 'csv' ? 0 : 1);
  }
}

/** A line end within quotes ends no record of printed CSV; staged and NDJSON cells have none. */
function* records(path: string, mayBreak: boolean): Generator<string> {
  let rest = '';
  for (const piece of pieces(path)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    let open = '';
    for (const line of lines) {
      const record = open === '' ? line : `${open}\n${line}`;
      open = mayBreak && isOpen(record) ? record : '';
      if (open === '') yield record;
    }
    if (open !== '') rest = `${open}\n${rest}`;
  }
  if (rest !== '') yield rest;
}

const isOpen = (record: string): boolean => (record.split('"').length - 1) % 2 === 1;

function* pieces(path: string): Generator<string> {
  const fd = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(chunkBytes);
    const decoder = new StringDecoder('utf8');
    for (let got = readSync(fd, bytes); got > 0; got = readSync(fd, bytes)) yield decoder.write(bytes.subarray(0, got));
  } finally {
    closeSync(fd);
  }
}

/** Quotes are doubled within quotes. */
function cellsOf(record: string, delimiter: string): string[] {
  if (!record.includes('"')) return record.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; at <= record.length;) {
    let end = at;
    if (record[at] === '"') {
      for (end = at + 1; end < record.length; end += 1) {
        if (record[end] !== '"') continue;
        if (record[end + 1] !== '"') break;
        end += 1;
      }
      cells.push(record.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      end = record.indexOf(delimiter, at);
      if (end < 0) end = record.length;
      cells.push(record.slice(at, end));
      at = end + 1;
    }
  }
  return cells;
}
