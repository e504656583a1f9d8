/** What the library does not tell of an .xlsb file, per sheet in the order of the workbook. */
import { readRelationships } from '../xlsx/book/relationships.js';
import type { ZipEntry, ZipPackage } from '../xlsx/zip/package.js';
import { maxBookBytes } from './formats.js';
import { marksOfSheet, marksOfStyles } from './xlsb-marks.js';
import type { SheetMarks } from './xls-marks.js';
import { recordsOf } from './xlsb-records.js';
import { twiceInPart } from './xlsb-twice.js';

const workbookPart = 'xl/workbook.bin';
const bundledSheet = 156;

export interface XlsbTold {
  marks: SheetMarks[];
  twice: ReadonlySet<number>[];
}

export async function xlsbTold(zip: ZipPackage): Promise<XlsbTold> {
  const told: XlsbTold = { marks: [], twice: [] };
  const workbook = zip.find(workbookPart);
  if (!workbook) return told;
  const relations = await readRelationships(zip, workbookPart);
  const styles = relations.find(({ kind }) => kind === 'styles');
  const part = async (entry: ZipEntry | undefined): Promise<Buffer> =>
    entry ? zip.read(entry, maxBookBytes) : Buffer.alloc(0);
  const formats = marksOfStyles(await part(styles && zip.find(styles.target)));
  const isMarked = formats.some((format) => format !== null);
  for (const [type, body] of recordsOf(await part(workbook))) {
    if (type !== bundledSheet || body.length < 12) continue;
    const id = body.toString('utf16le', 12, 12 + 2 * body.readUInt32LE(8));
    const target = relations.find((relation) => relation.id === id)?.target;
    const sheet = await part(target === undefined ? undefined : zip.find(target));
    told.twice.push(twiceInPart(sheet));
    told.marks.push(isMarked ? marksOfSheet(sheet, formats) : new Map());
  }
  return told;
}
