/**
 * Addresses behind the cells of a sheet (ECMA-376 part 1, 18.3.1.47): they stand behind its rows, so that a sheet whose relationships
 * name outside addresses is looked through for them before it is read.
 */
import { Refusal } from '../../refusal.js';
import { mergeOf } from '../scan/references.js';
import { lastColumnOfSheet, lastRowOfSheet } from '../scan/sheet-size.js';
import { asUtf8, xmlText } from '../xml/decode.js';
import { walkXml } from '../xml/walk.js';
import type { Attributes } from '../xml/walk.js';
import type { ZipEntry, ZipPackage } from '../zip/package.js';
import { maxSmallPartBytes } from './relationships.js';
import type { Relationship } from './relationships.js';

export interface CellLink {
  /** 0-based. */
  col: number;
  target: string;
}

/** By 1-based row. */
export type SheetLinks = ReadonlyMap<number, readonly CellLink[]>;

const listName = 'hyperlinks';
const listTag = new RegExp(`<(?:[\\w.-]{1,64}:)?${listName}[\\s>]`);
/** Bytes of a tag that a chunk may cut. */
const overlap = 128;
/** One reference may name a whole column. */
const mostCells = 200_000;

/** null = none. A list that is damaged or too large costs nothing but the addresses: no cell hangs on it. */
export async function readLinks(
  zip: ZipPackage,
  sheet: ZipEntry,
  relations: readonly Relationship[],
): Promise<SheetLinks | null> {
  const targets = new Map(
    relations.flatMap(({ id, kind, external, target }) => (kind === 'hyperlink' && external ? [[id, target]] : [])),
  );
  if (targets.size === 0) return null;
  try {
    const list = await listOf(asUtf8(zip.stream(sheet)));
    return list === null ? null : linksIn(xmlText(list), targets);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return null;
  }
}

/** The bytes from the list's tag to its end; null = the sheet has no list. */
async function listOf(chunks: AsyncIterable<Buffer>): Promise<Buffer | null> {
  let tail: Buffer = Buffer.alloc(0);
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    const seen = kept.length > 0 ? chunk : Buffer.concat([tail, chunk]);
    const from = kept.length > 0 ? 0 : beginOf(seen);
    tail = Buffer.from(seen.subarray(-overlap));
    if (from < 0) continue;
    kept.push(Buffer.from(seen.subarray(from)));
    bytes += seen.length - from;
    if (bytes > maxSmallPartBytes) return null;
  }
  return kept.length === 0 ? null : wholeList(Buffer.concat(kept));
}

/** -1 = not in these bytes. */
function beginOf(bytes: Buffer): number {
  for (let at = bytes.indexOf(listName); at >= 0; at = bytes.indexOf(listName, at + 1)) {
    const from = Math.max(0, at - overlap);
    const found = listTag.exec(bytes.toString('latin1', from, at + listName.length + 1));
    if (found) return from + found.index;
  }
  return -1;
}

function wholeList(bytes: Buffer): Buffer | null {
  const end = bytes.lastIndexOf(`${listName}>`);
  return end < 0 ? null : bytes.subarray(0, end + listName.length + 1);
}

function linksIn(xml: string, targets: ReadonlyMap<string, string>): SheetLinks {
  const links = new Map<number, CellLink[]>();
  let cells = 0;
  walkXml(xml, {
    open(name, attributes) {
      const target = name === 'hyperlink' ? targetOf(attributes, targets) : null;
      const range = target === null ? null : mergeOf(attributes.get('ref') ?? '', lastRowOfSheet, lastColumnOfSheet);
      if (!range || target === null) return;
      for (let row = range.firstRow; row <= range.lastRow; row += 1) {
        for (let col = range.firstCol; col <= range.lastCol && cells < mostCells; col += 1, cells += 1) {
          const own = links.get(row) ?? [];
          own.push({ col, target });
          links.set(row, own);
        }
        if (cells >= mostCells) return;
      }
    },
  });
  return links;
}

/** What stands behind # is kept apart. */
function targetOf(attributes: Attributes, targets: ReadonlyMap<string, string>): string | null {
  const target = targets.get(attributes.get('id') ?? '');
  const place = attributes.get('location') ?? '';
  if (target === undefined) return null;
  return place === '' ? target : `${target}#${place}`;
}
