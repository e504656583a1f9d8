/** Serials through date and time letters. */
import { eraPart } from './era.js';
import { halfOfDay, namesFor } from './names.js';
import { spelledDigits, spelledNumber } from './numerals.js';
import type { Section, Token } from './tokens.js';

interface Moment {
  year: number;
  month: number;
  day: number;
  /** 0 = Sunday, as Excel counts. */
  weekday: number;
  /** Of the day. */
  seconds: number;
  subseconds: number;
  serial: number;
}

const daySeconds = 86_400;
const epochMs = Date.UTC(1899, 11, 30);

/** Days between the serials of the 1900 and of the 1904 system. */
const shift1904 = 1462;

/**
 * null when the serial cannot be shown as a date. The 1904 system counts from its own day 0, and shows what lies before it with a minus;
 * elapsed time counts from zero in both.
 */
export function dateThrough(section: Section, serial: number, date1904 = false): string | null {
  if (serial < 0) return date1904 ? minus(dateThrough(section, -serial, true)) : null;
  const isElapsed = section.tokens.some(({ type }) => type === 'elapsed');
  return momentThrough(section, date1904 && !isElapsed ? serial + shift1904 : serial);
}

const minus = (text: string | null): string | null => (text === null ? null : `-${text}`);

function momentThrough(section: Section, serial: number): string | null {
  if (serial >= 2_958_466) return null;
  const digits = section.tokens.reduce(
    (most, token) => Math.max(most, token.type === 'subsecond' ? token.digits : 0),
    0,
  );
  const told = momentOf(serial, Math.min(digits, 9), section.tokens);
  const moment = section.buddhist ? { ...told, year: told.year + 543 } : told;
  const twelve = section.tokens.some(({ type }) => type === 'ampm');
  const names = namesFor(section.locale);
  return section.tokens
    .map((token, i) => {
      switch (token.type) {
        case 'date':
          return isTotal(section.tokens, token.letters, i)
            ? elapsedPart(token.letters, moment)
            : spelledPart(
                section,
                token.letters,
                isEra(section, token.letters)
                  ? eraPart(token.letters, moment)
                  : datePart(token.letters, isMinutes(section.tokens, i), moment, twelve, names),
              );
        case 'elapsed':
          return elapsedPart(token.letters, moment);
        case 'ampm':
          return halfOfDay(section.locale, token, moment.seconds >= daySeconds / 2);
        case 'subsecond':
          return `.${String(moment.subseconds).padStart(digits, '0').slice(0, token.digits)}`;
        case 'literal':
          return token.text;
        case 'digit':
          return token.place === '0' ? '0' : '';
        default:
          return token.type === 'slash' ? '/' : token.type === 'comma' ? ',' : token.type === 'point' ? '.' : '';
      }
    })
    .join('');
}

const isEra = ({ locale, tokens }: Section, letters: string): boolean =>
  letters.startsWith('g') ||
  (letters.startsWith('e') &&
    (locale.endsWith('411') || tokens.some((token) => token.type === 'date' && token.letters.startsWith('g'))));

/** A year is spelled digit by digit, everything else as a number; the eighteenth is 十八, though the number is 一十八. */
function spelledPart({ numerals }: Section, letters: string, text: string): string {
  if (numerals === 0 || !/^\d+$/.test(text)) return text;
  return letters.startsWith('y') || letters.startsWith('e')
    ? spelledDigits(text, numerals)
    : spelledNumber(text, numerals).replace(/^一十/, '十');
}

function shows(tokens: readonly Token[], letter: 'h' | 's'): boolean {
  return tokens.some(
    (token) => (token.type === 'date' || token.type === 'elapsed') && token.letters.startsWith(letter),
  );
}

/** Rounds to parts of seconds as far as they are shown, for a clock to whole ones, which it may leave out; a day is cut. */
function momentOf(serial: number, digits: number, tokens: readonly Token[]): Moment {
  const unit = 10 ** digits;
  let day = Math.floor(serial);
  const exact = (serial - day) * daySeconds;
  const isClock = shows(tokens, 's') || shows(tokens, 'h');
  let ticks = isClock ? Math.round(exact * unit) : Math.floor(Math.round(exact * 1e3) / 1e3) * unit;
  if (ticks >= daySeconds * unit) {
    day += 1;
    ticks -= daySeconds * unit;
  }
  const whole = Math.floor(ticks / unit);
  return { ...calendar(day), weekday: (day + 6) % 7, seconds: whole, subseconds: ticks - whole * unit, serial: day };
}

/** Excel's own calendar: day 0 is 1900-01-00 and day 60 is 1900-02-29. */
function calendar(day: number): { year: number; month: number; day: number } {
  if (day === 0) return { year: 1900, month: 1, day: 0 };
  if (day === 60) return { year: 1900, month: 2, day: 29 };
  const date = new Date(epochMs + (day < 60 ? day + 1 : day) * daySeconds * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `m` means minutes after hours or before seconds. */
function isMinutes(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.type !== 'date' || token.letters[0] !== 'm' || token.letters.length > 2) return false;
  const letterOf = (each: Token | undefined): string | undefined =>
    each?.type === 'date' || each?.type === 'elapsed' ? each.letters[0] : undefined;
  const before = tokens.slice(0, at).findLast((each) => letterOf(each) !== undefined);
  const after = tokens.slice(at + 1).find((each) => letterOf(each) !== undefined);
  const last = letterOf(before);
  return last === 'h' || last === 's' || letterOf(after) === 's';
}

/** In a format with `[h]`, a plain `h` is the total as well; the same for minutes and seconds. */
function isTotal(tokens: readonly Token[], letters: string, at: number): boolean {
  const unit = letters[0];
  if (unit === 'm' && !isMinutes(tokens, at)) return false;
  return tokens.some((token) => token.type === 'elapsed' && token.letters[0] === unit);
}

type Names = ReturnType<typeof namesFor>;

function datePart(letters: string, minutes: boolean, moment: Moment, twelve: boolean, names: Names): string {
  const length = letters.length;
  const two = (value: number): string => (length > 1 ? String(value).padStart(2, '0') : String(value));
  switch (letters[0]) {
    case 'y':
      return length <= 2 ? String(moment.year % 100).padStart(2, '0') : String(moment.year).padStart(4, '0');
    case 'e':
      return String(moment.year);
    case 'b':
      return length <= 2 ? String((moment.year + 543) % 100).padStart(2, '0') : String(moment.year + 543);
    case 'm':
      if (minutes) return two(Math.floor(moment.seconds / 60) % 60);
      return length <= 2 ? two(moment.month) : names.month(moment.month - 1, length);
    case 'd':
      return length <= 2 ? two(moment.day) : names.weekday(moment.weekday, length);
    case 'a':
      return names.weekday(moment.weekday, length);
    case 'h': {
      const hours = Math.floor(moment.seconds / 3600);
      return two(twelve ? ((hours + 11) % 12) + 1 : hours);
    }
    case 's':
      return two(moment.seconds % 60);
    default:
      return '';
  }
}

function elapsedPart(letters: string, moment: Moment): string {
  const seconds = moment.serial * daySeconds + moment.seconds;
  const unit = letters[0] === 'h' ? 3600 : letters[0] === 'm' ? 60 : 1;
  return String(Math.floor(seconds / unit)).padStart(letters.length, '0');
}
