/** Which sheets of an .xls file have no cells of a person: the cells in a chart's substream are the numbers it draws ([MS-XLS] 2.4.21 BOF). */
import { records } from './xls-marks.js';
import type { Globals } from './xls-marks.js';

/** By the type of a sheet's substream, as .xlsx calls them. */
const kinds: Readonly<Record<number, string>> = { 0x20: 'chartsheet', 0x40: 'xlMacrosheet' };

/** Per sheet, in the order of the file; null = it has cells. `stream`: of the workbook. */
export const notCellsIn = (stream: Buffer, { sheets }: Globals): (string | null)[] =>
  sheets.map((from) => {
    const isBegun = from + 8 <= stream.length && stream.readUInt16LE(from) === records.bof;
    return (isBegun && kinds[stream.readUInt16LE(from + 6)]) || null;
  });
