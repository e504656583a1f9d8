import type { FileFormat } from '../../schemas/staging.js';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { utf16ByNulBytes } from './csv/encoding.js';
import { isBareWorkbook, isBinary, signatureOf } from './signatures.js';
import { textFormatOf } from './text-formats.js';
import { namesInside } from './zip/look.js';

/** Files that hold other files. */
export type ArchiveKind = 'zip' | 'gzip';

/** What a file really is, by its bytes; its name only tells .et, .numbers and .pages from other ZIP and OLE2 files. */
export type Sniffed =
  { kind: FileFormat | ArchiveKind } | { kind: 'refused'; code: string; params?: Record<string, string | number> };

const headBytes = 8192;

const ole2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export function sniff(path: string, fileName: string): Sniffed {
  const fd = openSync(path, 'r');
  try {
    const size = fstatSync(fd).size;
    if (size === 0) return { kind: 'refused', code: 'empty-file' };
    const head = slice(fd, 0, Math.min(headBytes, size));
    const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
    const signature = signatureOf(head);
    if (signature !== null) return { kind: 'refused', ...signature };
    if (isBareWorkbook(head)) return { kind: 'xls' };
    if (starts(head, [0x1f, 0x8b, 0x08])) return { kind: 'gzip' };
    if (starts(head, ole2)) return ofOle2(fd, size, extension);
    if (starts(head, [0x50, 0x4b])) return ofZip(fd, size, head, extension);
    return ofText(head, size, extension);
  } finally {
    closeSync(fd);
  }
}

/** Whether what is no text in any encoding holds bytes of a program or of packed data. */
export function isBinaryFile(path: string): boolean {
  const fd = openSync(path, 'r');
  try {
    return isBinary(slice(fd, 0, headBytes));
  } finally {
    closeSync(fd);
  }
}

const starts = (head: Buffer, bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte);

function slice(fd: number, from: number, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  return buffer.subarray(0, readSync(fd, buffer, 0, size, from));
}

/** An OLE2 container: an encrypted workbook, an old .xls, WPS's .et or something else. */
function ofOle2(fd: number, size: number, extension: string): Sniffed {
  if (directoryAt(fd) >= size) return { kind: 'refused', code: 'file-truncated' };
  const streams = entryNames(fd, size);
  if (streams.has('encryptedpackage')) return { kind: 'refused', code: 'encrypted' };
  if (extension === 'et' || streams.has('etextdata')) return { kind: 'refused', code: 'wps-et' };
  if (streams.has('workbook') || streams.has('book')) return { kind: 'xls' };
  return { kind: 'refused', code: 'not-a-spreadsheet' };
}

const directoryEntryBytes = 128;
const mostNameBytes = 64;

/** Where the container says that its directory begins ([MS-CFB] 2.2). */
function directoryAt(fd: number): number {
  const head = slice(fd, 0, 512);
  const sectorBytes = 1 << Math.min(16, head.length >= 32 ? head.readUInt16LE(30) : 9);
  const sector = head.length >= 52 ? head.readUInt32LE(48) : 0;
  return (sector + 1) * sectorBytes;
}

/** Names in the first part of the directory, in lower case: upper and lower case are the same to it ([MS-CFB] 2.6.4), and some programs write BOOK. */
function entryNames(fd: number, size: number): ReadonlySet<string> {
  const directory = slice(fd, directoryAt(fd), Math.min(4096, size));
  const names = new Set<string>();
  for (let at = 0; at < directory.length; at += directoryEntryBytes) {
    const [name = ''] = directory.toString('utf16le', at, at + mostNameBytes).split('\0', 1);
    names.add(name.toLowerCase());
  }
  return names;
}

function ofZip(fd: number, size: number, head: Buffer, extension: string): Sniffed {
  if (extension === 'numbers') return { kind: 'refused', code: 'apple-numbers' };
  if (extension === 'pages') return { kind: 'refused', code: 'apple-pages' };
  const names = namesInside(fd, size);
  if (names === null) return { kind: 'refused', code: 'file-truncated' };
  if (names.includes('index/document.iwa')) return { kind: 'refused', code: 'apple-numbers' };
  if (names.includes('xl/workbook.bin')) return { kind: 'xlsb' };
  if (names.includes('word/document.xml')) return { kind: 'refused', code: 'word-document' };
  if (names.includes('[content_types].xml') || names.some((name) => name.startsWith('xl/'))) return { kind: 'xlsx' };
  // OpenDocument begins with an entry that says so, stored as it is.
  if (head.subarray(30, 200).includes('opendocument.spreadsheet')) return { kind: 'ods' };
  if (/^o[dt]s$/.test(extension) && names.includes('content.xml')) return { kind: 'ods' };
  // A directory that cannot be made out here: the reader of what the name says tells what is wrong.
  return { kind: names.length === 0 && /^xls[xm]$/.test(extension) ? 'xlsx' : 'zip' };
}

function ofText(head: Buffer, size: number, extension: string): Sniffed {
  const isZeros = head.every((byte) => byte === 0);
  if (isZeros) return { kind: 'refused', code: 'only-zeros' };
  const text = narrowed(head.toString('latin1'))
    .replace(/^(?:ï»¿|\s)+/, '')
    .slice(0, 4096)
    .toLowerCase();
  if (isWebArchive(text)) return { kind: 'refused', code: 'web-archive' };
  if (isHtml(text) || (/^(?:xls|html?)$/.test(extension) && textThenTable.test(text))) return { kind: 'html' };
  if (/^<\?xml[\s\S]*urn:schemas-microsoft-com:office:spreadsheet/.test(text)) return { kind: 'xml-2003' };
  if (/^begin:v(?:card|calendar)\s/.test(text)) return { kind: 'refused', code: 'vcard' };
  if (isLdif(text)) return { kind: 'refused', code: 'ldif' };
  if (isSql(text)) return { kind: 'refused', code: 'sql-dump' };
  if (text.startsWith('<?xml') || isBareXml(text))
    return text.includes('opendocument.spreadsheet')
      ? { kind: 'refused', code: 'other-table-format', params: { kind: 'OpenDocument (.fods)' } }
      : { kind: 'refused', code: 'xml' };
  if (isJson(text) || (/^[[{]\s*["{[\]}]/.test(text) && extension === 'json')) return { kind: 'refused', code: 'json' };
  const written = textFormatOf(text);
  if (written !== null) return { kind: 'refused', ...written };
  if (text.length === 0 && size <= headBytes) return { kind: 'refused', code: 'empty-file' };
  if (/^xls[xmb]?$/.test(extension) && head.includes(0) && !isWide(head))
    return { kind: 'refused', code: 'file-truncated' };
  return { kind: 'csv' };
}

/** What stands in UTF-16, as far as it is ASCII, in single bytes. */
const narrowed = (text: string): string =>
  /^(?:ÿþ|þÿ)/.test(text) || /^(?:[^\0]\0|\0[^\0]){8}/.test(text)
    ? text.replace(/^(?:ÿþ|þÿ)/, '').replaceAll('\0', '')
    : text;

const htmlStart = /^(?:<\?xml[^>]*>\s*)?<(?:!doctype html|(?:html|head|meta|title|style|body|table)[\s>])/;

const htmlInside = /<table[\s>][\s\S]*<t[rdh][\s>]|<(?:html|head|meta|style|script|body)[\s>]/;

/** A title or a warning of the program before the table. */
const textThenTable = /^[^\t,;|]{0,500}<table[\s>][\s\S]*<t[rdh][\s>]/;

/** A page by its first tag; any other tag or a comment begins one where a table follows, or what only pages hold. */
const isHtml = (text: string): boolean =>
  htmlStart.test(text) || (/^<(?:!--|[a-z][a-z\d]*[\s>])/.test(text) && htmlInside.test(text));

/** XML without its first line: a tag that names what it means, or one with others in it. Names of columns have no tags that close. */
function isBareXml(text: string): boolean {
  const [tag, attributes = ''] = /^<[a-z_][\w.:-]*(\s[^<>]*)?>/.exec(text) ?? [];
  if (tag === undefined) return false;
  return (
    /\sxmlns(?::[\w.-]+)?\s*=/.test(attributes) || (/^\s*<[a-z_]/.test(text.slice(tag.length)) && /<\/|\/>/.test(text))
  );
}

/** Records, or lines of them, whatever the file is called: no header begins with a brace and a key. */
const isJson = (text: string): boolean => /^\[?\s*\{\s*"[^"\n]{1,200}"\s*:/.test(text);

/** Entries of a directory of people: a first line that names one. */
const isLdif = (text: string): boolean => /^(?:#[^\n]*\n|version: ?\d+\s*\n|\s*\n){0,40}dn::? ?[a-z\d+/]+=/.test(text);

const beforeSql = /^\s*(?:$|--|#|\/\*|\*|(?:set|use|begin|start|lock|drop|alter|delete|truncate|pragma|go)\b)/;
const startsSql = /^\s*(?:insert\s+(?:ignore\s+)?into|replace\s+into|create\s+table|merge\s+into)\s+[`"'[\w.]/;

/** Statements that make or fill a table: the first line that is no comment and sets nothing. */
function isSql(text: string): boolean {
  const first = text.split(/\r\n|\r|\n/).find((line) => !beforeSql.test(line));
  return first !== undefined && startsSql.test(first);
}

/** A page with its parts as one MIME message, which Excel, WPS and browsers save as .mht: told by its lines before the first blank one. */
function isWebArchive(text: string): boolean {
  const [headers = ''] = text.split(/\r?\n\r?\n/, 1);
  return (
    /^[\w-]+:/.test(headers) && /^mime-version:/m.test(headers) && /^content-type:\s*multipart\/related/m.test(headers)
  );
}

const isWide = (head: Buffer): boolean =>
  starts(head, [0xff, 0xfe]) || starts(head, [0xfe, 0xff]) || utf16ByNulBytes(head) !== null;
