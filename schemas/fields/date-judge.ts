/** From a written date to a canonical one, or to the reason why not. Shared by date and datetime. */
import type { CellProblem, CellVerdict, ColumnContext } from '../verdicts.js';
import { dateText, daysTo1904, isCalendarDate, maxYear, minYear, serialDate } from './calendar.js';
import type { WallDate } from './calendar.js';
import { centuryYear, lacksYear, readDate } from './date-forms.js';
import type { WrittenDate } from './date-forms.js';
import { rejected } from './field-type.js';
import { epochClock } from './instants.js';
import type { Clock } from './instants.js';

export type DateRead =
  { date: WallDate; warnings: CellProblem[]; fromSerial?: number } | 'placeholder' | { verdict: CellVerdict };

/** What programs write for "no date", in whatever form: the first and last days of Excel, SQL Server and .NET. */
const noDates = new Set([
  '0000-00-00',
  '0001-01-01',
  '1899-12-30',
  '1899-12-31',
  '1900-01-00',
  '1900-01-01',
  '9999-12-31',
]);

export const isNoDate = (date: WallDate): boolean => noDates.has(dateText(date));

/** `flag` 'invalid-date' says that the spreadsheet showed a date where the number is none. */
export function judgeDate(text: string, flag: string | null, context: ColumnContext): DateRead {
  // Excel shows a 0 as 1900/1/0: an emptied date.
  if (flag === 'invalid-date') return text === '0' ? 'placeholder' : { verdict: rejected('date-invalid') };
  if (context.storedNumbers === true && /^\d{4}\.1$/.test(text)) return { verdict: rejected('date-month-lost') };
  const written = readDate(text);
  if (written === null) return { verdict: rejected(lacksYear(text) ? 'date-without-year' : 'date-unreadable') };
  switch (written.kind) {
    case 'placeholder':
      return 'placeholder';
    case 'serial':
      return fromSerial(written.serial, context);
    case 'triple':
      return fromTriple(written, context);
    default:
      return checked(written.date, written.shortYear);
  }
}

function checked(date: WallDate, shortYear: boolean): DateRead {
  if (isNoDate(date)) return 'placeholder';
  if (date.year < minYear || date.year > maxYear) return { verdict: rejected('date-out-of-range') };
  if (!isCalendarDate(date)) return { verdict: rejected('date-invalid') };
  return { date, warnings: shortYear ? [{ code: 'two-digit-year' }] : [] };
}

function fromSerial(serial: number, context: ColumnContext): DateRead {
  const date = serialDate(context.epoch1904 === true ? serial + daysTo1904 : serial);
  if (!date) return { verdict: rejected('date-unreadable') };
  if (context.serials === true) return { date, warnings: [], fromSerial: serial };
  return { verdict: rejected('date-serial', undefined, dateText(date)) };
}

/** The UTC clock of a cell that counts from 1970; null = it is no such number. */
export function judgeEpoch(text: string, { epochs }: ColumnContext): Clock | null | { verdict: CellVerdict } {
  const clock = epochClock(text);
  if (clock === null) return null;
  return clock.unit === epochs ? clock : { verdict: rejected('date-epoch', undefined, dateText(clock.date)) };
}

type Triple = Extract<WrittenDate, { kind: 'triple' }>;

/** The readings the numbers allow, by order. */
function readings(written: Triple): Record<'DMY' | 'MDY' | 'YMD', WallDate> {
  const { first, second } = written;
  const third = written.shortYear ? centuryYear(written.third) : written.third;
  return {
    DMY: { year: third, month: second, day: first },
    MDY: { year: third, month: first, day: second },
    YMD: { year: centuryYear(first), month: second, day: written.third },
  };
}

function fromTriple(written: Triple, context: ColumnContext): DateRead {
  const all = readings(written);
  if (isNoDate(all.DMY) || isNoDate(all.MDY)) return 'placeholder';
  const declared = context.dateOrder;
  if (declared !== null && (written.shortYear || declared !== 'YMD')) {
    const other = declared === 'DMY' ? all.MDY : all.DMY;
    if (isCalendarDate(all[declared]) || !isCalendarDate(other)) return checked(all[declared], written.shortYear);
    return { verdict: rejected('date-contradicts-order', { order: declared }) };
  }
  const orders = written.shortYear ? (['DMY', 'MDY', 'YMD'] as const) : (['DMY', 'MDY'] as const);
  const possible = new Set(
    orders
      .map((order) => all[order])
      .filter(isCalendarDate)
      .map(dateText),
  );
  if (possible.size > 1) return { verdict: rejected('date-ambiguous') };
  return checked(isCalendarDate(all.DMY) ? all.DMY : isCalendarDate(all.MDY) ? all.MDY : all.YMD, written.shortYear);
}
