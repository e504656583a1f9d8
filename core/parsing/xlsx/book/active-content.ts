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
  [/(^|\/)externallinks\/[^/]+\.(xml|bin)$/, 'external-links'],
  [/(^|\/)embeddings\//, 'embedded-objects'],
  [/(^|\/)activex\//, 'embedded-objects'],
  [/(^|\/)connections\.(xml|bin)$/, 'data-connections'],
];

/** One issue per kind found in an .xlsx or .xlsb file, with how many parts carry it. */
export async function listActiveContent(zip: ZipPackage, sheets: Workbook['sheets'] = []): Promise<FileIssue[]> {
  const counts = new Map<string, number>();
  const add = (code: string): void => void counts.set(code, (counts.get(code) ?? 0) + 1);
  for (const [key, entry] of zip.entries) {
    const code = byFolder.find(([pattern]) => pattern.test(key))?.[1];
    if (!code) continue;
    const dde = code === 'external-links' && isProgram(key, await zip.read(entry, maxSmallPartBytes));
    add(dde ? 'dde-links' : code);
  }
  for (const sheet of sheets) if (/macrosheet$/i.test(sheet.kind) && !counts.has('macros')) add('macros');
  return [...counts].map(([code, parts]) => ({ code, params: { parts } }));
}

/** In .xlsb a link begins with its kind ([MS-XLSB] 2.4.199 BrtBeginSupBook): 1 = a program. */
function isProgram(key: string, part: Buffer): boolean {
  if (key.endsWith('.xml')) return part.includes('ddeLink');
  return part.length > 3 && part.readUInt16LE(0) === beginSupBook && part[3] === 1;
}

/** Number of the record, 360, as it is written. */
const beginSupBook = 0x02e8;

/** Looks at the head of every XML part, read later or not: a DOCTYPE anywhere refuses the file. */
export async function refuseDoctypes(zip: ZipPackage): Promise<void> {
  for (const [key, entry] of zip.entries) {
    if (!/\.(xml|rels|vml)$/.test(key)) continue;
    refuseDoctype(xmlText(await zip.head(entry, prologBytes)));
  }
}
