/** What the library does not tell of an OpenDocument file, in one walk over its part with the cells. */
import { HiddenSheetsWalk, HiddenWalk } from './hidden.js';
import type { SheetHidden } from './hidden.js';
import { MarksWalk } from './ods-marks.js';
import type { SheetMarks } from './xls-marks.js';
import { walkedWith } from './walked-with.js';

export interface OdsTold {
  hidden: SheetHidden[];
  marks: SheetMarks[];
  hiddenSheets: boolean[];
}

/** Per sheet in the order of the file; what is no XML, or holds neither, tells nothing. */
export function odsTold(xml: string): OdsTold {
  const hidden = HiddenWalk.seesAny(xml) ? new HiddenWalk() : null;
  const marks = MarksWalk.seesAny(xml) ? new MarksWalk() : null;
  const sheets = HiddenSheetsWalk.seesAny(xml) ? new HiddenSheetsWalk() : null;
  const walks = [hidden, marks, sheets].filter((walk) => walk !== null);
  if (!walkedWith(xml, walks)) return { hidden: [], marks: [], hiddenSheets: [] };
  return { hidden: hidden?.told() ?? [], marks: marks?.sheets ?? [], hiddenSheets: sheets?.told() ?? [] };
}
