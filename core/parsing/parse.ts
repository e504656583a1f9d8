import { mkdirSync } from 'node:fs';
import type {
  FileFormat,
  ParsedFile,
  ParseHints,
  ParseLimits,
  ParseOutcome,
  Refused,
  StagedTable,
  Sureness,
} from '../../schemas/staging.js';
import { unsure } from '../../schemas/staging.js';
import { isNamedAs } from './books/formats.js';
import type { Proof } from './csv/encoding.js';
import type { CsvHead } from './csv/head.js';
import type { BookFormat } from './books/formats.js';
import type { Asides } from './cells.js';
import type { Drawings } from './xlsx/book/drawings.js';
import { IssueList, Refusal } from './refusal.js';
import type { RowForm } from './rows/row-writer.js';
import { isBinaryFile, sniff } from './sniff.js';
import type { ArchiveKind } from './sniff.js';
import { asidesOnData } from './tables/asides.js';
import { fullSheets } from './tables/full-sheets.js';
import { OneColumn } from './tables/one-column.js';
import { TableFinder } from './tables/finder.js';
import type { TableSink } from './tables/table-sink.js';
import type { TableWriter } from './tables/table-writer.js';
import { WriteBehind } from './write-behind.js';
import { WholeSheet } from './tables/whole-sheet.js';

export interface ParseTask {
  path: string;
  /** The name it came under: only its extension is looked at, and never used as a path. */
  fileName: string;
  /** Where the staging files go; made when absent. Everything in it belongs to this task. */
  outDir: string;
  hints: ParseHints;
  limits: ParseLimits;
  /** Absent = staged, for the engine. */
  form?: RowForm;
  /** `shown`: one sheet (`hints.sheet`, else the first) as a whole, its cells as Excel displays them. Absent = stored. */
  as?: 'stored' | 'shown';
}

/** A task under way, with the tables that it is writing. */
type Running = ParseTask & { open: Set<TableWriter> };

/** What reading a file of some format told, beside the rows. */
type Told = Pick<ParsedFile, 'format' | 'encoding' | 'dialect' | 'sureness'>;

const in1904 = (table: StagedTable): StagedTable => ({ ...table, epoch1904: true });

/** A text file is one table: whoever asks every file for its first sheet gets that. */
const onlySheet = '0';

/** Below it the dialect found is told as a guess: most records have other widths. */
const leastConfidence = 0.5;
const leastRecords = 10;

/** No record of a text file may be longer: a "line" of this size is no spreadsheet row. */
const maxRecordBytes = 64 << 20;

/**
 * Reads one original into tables, or says by a catalogue code why it can not be read. Pure JavaScript, bounded memory; throws
 * only for bugs and failing storage.
 */
export async function parseFile(task: ParseTask): Promise<ParseOutcome> {
  const found = sniff(task.path, task.fileName);
  if (found.kind === 'refused') return { ok: false, code: found.code, ...(found.params && { params: found.params }) };
  mkdirSync(task.outDir, { recursive: true });
  const open = new Set<TableWriter>();
  try {
    return await parseKind(found.kind, { ...task, open }, new IssueList());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const refused = error.toOutcome();
    if (error.code !== 'encoding-unknown' || found.kind !== 'csv') return refused;
    return isBinaryFile(task.path) ? { ok: false, code: 'binary-file' } : withPreviews(task, refused);
  } finally {
    // A file that is not closed takes its place on the disk after it was removed.
    for (const writer of open) writer.abandon();
  }
}

/** A person can tell which one is right, where it reads in several. */
async function withPreviews(task: ParseTask, outcome: Refused): Promise<Refused> {
  const { encodingPreviews } = await import('./csv/previews.js');
  const encodings = encodingPreviews(task.path);
  return encodings.length > 0 ? { ...outcome, encodings } : outcome;
}

async function parseKind(kind: FileFormat | ArchiveKind, task: Running, issues: IssueList): Promise<ParseOutcome> {
  if (kind === 'csv') return parseCsv(task, issues);
  if (kind === 'xlsx') return parseXlsx(task, issues);
  if (kind === 'zip') throw new Refusal('zip-archive');
  if (kind !== 'gzip') return parseBook(kind, task, issues);
  const { inflateTo } = await import('./gzip.js');
  const inside = await inflateTo(task);
  const found = sniff(inside.path, inside.fileName);
  if (found.kind === 'gzip' || found.kind === 'zip') throw new Refusal('gzip-archive');
  if (found.kind === 'refused') throw new Refusal(found.code, found.params);
  return parseKind(found.kind, { ...task, ...inside }, issues);
}

function sinkFor(task: Running, delimiter: string, issues: IssueList, behind?: WriteBehind): TableSink {
  const { outDir, limits, form = 'staged', hints, open } = task;
  const { maxRows, maxColumns } = limits;
  const rows = { form, delimiter, open, ...(behind && { behind }) };
  if (task.as === 'shown') return new WholeSheet({ outDir, maxRows, rows });
  const asked = hints.sheet !== undefined;
  return new OneColumn(new TableFinder({ outDir, issues, maxRows, maxColumns, rows, asked, decisions: hints }), issues);
}

/** What reading a workbook told beside that. */
interface OfBook {
  date1904: boolean;
  drawings: Drawings | null;
  asides: readonly Asides[];
}

/** A sheet without cells, a chart for one, is shown as nothing; without a table to find the file is refused. */
function outcomeOf(task: ParseTask, sink: TableSink, issues: IssueList, told: Told, book?: OfBook): ParseOutcome {
  const found = sink.finish();
  const tables = book?.date1904 === true ? found.map(in1904) : found;
  if (task.as !== 'shown')
    for (const issue of [...fullSheets(tables), ...asidesOnData(tables, book?.asides ?? [])]) issues.add(issue);
  return tables.length === 0 && task.as !== 'shown'
    ? nothingFound(issues, book?.drawings ?? null)
    : { ok: true, ...told, tables, issues: issues.items };
}

/** Why no table was found, as far as it is known. */
function nothingFound(issues: IssueList, drawings: Drawings | null): Refused {
  if (issues.count('form-not-read') > 0) return { ok: false, code: 'form-unclear' };
  const ofFormulas = issues.items.filter(({ code }) => code === 'formula-rows');
  const rows = ofFormulas.reduce((all, { params }) => all + Number(params?.['rows']), 0);
  if (rows > 0) return { ok: false, code: 'only-formulas', params: { rows } };
  const sheets = issues.count('hidden-sheet-skipped');
  if (sheets > 0) return { ok: false, code: 'only-hidden-sheets', params: { sheets } };
  return drawings ? { ok: false, code: 'only-drawings', params: { ...drawings } } : { ok: false, code: 'no-table' };
}

/** A text that begins as UTF-8 is checked as it is read; one that goes on as something else is read once more for what it is. */
async function parseCsv(task: Running, issues: IssueList): Promise<ParseOutcome> {
  const { hints } = task;
  if (hints.sheet !== undefined && hints.sheet !== onlySheet) throw new Refusal('text-has-no-sheets');
  const { NotUtf8 } = await import('./csv/encoding.js');
  try {
    return await parseText(task, issues, 'beginning');
  } catch (thrown) {
    if (!(thrown instanceof NotUtf8)) throw thrown;
    return parseText(task, new IssueList(), 'whole');
  }
}

async function parseText(task: Running, issues: IssueList, proof: Proof): Promise<ParseOutcome> {
  const { openCsv, readCsv } = await import('./csv/read-csv.js');
  const { path, fileName, hints } = task;
  const head = openCsv(path, hints, proof);
  const { dialect, encoding } = head;
  if (head.undelimited !== undefined) throw head.undelimited;
  const copies = dialect.quote === '"' && dialect.delimiter.length === 1;
  const behind = new WriteBehind();
  const sink = sinkFor(task, copies ? dialect.delimiter : ',', issues, behind);
  try {
    await readCsv(path, head, sink, maxRecordBytes, (issue) => issues.add(issue));
  } finally {
    await behind.settled();
  }
  if (dialect.confidence < leastConfidence && dialect.records >= leastRecords && hints.delimiter === undefined)
    issues.add({ code: 'unsure-dialect', params: { percent: Math.round(dialect.confidence * 100) } });
  if (/\.xls[xmb]?$/i.test(fileName)) issues.add({ code: 'text-named-as-workbook' });
  const { quote, newline } = dialect;
  const delimiter = dialect.padded ? `${dialect.delimiter} ` : dialect.delimiter;
  const told = outcomeOf(task, sink, issues, {
    format: 'csv',
    encoding: encoding.label,
    dialect: { delimiter, quote, newline, confidence: Math.round(dialect.confidence * 100) / 100 },
    sureness: { encoding: surenessOf(encoding), dialect: dialect.sureness },
  });
  return told.ok ? { ...told, ...(await previewsOf(path, head)) } : told;
}

/** Other readings that fit nearly as well. */
async function previewsOf(
  path: string,
  { encoding, dialect }: CsvHead,
): Promise<Pick<ParsedFile, 'encodings' | 'delimiters'>> {
  const isUnsureText = encoding.confidence < unsure;
  const isUnsureDialect = dialect.sureness.confidence < unsure && dialect.sureness.rival !== null;
  if (!isUnsureText && !isUnsureDialect) return {};
  const { delimiterPreviews, encodingPreviews } = await import('./csv/previews.js');
  return {
    ...(isUnsureText && { encodings: encodingPreviews(path) }),
    ...(isUnsureDialect && { delimiters: delimiterPreviews(path, encoding.label, dialect) }),
  };
}

const none: ParsedFile['sureness'] = { encoding: null, dialect: null };

const surenessOf = ({ by, confidence }: Sureness): Sureness => ({ by, confidence });

async function parseXlsx(task: Running, issues: IssueList): Promise<ParseOutcome> {
  const { readXlsx } = await import('./xlsx/read-xlsx.js');
  const sink = sinkFor(task, ',', issues);
  const sheet = task.hints.sheet ?? (task.as === 'shown' ? '0' : undefined);
  const read = await readXlsx(task.path, sink, {
    limits: task.limits,
    ...(sheet !== undefined && { sheet }),
    ...(task.as === 'shown' && { values: await shownValues() }),
  });
  if (!read.ok) return read satisfies Refused;
  for (const issue of read.issues) issues.add(issue);
  if (!/\.xl[st][xm]$/i.test(task.fileName)) issues.add({ code: 'workbook-named-otherwise' });
  const told: Told = { format: 'xlsx', encoding: null, dialect: null, sureness: none };
  return outcomeOf(task, sink, issues, told, read);
}

async function parseBook(format: BookFormat, task: Running, issues: IssueList): Promise<ParseOutcome> {
  const { readBook } = await import('./books/read-book.js');
  const { path, limits } = task;
  const sink = sinkFor(task, ',', issues);
  const told = { ...task.hints, ...task.hints.words?.text };
  const hints = task.as === 'shown' ? { sheet: '0', ...told } : told;
  const values = task.as === 'shown' ? { values: await shownValues() } : {};
  const read = await readBook({ path, format, hints, limits, ...values }, sink);
  for (const issue of read.issues) issues.add(issue);
  if (!isNamedAs(task.fileName, format)) issues.add({ code: 'workbook-named-otherwise' });
  const encoding = read.encoding && surenessOf(read.encoding);
  const label = read.encoding?.label ?? null;
  const known: Told = { format, encoding: label, dialect: null, sureness: { ...none, encoding } };
  return outcomeOf(task, sink, issues, known, read);
}

async function shownValues() {
  const { ShownValues } = await import('./xlsx/shown/shown-values.js');
  return (...given: ConstructorParameters<typeof ShownValues>) => new ShownValues(...given);
}
