/** Writers of a result, row by row: each answers the text to append, and holds at most the rows a width is measured on. */
import type { Lang } from '../../../schemas/issues/issue.js';
import type { Json } from '@duckdb/node-api';
import type { SqlColumn, SqlFormat } from './protocol.js';
import { cellText, columnWidths, tableLine } from './text-table.js';

export interface RowWriter {
  row(values: Json[]): string;
  /** The rest, after the last row. */
  end(done: { rows: number; truncated: boolean }): string;
}

const rowsMeasured = 200;

/** `lang`: of what stands beside the rows in a table. */
export function rowWriter(format: SqlFormat, columns: SqlColumn[], lang: Lang): RowWriter {
  if (format === 'csv') return csvWriter(columns);
  if (format === 'ndjson') return ndjsonWriter(columns);
  if (format === 'json') return jsonWriter(columns);
  return tableWriter(columns, lang);
}

const plain = (value: Json): string | null => {
  if (value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** RFC 4180 with line feeds: NULL is nothing, an empty text is `""`. Machines read it: no escaping of formulas. */
export function csvField(value: Json): string {
  const text = plain(value);
  if (text === null) return '';
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvWriter(columns: SqlColumn[]): RowWriter {
  let head = `${columns.map((column) => csvField(column.name)).join(',')}\n`;
  const takeHead = (): string => {
    const taken = head;
    head = '';
    return taken;
  };
  return {
    row: (values) => `${takeHead()}${values.map(csvField).join(',')}\n`,
    end: takeHead,
  };
}

function ndjsonWriter(columns: SqlColumn[]): RowWriter {
  const keys = columns.map((column) => JSON.stringify(column.name));
  return {
    row: (values) => `{${keys.map((key, i) => `${key}:${JSON.stringify(values[i] ?? null)}`).join(',')}}\n`,
    end: () => '',
  };
}

function jsonWriter(columns: SqlColumn[]): RowWriter {
  const inner = ndjsonWriter(columns);
  const head = `{"columns":${JSON.stringify(columns)},"rows":[`;
  let started = false;
  return {
    row: (values) => {
      const before = started ? ',\n' : `${head}\n`;
      started = true;
      return before + inner.row(values).trimEnd();
    },
    end: ({ truncated }) => `${started ? '\n' : head}],"truncated":${truncated}}\n`,
  };
}

const numeric = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL|DOUBLE|FLOAT)/;

const countText = (rows: number, truncated: boolean, lang: Lang): string =>
  lang === 'zh'
    ? `（${rows} 行${truncated ? '，还有更多' : ''}）`
    : `(${rows} ${rows === 1 ? 'row' : 'rows'}${truncated ? ', there are more' : ''})`;

function tableWriter(columns: SqlColumn[], lang: Lang): RowWriter {
  const toRight = columns.map((column) => numeric.test(column.type));
  const head = columns.map((column) => cellText(column.name));
  const waiting: string[][] = [];
  let widths: number[] | null = null;
  const flush = (): string => {
    if (widths) return '';
    widths = columnWidths([head, ...waiting]);
    const rule = widths.map((width) => '─'.repeat(width));
    return [head, rule, ...waiting.splice(0)].map((row) => tableLine(row, widths ?? [], toRight)).join('');
  };
  return {
    row: (values) => {
      const cells = values.map((value) => cellText(plain(value)));
      if (widths) return tableLine(cells, widths, toRight);
      waiting.push(cells);
      return waiting.length < rowsMeasured ? '' : flush();
    },
    end: ({ rows, truncated }) => `${flush()}${countText(rows, truncated, lang)}\n`,
  };
}
