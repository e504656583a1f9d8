/** The workbook part: which sheets there are, in which order, and how dates count. */
import { Refusal } from '../../refusal.js';
import type { ZipEntry } from '../zip/package.js';
import type { ZipPackage } from '../zip/package.js';
import { xmlText } from '../xml/decode.js';
import { isTrue, outsideExtensions, walkXml } from '../xml/walk.js';
import type { XmlVisitor } from '../xml/walk.js';
import { maxSmallPartBytes, readRelationships } from './relationships.js';
import type { Relationship } from './relationships.js';

export type SheetState = 'visible' | 'hidden' | 'veryHidden';

export interface BookSheet {
  /** 0-based position among all sheets, charts too. */
  index: number;
  name: string;
  state: SheetState;
  /** `worksheet`, `chartsheet`, `dialogsheet`, `xlMacrosheet` … */
  kind: string;
  /** null when the package has no such part. */
  entry: ZipEntry | null;
}

export interface Workbook {
  sheets: BookSheet[];
  date1904: boolean;
  /** Its writer did not calculate, and saved 0 as the result of each formula, or none: it asks to be calculated when it is opened, or is known. */
  uncalculated: boolean;
  sharedStrings: ZipEntry | null;
  styles: ZipEntry | null;
  /** Defined names; `sheetIndex` of those that belong to one sheet. */
  names: DefinedName[];
  /** Kinds of everything else that the workbook refers to. */
  related: Relationship[];
}

export interface DefinedName {
  name: string;
  sheetIndex: number | null;
  text: string;
}

const mostNames = 10_000;
const defaultPart = 'xl/workbook.xml';

/** Refuses a package without a workbook: a document or a presentation, say. */
export async function readWorkbook(zip: ZipPackage): Promise<Workbook> {
  const root = (await readRelationships(zip, '')).find((each) => each.kind === 'officeDocument');
  const entry = (root && zip.find(root.target)) ?? zip.find(defaultPart);
  if (!entry) throw new Refusal('xlsx-no-workbook');
  const related = await readRelationships(zip, entry.name);
  const listed = listSheets(xmlText(await zip.read(entry, maxSmallPartBytes)));
  const byId = new Map(related.map((each) => [each.id, each]));
  const partOf = (kind: string): ZipEntry | null => {
    const relation = related.find((each) => each.kind === kind && !each.external);
    return (relation && zip.find(relation.target)) ?? null;
  };
  return {
    date1904: listed.date1904,
    uncalculated: listed.uncalculated ?? (await isByPoi(zip)),
    names: listed.names,
    sheets: listed.sheets.map(({ name, state, relation }, index) => {
      const target = byId.get(relation);
      const found = target && !target.external ? zip.find(target.target) : undefined;
      return { index, name, state, kind: target?.kind ?? '', entry: found ?? null };
    }),
    sharedStrings: partOf('sharedStrings'),
    styles: partOf('styles'),
    related,
  };
}

/** Apache POI (NPOI in C#) says nothing of calculation, which it leaves to others; it gives its name where it made the workbook. */
async function isByPoi(zip: ZipPackage): Promise<boolean> {
  const root = await readRelationships(zip, '');
  const part = root.find((each) => each.kind === 'extended-properties' && !each.external);
  const entry = part && zip.find(part.target);
  return (
    entry !== undefined &&
    /<Application>\s*(?:Apache POI|NPOI)\b/.test(xmlText(await zip.read(entry, maxSmallPartBytes)))
  );
}

interface ListedSheet {
  name: string;
  state: SheetState;
  relation: string;
}

interface Listed extends Pick<Workbook, 'date1904' | 'names'> {
  sheets: ListedSheet[];
  /** null = nothing is said of calculation. */
  uncalculated: boolean | null;
}

function listSheets(xml: string): Listed {
  const sheets: ListedSheet[] = [];
  const names: DefinedName[] = [];
  let open: DefinedName | null = null;
  let date1904 = false;
  let uncalculated: boolean | null = null;
  let inSheets = false;
  const visitor: XmlVisitor = {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = isTrue(attributes.get('date1904'));
      else if (name === 'calcPr') uncalculated = isTrue(attributes.get('fullCalcOnLoad'));
      else if (name === 'sheets') inSheets = true;
      else if (name === 'definedName' && names.length < mostNames) {
        const index = attributes.get('localSheetId');
        open = { name: attributes.get('name') ?? '', sheetIndex: index === undefined ? null : Number(index), text: '' };
        names.push(open);
      } else if (name === 'sheet' && inSheets) {
        const state = attributes.get('state');
        sheets.push({
          name: attributes.get('name') ?? '',
          state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
          relation: attributes.get('id') ?? '',
        });
      }
    },
    text(text) {
      if (open) open.text += text;
    },
    close(name) {
      if (name === 'sheets') inSheets = false;
      else if (name === 'definedName') open = null;
    },
  };
  walkXml(xml, outsideExtensions(visitor));
  return { sheets, date1904, uncalculated, names };
}
