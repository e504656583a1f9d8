/** What a workbook brings along that could act or reach out. It is never run or followed, only told. */
import type { FileIssue } from '../../../../schemas/staging.js';
import type { ZipPackage } from '../zip/package.js';
import { xmlText } from '../xml/decode.js';
import { prologBytes, refuseDoctype } from '../xml/prolog.js';
import { maxSmallPartBytes } from './relationships.js';
import type { Workbook } from './workbook.js';

const byFolder: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)vbaproject\.bin$/, 'macros'],
  [/(^|\/)macrosheets\//, 'macros'],
  [/(^|\/)externallinks\/[^/]+\.xml$/, 'external-links'],
  [/(^|\/)embeddings\//, 'embedded-objects'],
  [/(^|\/)activex\//, 'embedded-objects'],
  [/(^|\/)connections\.xml$/, 'data-connections'],
];

/** One info issue per kind found, with how many parts carry it. */
export async function listActiveContent(zip: ZipPackage, book: Workbook): Promise<FileIssue[]> {
  const counts = new Map<string, number>();
  const add = (code: string): void => void counts.set(code, (counts.get(code) ?? 0) + 1);
  for (const [key, entry] of zip.entries) {
    const code = byFolder.find(([pattern]) => pattern.test(key))?.[1];
    if (!code) continue;
    const dde = code === 'external-links' && (await zip.read(entry, maxSmallPartBytes)).includes('ddeLink');
    add(dde ? 'dde-links' : code);
  }
  for (const sheet of book.sheets) if (/macrosheet$/i.test(sheet.kind) && !counts.has('macros')) add('macros');
  return [...counts].map(([code, parts]) => ({ code, params: { parts } }));
}

/** Looks at the head of every XML part, read later or not: a DOCTYPE anywhere refuses the file. */
export async function refuseDoctypes(zip: ZipPackage): Promise<void> {
  for (const [key, entry] of zip.entries) {
    if (!/\.(xml|rels|vml)$/.test(key)) continue;
    refuseDoctype(xmlText(await zip.head(entry, prologBytes)));
  }
}
