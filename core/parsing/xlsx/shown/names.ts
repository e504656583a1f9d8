/** Names of months and weekdays by Windows locale id; English where a locale is not known here. Other languages by the runtime's own tables. */
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const chineseDays = ['日', '一', '二', '三', '四', '五', '六'];
const chineseMonths = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

export interface Names {
  /** `length`: of the run of letters, 3 short, 4 full, 5 the first letter. */
  month(index: number, length: number): string;
  weekday(index: number, length: number): string;
}

const english: Names = {
  month: (index, length) => cut(months[index] ?? '', length),
  weekday: (index, length) => cut(weekdays[index] ?? '', length),
};

const chinese: Names = {
  month: (index) => `${chineseMonths[index]}月`,
  weekday: (index, length) => (length === 3 ? '周' : '星期') + (chineseDays[index] ?? ''),
};

function cut(name: string, length: number): string {
  return length === 3 ? name.slice(0, 3) : length === 5 ? name.slice(0, 1) : name;
}

/** By the last two digits of a Windows locale id, which are the language (MS-LCID). */
const languages: Readonly<Record<string, string>> = {
  '05': 'cs',
  '06': 'da',
  '07': 'de',
  '08': 'el',
  '0a': 'es',
  '0b': 'fi',
  '0c': 'fr',
  '0e': 'hu',
  '10': 'it',
  '11': 'ja',
  '12': 'ko',
  '13': 'nl',
  '14': 'nb',
  '15': 'pl',
  '16': 'pt',
  '18': 'ro',
  '19': 'ru',
  '1b': 'sk',
  '1d': 'sv',
  '1e': 'th',
  '1f': 'tr',
  '21': 'id',
  '22': 'uk',
  '24': 'sl',
  '2a': 'vi',
};

const known = new Map<string, Names>();

/** A locale may carry calendar and digit bits before its last four digits, and a tag may stand for it. */
export function namesFor(locale: string): Names {
  const id = /^[0-9a-f]{2,8}(?:,|$)/.exec(locale)?.[0].replace(',', '') ?? '';
  if (/(?:804|404|c04|1004|1404)$/.test(id) || locale.startsWith('zh')) return chinese;
  const language = id === '' ? /^[a-z]{2}(?=-|$)/.exec(locale)?.[0] : languages[id.slice(-2)];
  if (language === undefined || language === 'en') return english;
  const names = known.get(language) ?? foreign(language);
  known.set(language, names);
  return names;
}

function foreign(language: string): Names {
  const told = (options: Intl.DateTimeFormatOptions, dates: readonly Date[]): string[] => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    return dates.map((date) => format.format(date).replace(/\.$/, ''));
  };
  const firsts = months.map((_, index) => new Date(Date.UTC(2023, index, 1)));
  // 2023-01-01 was a Sunday.
  const days = weekdays.map((_, index) => new Date(Date.UTC(2023, 0, 1 + index)));
  const tables = {
    month: { short: told({ month: 'short' }, firsts), long: told({ month: 'long' }, firsts) },
    weekday: { short: told({ weekday: 'short' }, days), long: told({ weekday: 'long' }, days) },
  };
  const pick = ({ short, long }: { short: string[]; long: string[] }, index: number, length: number): string =>
    length === 3 ? (short[index] ?? '') : cut(long[index] ?? '', length);
  return {
    month: (index, length) => pick(tables.month, index, length),
    weekday: (index, length) => pick(tables.weekday, index, length),
  };
}
