import { mkdirSync } from 'node:fs';
import type { ParsedFile, ParseHints, ParseLimits, ParseOutcome } from '../../schemas/staging.js';
import { openCsv, readCsv } from './csv/read-csv.js';
import { IssueList, Refusal } from './refusal.js';
import { sniff } from './sniff.js';
import { TableFinder } from './tables/finder.js';
import { readXlsx } from './xlsx/read-xlsx.js';

export interface ParseTask {
  path: string;
  /** The name it came under: only its extension is looked at, and never used as a path. */
  fileName: string;
  /** Where the staging files go; made when absent. Everything in it belongs to this task. */
  outDir: string;
  hints: ParseHints;
  limits: ParseLimits;
}

/** No record of a text file may be longer: a "line" of this size is no spreadsheet row. */
const maxRecordBytes = 64 << 20;

/**
 * Reads one original into staged tables, or says by a catalogue code why it can not be read. Pure JavaScript, bounded memory; throws
 * only for bugs and failing storage.
 */
export async function parseFile(task: ParseTask): Promise<ParseOutcome> {
  const found = sniff(task.path, task.fileName);
  if (found.kind === 'refused') return { ok: false, code: found.code, ...(found.params && { params: found.params }) };
  mkdirSync(task.outDir, { recursive: true });
  try {
    return found.kind === 'csv' ? parseCsv(task) : await parseXlsx(task);
  } catch (error) {
    if (error instanceof Refusal) return error.toOutcome();
    throw error;
  }
}

function parseCsv({ path, fileName, outDir, hints, limits }: ParseTask): ParseOutcome {
  const issues = new IssueList();
  const head = openCsv(path, hints);
  const { dialect, encoding } = head;
  const copies = dialect.quote === '"' && dialect.delimiter.length === 1;
  const finder = new TableFinder({
    outDir,
    issues,
    maxRows: limits.maxRows,
    maxColumns: limits.maxColumns,
    delimiter: copies ? dialect.delimiter : ',',
    hiddenSheets: true,
  });
  readCsv(path, head, finder, maxRecordBytes, (issue) => issues.add(issue));
  if (/\.xls[xmb]?$/i.test(fileName)) issues.add({ code: 'text-named-as-workbook' });
  if (finder.tables.length === 0) return { ok: false, code: 'no-table' };
  return {
    ok: true,
    format: 'csv',
    encoding: encoding.label,
    dialect: {
      delimiter: dialect.padded ? `${dialect.delimiter} ` : dialect.delimiter,
      quote: dialect.quote,
      newline: dialect.newline,
    },
    tables: finder.tables,
    issues: issues.items,
  };
}

async function parseXlsx({ path, fileName, outDir, hints, limits }: ParseTask): Promise<ParseOutcome> {
  const issues = new IssueList();
  const finder = new TableFinder({
    outDir,
    issues,
    maxRows: limits.maxRows,
    maxColumns: limits.maxColumns,
    delimiter: ',',
    hiddenSheets: hints.sheet !== undefined,
  });
  const read = await readXlsx(path, finder, { limits, ...(hints.sheet !== undefined && { sheet: hints.sheet }) });
  if (!read.ok) return read;
  for (const issue of read.issues) issues.add(issue);
  if (!/\.xls[xm]$/i.test(fileName)) issues.add({ code: 'workbook-named-otherwise' });
  if (finder.tables.length === 0) return { ok: false, code: 'no-table' };
  const parsed: ParsedFile = {
    ok: true,
    format: 'xlsx',
    encoding: null,
    dialect: null,
    tables: finder.tables,
    issues: issues.items,
  };
  return parsed;
}
