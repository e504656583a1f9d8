import type { FileFormat } from '../../schemas/staging.js';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { namesInside } from './zip/look.js';

/** Files that hold other files. */
export type ArchiveKind = 'zip' | 'gzip';

/** What a file really is, by its bytes; its name only tells .et, .numbers and .pages from other ZIP and OLE2 files. */
export type Sniffed =
  { kind: FileFormat | ArchiveKind } | { kind: 'refused'; code: string; params?: Record<string, string | number> };

const headBytes = 8192;

const signatures: readonly { code: string; bytes: readonly number[] }[] = [
  { code: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46] },
  { code: 'picture', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { code: 'picture', bytes: [0xff, 0xd8, 0xff] },
  { code: 'picture', bytes: [0x47, 0x49, 0x46, 0x38] },
  { code: 'picture', bytes: [0x49, 0x49, 0x2a, 0x00] }, // TIFF
  { code: 'picture', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { code: 'rar-archive', bytes: [0x52, 0x61, 0x72, 0x21] },
  { code: 'seven-zip-archive', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
];
const ole2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export function sniff(path: string, fileName: string): Sniffed {
  const fd = openSync(path, 'r');
  try {
    const size = fstatSync(fd).size;
    if (size === 0) return { kind: 'refused', code: 'empty-file' };
    const head = slice(fd, 0, Math.min(headBytes, size));
    const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
    const signature = signatures.find(({ bytes }) => starts(head, bytes))?.code ?? (isPicture(head) ? 'picture' : null);
    if (signature !== null) return { kind: 'refused', code: signature };
    if (starts(head, [0x1f, 0x8b, 0x08])) return { kind: 'gzip' };
    if (starts(head, ole2)) return ofOle2(fd, size, extension);
    if (starts(head, [0x50, 0x4b])) return ofZip(fd, size, head, extension);
    return ofText(head, size, extension);
  } finally {
    closeSync(fd);
  }
}

/** WebP in RIFF, HEIC and AVIF in ISO boxes, BMP with a header of a known length: their first bytes alone could begin a text. */
function isPicture(head: Buffer): boolean {
  const at = (from: number, to: number): string => head.toString('latin1', from, to);
  if (at(0, 4) === 'RIFF') return at(8, 12) === 'WEBP';
  if (at(4, 8) === 'ftyp') return /^(?:hei[cfmsx]|hev[cx]|mif1|msf1|avif)/.test(at(8, 12));
  return at(0, 2) === 'BM' && head.length > 18 && [12, 40, 52, 56, 64, 108, 124].includes(head.readUInt32LE(14));
}

const starts = (head: Buffer, bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte);

function slice(fd: number, from: number, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  return buffer.subarray(0, readSync(fd, buffer, 0, size, from));
}

/** An OLE2 container: an encrypted workbook, an old .xls, WPS's .et or something else. Its stream names are UTF-16 in the directory. */
function ofOle2(fd: number, size: number, extension: string): Sniffed {
  const streams = directoryText(fd, size);
  if (streams.includes('EncryptedPackage')) return { kind: 'refused', code: 'encrypted' };
  if (extension === 'et' || streams.includes('ETExtData')) return { kind: 'refused', code: 'wps-et' };
  if (streams.includes('Workbook') || streams.includes('Book')) return { kind: 'xls' };
  return { kind: 'refused', code: 'not-a-spreadsheet' };
}

function directoryText(fd: number, size: number): string {
  const head = slice(fd, 0, 512);
  const sectorBytes = 1 << Math.min(16, head.length >= 32 ? head.readUInt16LE(30) : 9);
  const sector = head.length >= 52 ? head.readUInt32LE(48) : 0;
  const at = Math.min((sector + 1) * sectorBytes, Math.max(0, size - 1));
  return slice(fd, at, Math.min(4096, size)).toString('utf16le');
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
  if (extension === 'ods' && names.includes('content.xml')) return { kind: 'ods' };
  // A directory that cannot be made out here: the reader of what the name says tells what is wrong.
  return { kind: names.length === 0 && /^xls[xm]$/.test(extension) ? 'xlsx' : 'zip' };
}

function ofText(head: Buffer, size: number, extension: string): Sniffed {
  const isZeros = head.every((byte) => byte === 0);
  if (isZeros) return { kind: 'refused', code: 'only-zeros' };
  const text = head
    .toString('latin1')
    .replace(/^(?:ï»¿|\s)+/, '')
    .slice(0, 4096)
    .toLowerCase();
  if (isWebArchive(text)) return { kind: 'refused', code: 'web-archive' };
  if (/^(?:<!doctype html|<html|<table|<meta|<head)/.test(text)) return { kind: 'html' };
  if (/^<\?xml[\s\S]*urn:schemas-microsoft-com:office:spreadsheet/.test(text)) return { kind: 'xml-2003' };
  if (/^begin:v(?:card|calendar)\s/.test(text)) return { kind: 'refused', code: 'vcard' };
  if (text.startsWith('<?xml')) return { kind: 'refused', code: 'xml' };
  if (isJson(text) || (/^[[{]\s*["{[\]}]/.test(text) && extension === 'json')) return { kind: 'refused', code: 'json' };
  if (text.length === 0 && size <= headBytes) return { kind: 'refused', code: 'empty-file' };
  if (/^xls[xmb]?$/.test(extension) && head.includes(0) && !isWide(head))
    return { kind: 'refused', code: 'file-truncated' };
  return { kind: 'csv' };
}

/** Records, or lines of them, whatever the file is called: no header begins with a brace and a key. */
const isJson = (text: string): boolean => /^\[?\s*\{\s*"[^"\n]{1,200}"\s*:/.test(text);

/** A page with its parts as one MIME message, which Excel, WPS and browsers save as .mht: told by its lines before the first blank one. */
function isWebArchive(text: string): boolean {
  const [headers = ''] = text.split(/\r?\n\r?\n/, 1);
  return (
    /^[\w-]+:/.test(headers) && /^mime-version:/m.test(headers) && /^content-type:\s*multipart\/related/m.test(headers)
  );
}

const isWide = (head: Buffer): boolean => starts(head, [0xff, 0xfe]) || starts(head, [0xfe, 0xff]);
