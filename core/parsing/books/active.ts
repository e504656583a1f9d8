/** What an .ods or .xls file brings along that could act or reach out, told as of .xlsx: never run, never followed. */
import type { FileIssue } from '../../../schemas/staging.js';
import { recordsFrom } from './xls-marks.js';

/** One per kind, with how often it is there. */
export class ActiveKinds {
  private readonly counts = new Map<string, number>();

  add(code: string, parts = 1): void {
    if (parts > 0) this.counts.set(code, (this.counts.get(code) ?? 0) + parts);
  }

  issues(): FileIssue[] {
    return [...this.counts].map(([code, parts]) => ({ code, params: { parts } }));
  }
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Programs of a file lie in folders of their own, modules of Basic beside a list of them. `key`: of a part, in lower case. */
export const isOdsProgram = (key: string): boolean => /^(?:basic\/[^/]+\/(?!script-lb\.xml$)|scripts\/)./.test(key);

/** Links of the part with the cells: to other programs, to cells of other files, and ranges taken over from them. */
export function odsLinks(xml: string, kinds: ActiveKinds): void {
  kinds.add('dde-links', countOf(xml, /<table:dde-link[\s/>]/g));
  kinds.add('external-links', countOf(xml, /<table:(?:cell-range|table)-source[\s/>]/g));
  kinds.add(
    'external-links',
    countOf(xml, /(?:'|&apos;)(?:file|https?|ftp|smb):\/\/[^"'&<>]+(?:'|&apos;)#/g) > 0 ? 1 : 0,
  );
}

const ownEntry = /\bfull-path="\/"/;
const otherFile =
  /\bmedia-type="application\/vnd\.(?:oasis\.opendocument\.(?:spreadsheet|text|presentation|graphics)|sun\.star\.oleobject)"/;

/** Files in the file: charts are none. */
export function odsEmbedded(manifest: string, kinds: ActiveKinds): void {
  const entries = manifest.match(/<manifest:file-entry\b[^>]*>/g) ?? [];
  kinds.add('embedded-objects', entries.filter((entry) => otherFile.test(entry) && !ownEntry.test(entry)).length);
}

/** [MS-XLS] 2.4.271 SupBook: what the formulas of a workbook refer to; itself and the functions of add-ins are no other files. */
const supBook = 0x1ae;
const itself = new Set([0x0401, 0x3a01]);
/** Between a program and what it is asked for. */
const programMark = 3;

export function xlsLinks(stream: Buffer, kinds: ActiveKinds): void {
  for (const [type, body] of recordsFrom(stream, 0)) {
    if (type !== supBook || body.length < 5 || itself.has(body.readUInt16LE(2))) continue;
    kinds.add(body.subarray(4).includes(programMark) ? 'dde-links' : 'external-links');
  }
}

/** Embedded files are folders of the container. `paths`: of all that is in it. */
export function xlsEmbedded(paths: readonly string[], kinds: ActiveKinds): void {
  kinds.add('embedded-objects', paths.filter((path) => /\/MBD[0-9A-F]{8}\/$/i.test(path)).length);
}
