/** The written forms of dates: what a text says, before any question of order, calendar or zone. */
import type { WallDate } from './calendar.js';
import { inEnglish } from './month-names.js';

/** A date as written; `triple` = three numbers, year last or all of two digits, whose order the text alone does not tell. */
export type WrittenDate =
  | { kind: 'date'; date: WallDate; shortYear: boolean }
  | { kind: 'triple'; first: number; second: number; third: number; shortYear: boolean }
  | { kind: 'serial'; serial: number }
  | { kind: 'placeholder' };

const months: Record<string, number> = Object.fromEntries(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((name, at) => [
    name,
    at + 1,
  ]),
);
const monthWord =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const monthOf = (word: string): number => months[word.slice(0, 3).toLowerCase()] ?? 0;

const dayOfYear = [
  /^(\d{1,2})([-/.])(\d{1,2})$/,
  /^\d{1,2} ?月 ?\d{1,2} ?[日号]?$/,
  new RegExp(`^${monthWord}[ -]?\\d{1,2}(?:st|nd|rd|th)?$`, 'i'),
  new RegExp(`^\\d{1,2}(?:st|nd|rd|th)?[ -]?(?:of )?${monthWord}$`, 'i'),
];

/** A day of some year: 03-15, 3月15日, Mar 15. */
export function lacksYear(text: string): boolean {
  const plain = inEnglish(text);
  const found = dayOfYear.map((form) => form.exec(plain));
  if (!found.some((match) => match !== null)) return false;
  const [first, second] = [Number(found[0]?.[1] ?? 1), Number(found[0]?.[3] ?? 1)];
  return first >= 1 && second >= 1 && Math.max(first, second) <= 31 && Math.min(first, second) <= 12;
}

/** Excel's century: 00 to 29 are 2000 to 2029. */
export const centuryYear = (year: number): number => (year > 99 ? year : year < 30 ? 2000 + year : 1900 + year);
const fullYear = (digits: string): number => (digits.length > 2 ? Number(digits) : centuryYear(Number(digits)));

type Read = (found: string[]) => WrittenDate;

const parts = (year: string, month?: string | number, day?: string): WrittenDate => ({
  kind: 'date',
  shortYear: year.length <= 2,
  date: {
    year: fullYear(year),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(day === undefined ? {} : { day: Number(day) }),
  },
});

/** The year before the first of each. */
const eras: Record<string, number> = { 令和: 2018, 平成: 1988, 昭和: 1925 };

const forms: [RegExp, Read][] = [
  [/^(?:00000000|99991231)$/, () => ({ kind: 'placeholder' })],
  // Excel's day 0, as it is shown in the two orders.
  [/^(?:00?([-/.])0?1|0?1([-/.])00?)(?:\1|\2)1900$/, () => ({ kind: 'placeholder' })],
  // The dot may stand behind the day, too, and a full stop of Chinese or a blank in its place.
  [/^(\d{4})([-/.。、,_\\ –—]) ?(\d{1,2})\2 ?(\d{1,2})[.。]?$/, ([, y = '', , m = '', d = '']) => parts(y, m, d)],
  [/^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?$/, ([, y = '', m = '', d = '']) => parts(y, m, d)],
  [/^(\d{2}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]$/, ([, y = '', m = '', d = '']) => parts(y, m, d)],
  // Years of the Republic of China: 民国113年 is 2024.
  [
    /^(?:中[华華])?民[国國] ?(\d{1,3}|元) ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号號]?)?)?$/,
    ([, y = '', m, d]) => parts(String(1911 + (y === '元' ? 1 : Number(y))), m, d),
  ],
  [
    /^(令和|平成|昭和) ?(\d{1,2}|元) ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?)?$/,
    ([, era = '', y = '', m, d]) => parts(String((eras[era] ?? 0) + (y === '元' ? 1 : Number(y))), m, d),
  ],
  [/^((?:1[89]|2[01])\d{2})(0[1-9]|1[0-2])(\d{2})$/, ([, y = '', m = '', d = '']) => parts(y, m, d)],
  [/^(\d{4})[-/.](\d{1,2})$/, ([, y = '', m = '']) => parts(y, m)],
  [/^(\d{4}) ?年 ?(\d{1,2}) ?月(?:份)?$/, ([, y = '', m = '']) => parts(y, m)],
  [/^((?:1[89]|2[01])\d{2})年?$/, ([, y = '']) => parts(y)],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?${monthWord}[ ,-]*(\\d{4}|\\d{2})$`, 'i'),
    ([, d = '', m = '', y = '']) => parts(y, monthOf(m), d),
  ],
  [
    new RegExp(`^${monthWord} ?(\\d{1,2})(?:st|nd|rd|th)?,? +(\\d{4})$`, 'i'),
    ([, m = '', d = '', y = '']) => parts(y, monthOf(m), d),
  ],
  [
    new RegExp(`^(\\d{4})[ -]${monthWord}[ -](\\d{1,2})$`, 'i'),
    ([, y = '', m = '', d = '']) => parts(y, monthOf(m), d),
  ],
  [new RegExp(`^${monthWord}[ ,-]*(\\d{4})$`, 'i'), ([, m = '', y = '']) => parts(y, monthOf(m))],
  [
    /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/,
    ([, a = '', , b = '', c = '']) => ({
      kind: 'triple',
      first: Number(a),
      second: Number(b),
      third: Number(c),
      shortYear: c.length === 2,
    }),
  ],
  [/^(\d{5}(?:\.\d+)?)$/, ([, n = '']) => ({ kind: 'serial', serial: Number(n) })],
];

const chineseDigits = new Map(
  Array.from('〇零一二三四五六七八九', (char, at) => [char, String(Math.max(0, at - 1))] as const),
);

/** 二〇二四年三月十五日 in digits; any other text as it is. */
function fromChineseNumerals(text: string): string {
  const found =
    /^([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?$/.exec(
      text,
    );
  if (!found) return text;
  const year = Array.from(found[1] ?? '', (char) => chineseDigits.get(char)).join('');
  const day = found[3] === undefined ? '' : `${countNumeral(found[3])}日`;
  return `${year}年${countNumeral(found[2] ?? '')}月${day}`;
}

/** 一 to 三十一. */
function countNumeral(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['0', text];
  const value = (part: string | undefined, none: number): number =>
    part ? Number(chineseDigits.get(part) ?? part) : none;
  return value(tens, 1) * 10 + value(ones, 0);
}

const weekday =
  /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +|^(?:星期|周|礼拜)[一二三四五六日天][, ]*|[ (]*(?:星期|周|礼拜)[一二三四五六日天]\)?$|[ (]+(?:mon|tue|wed|thu|fri|sat|sun)\)?$| ?\([一二三四五六日月火水木金土]\)$/i;

/** The date a text is written to say; null = no known form. */
export function readDate(text: string): WrittenDate | null {
  const plain = inEnglish(fromChineseNumerals(text.replace(weekday, '').trim()));
  for (const [form, read] of forms) {
    const found = form.exec(plain);
    if (found) return read(found);
  }
  return null;
}
