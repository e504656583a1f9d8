/** What an .xls file shows beside its cells: charts, pictures, shapes ([MS-XLS] 2.4.21 BOF, 2.4.181 Obj). Boxes of notes, of filters and of forms do not count. */
import type { Drawings } from '../xlsx/book/drawings.js';
import { records } from './xls-marks.js';

const object = 0x5d;
/** Type of a substream that is a chart, alone on a sheet or inside one. */
const chart = 0x20;
/** Types of objects: group, line, rectangle, oval, arc, text, polygon, shapes of Office. */
const shapes = new Set([0, 1, 2, 3, 4, 6, 9, 30]);
const picture = 8;

/** null = nothing is shown. */
export function xlsDrawings(stream: Buffer): Drawings | null {
  const found = { charts: 0, pictures: 0, others: 0 };
  for (let at = 0; at + 4 <= stream.length;) {
    const type = stream.readUInt16LE(at);
    const end = at + 4 + stream.readUInt16LE(at + 2);
    if (end > stream.length) break;
    const body = stream.subarray(at + 4, end);
    if (type === records.bof && body.length >= 4 && body.readUInt16LE(2) === chart) found.charts += 1;
    else if (type === object && body.length >= 6) {
      const kind = body.readUInt16LE(4);
      if (kind === picture) found.pictures += 1;
      else if (shapes.has(kind)) found.others += 1;
    }
    at = end;
  }
  const { charts, pictures, others } = found;
  if (charts + pictures > 0) return { charts, pictures, others: 0 };
  return others > 0 ? found : null;
}
