/** Opens a workbook of another format than .xlsx with @e965/xlsx, within the limits that the library itself has not. */
import { readFileSync, statSync } from 'node:fs';
import type { WorkBook } from '@e965/xlsx';
import type { FileIssue, ParseHints, ParseLimits } from '../../../schemas/staging.js';
import { decoderFor, detectEncoding } from '../csv/encoding.js';
import type { Encoding } from '../csv/encoding.js';
import { asMeant } from '../../../schemas/windows-1252.js';
import { Refusal } from '../refusal.js';
import { isBareWorkbook } from '../signatures.js';
import { listActiveContent } from '../xlsx/book/active-content.js';
import { drawingsOf } from '../xlsx/book/drawings.js';
import type { Drawings } from '../xlsx/book/drawings.js';
import { xmlText } from '../xlsx/xml/decode.js';
import { prologBytes, refuseDoctype } from '../xlsx/xml/prolog.js';
import { resolveEntities } from '../xlsx/xml/text.js';
import { ZipPackage } from '../xlsx/zip/package.js';
import { ActiveKinds, isOdsProgram, odsEmbedded, odsLinks, xlsEmbedded, xlsLinks } from './active.js';
import { readBare } from './bare-xls.js';
import { maxBookBytes } from './formats.js';
import type { BookFormat } from './formats.js';
import type { SheetHidden } from './hidden.js';
import { withoutForeign } from './ods-foreign.js';
import { lockedPrograms } from './ods-locked.js';
import { isContentKey, isReadKey, manifestOf, repairedOds } from './ods-parts.js';
import { odsTold } from './ods-told.js';
import { repacked } from './repacked.js';
import type { Repacker, Repaired } from './repacked.js';
import { xlsDrawings } from './xls-drawings.js';
import { isUncalculated } from './xls-formulas.js';
import { notCellsIn } from './xls-kinds.js';
import { marksIn, readGlobals, streamIn } from './xls-marks.js';
import { twiceIn } from './xls-twice.js';
import { xlsbTold } from './xlsb-told.js';
import { plainXml2003 } from './xml-2003.js';
import { xmlToldIn } from './xml-marks.js';
import { withPlacesOfSheet } from './xml-places.js';
import type { ContainerReader, SheetMarks } from './xls-marks.js';

export interface OpenedBook {
  book: WorkBook;
  /** Of a format that is text; null for the others. */
  encoding: Encoding | null;
  /** Those that the library does not tell; [] = it tells all. */
  hidden: readonly SheetHidden[];
  /** Which sheets are hidden, where the library does not tell it; [] = it does, or none is. */
  hiddenSheets: readonly boolean[];
  /** Struck and coloured cells per sheet, which it does not tell; [] = there are none. */
  marks: readonly SheetMarks[];
  /** What kind the sheets are that have no cells, which it does not tell; null = a sheet has, [] = each has. */
  notCells: readonly (string | null)[];
  /** Places of cells told twice with different contents per sheet, of which it keeps the last; [] = there are none. */
  twice: readonly ReadonlySet<number>[];
  /** Its formulas have no results: an empty text or a 0 stands for each. */
  uncalculated: boolean;
  /** What it brings along that could act or reach out. */
  active: readonly FileIssue[];
  /** What a package shows beside its cells. */
  drawings: Drawings | null;
}

export interface BookSource {
  path: string;
  format: BookFormat;
  hints: ParseHints;
  limits: ParseLimits;
  /** Cells are told as they are shown. */
  isShown?: boolean;
}

/**
 * The whole workbook in memory.
 * @throws Refusal `book-too-big`, `book-damaged`, `encrypted`, `xml-doctype`, `html`, and those of packages and encodings
 */
export async function openBook(source: BookSource): Promise<OpenedBook> {
  const { path, format, hints } = source;
  if (statSync(path).size > maxBookBytes) throw new Refusal('book-too-big', { maxBytes: maxBookBytes });
  const isText = format === 'html' || format === 'xml-2003';
  const text = isText ? readText(path, format, hints) : null;
  const isPackage = format === 'ods' || format === 'xlsb';
  const { repaired, ...told } = isPackage ? await checkPackage(source) : toldByText(format, text?.text ?? '');
  if (format === 'html' && text !== null) {
    const { bookOfHtml } = await import('./html/page.js');
    return { book: bookOfHtml(text.text, source.isShown === true), encoding: text.encoding, ...told };
  }
  const xlsx = await import('@e965/xlsx');
  if (format === 'xls') xlsx.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  const common = { dense: true, cellNF: true, cellHTML: false, cellStyles: true, UTC: true } as const;
  const options = { ...common, bookVBA: format === 'xls' };
  try {
    const data = text
      ? plainXml2003(text.text)
      : repacked(readFileSync(path), repaired ?? unrepaired, xlsx.CFB as Repacker);
    const type = typeof data === 'string' ? 'string' : 'buffer';
    const read = (codepage?: number): WorkBook =>
      silently(() => xlsx.read(data, { ...options, type, ...(codepage !== undefined && { codepage }) }));
    if (isBare(format, data)) return { ...readBare(data, hints, read), ...told };
    const found = format === 'xls' && typeof data !== 'string' ? toldByRecords(data, xlsx.CFB as ContainerReader) : {};
    const book = format === 'ods' ? withNames(read()) : read();
    refuseTwins(book);
    const all = { ...told, ...found };
    const isTold = book.vbaraw === undefined || all.active.some(({ code }) => code === 'macros');
    const macros = isTold ? [] : [{ code: 'macros', params: { parts: 1 } }];
    return { book, encoding: text?.encoding ?? null, ...all, active: [...macros, ...all.active] };
  } catch (error) {
    throw error instanceof Refusal ? error : refusalOf(error);
  }
}

/** The library keeps sheets by name: of two with the same one, the first is lost. */
function refuseTwins({ SheetNames }: WorkBook): void {
  if (new Set(SheetNames).size < SheetNames.length) throw new Refusal('book-damaged');
}

const isBare = (format: BookFormat, data: Buffer | string): data is Buffer =>
  format === 'xls' && typeof data !== 'string' && isBareWorkbook(data);

/** The library writes what it meets to the console, pieces of the file among it. */
function silently<T>(work: () => T): T {
  const { error, warn, log } = console;
  Object.assign(console, { error: () => undefined, warn: () => undefined, log: () => undefined });
  try {
    return work();
  } finally {
    Object.assign(console, { error, warn, log });
  }
}

const entity = /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/gi;

/** The library leaves `R&amp;D` as it stands in the names of OpenDocument sheets. */
function withNames(book: WorkBook): WorkBook {
  const names = book.SheetNames.map((name) => [name, name.replaceAll(entity, resolveEntities)] as const);
  const Sheets = Object.fromEntries(names.map(([name, told]) => [told, book.Sheets[name] ?? {}]));
  return { ...book, SheetNames: names.map(([, told]) => told), Sheets };
}

function readText(path: string, format: BookFormat, hints: ParseHints): { text: string; encoding: Encoding } {
  const bytes = readFileSync(path);
  const head = bytes.subarray(0, 4096).toString('latin1');
  const declared = /(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  const legacyEncoding = isSupported(declared) ? declared : hints.legacyEncoding;
  const encoding = detectEncoding(path, {
    ...(hints.encoding !== undefined && { encoding: hints.encoding }),
    ...(legacyEncoding !== undefined && { legacyEncoding }),
  });
  const decoder = decoderFor(encoding.label);
  const text = asMeant(decoder.encoding, decoder.decode(bytes.subarray(encoding.bomBytes)));
  if (format === 'html' && !/<table/i.test(text)) throw new Refusal('html');
  if (format === 'xml-2003' && /<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Refusal('xml-doctype');
  return { text: format === 'xml-2003' ? withPlacesOfSheet(text) : text, encoding };
}

function isSupported(label: string | undefined): label is string {
  if (label === undefined || /^utf-?(?:8|16)/i.test(label)) return false;
  try {
    decoderFor(label);
    return true;
  } catch {
    return false;
  }
}

function toldByRecords(bytes: Buffer, reader: ContainerReader): Partial<Told> {
  const found = streamIn(bytes, reader);
  if (found === null) return {};
  const { stream, paths } = found;
  const globals = readGlobals(stream);
  const kinds = new ActiveKinds();
  xlsLinks(stream, kinds);
  xlsEmbedded(paths, kinds);
  const notCells = notCellsIn(stream, globals);
  if (notCells.includes('xlMacrosheet')) kinds.add('macros');
  return {
    marks: marksIn(stream, globals),
    notCells,
    twice: twiceIn(stream, globals),
    uncalculated: isUncalculated(stream, globals),
    active: kinds.issues(),
    drawings: xlsDrawings(stream),
  };
}

/** What the library does not tell of a file that is text. */
const toldByText = (format: BookFormat, text: string): Told =>
  format === 'xml-2003' ? { ...nothingTold, ...xmlToldIn(text) } : nothingTold;

type Told = Omit<OpenedBook, 'book' | 'encoding'> & {
  repaired?: Repaired;
};

const unrepaired: Repaired = { parts: {}, isAll: false };

const nothingTold: Told = {
  hidden: [],
  hiddenSheets: [],
  marks: [],
  notCells: [],
  twice: [],
  uncalculated: false,
  active: [],
  drawings: null,
};

async function withPackage<T>({ path, limits }: BookSource, use: (zip: ZipPackage) => Promise<T>): Promise<T> {
  const zip = await ZipPackage.open(path, {
    ...limits,
    maxInflatedBytes: Math.min(limits.maxInflatedBytes, maxBookBytes),
  });
  try {
    return await use(zip);
  } finally {
    await zip.close();
  }
}

/** Inflates every part once, so that no limit hangs on what the package says of itself. */
async function checkPackage(source: BookSource): Promise<Told> {
  const told = await withPackage(source, (zip) => inflated(zip, source));
  if (source.format !== 'xlsb') return told;
  return withPackage(source, async (zip) => ({
    ...told,
    ...(await xlsbTold(zip)),
    active: await listActiveContent(zip),
  }));
}

async function inflated(zip: ZipPackage, { format, isShown = false }: BookSource): Promise<Told> {
  let told = nothingTold;
  let parts: Record<string, string> = {};
  const kinds = new ActiveKinds();
  const manifest = await manifestOf(zip);
  odsEmbedded(manifest, kinds);
  const locked = lockedPrograms(manifest);
  const isAll = locked.size > 0;
  for (const [key, entry] of zip.entries) {
    if (/\.(?:xml|rels)$/.test(key) && !locked.has(key))
      refuseDoctype(xmlText(await zip.head(entry, prologBytes)), format === 'ods' && !isReadKey(key));
    if (format === 'ods' && isOdsProgram(key)) kinds.add('macros');
    if (format === 'ods' && isContentKey(key)) {
      const whole = xmlText(await zip.read(entry, maxBookBytes));
      odsLinks(whole, kinds);
      const xml = withoutForeign(whole);
      parts = await repairedOds(zip, { whole, xml, isShown, isAll });
      // Cells have no places of their own in it: none can stand twice.
      told = { ...nothingTold, ...odsTold(xml) };
    } else for await (const chunk of zip.stream(entry)) void chunk;
  }
  return { ...told, active: kinds.issues(), drawings: drawingsOf(zip.entries.keys()), repaired: { parts, isAll } };
}

/** The library tells what is wrong in words of its own, which may quote the file: only their kind is taken. */
function refusalOf(error: unknown): Refusal {
  const text = error instanceof Error ? error.message : '';
  return new Refusal(/password|encrypt/i.test(text) ? 'encrypted' : 'book-damaged');
}
