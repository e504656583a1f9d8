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

const chinese = (week: string): Names => ({
  month: (index) => `${chineseMonths[index]}月`,
  weekday: (index, length) => (length === 3 ? week : '星期') + (chineseDays[index] ?? ''),
});
const simplified = chinese('周');
const traditional = chinese('週');

function cut(name: string, length: number): string {
  return length === 3 ? name.slice(0, 3) : length === 5 ? name.slice(0, 1) : name;
}

/** By the last two digits of a Windows locale id, which are the language (MS-LCID). */
const languages: Readonly<Record<string, string>> = {
  '01': 'ar',
  '02': 'bg',
  '03': 'ca',
  '05': 'cs',
  '06': 'da',
  '07': 'de',
  '08': 'el',
  '0a': 'es',
  '0b': 'fi',
  '0c': 'fr',
  '0d': 'he',
  '0e': 'hu',
  '0f': 'is',
  '10': 'it',
  '11': 'ja',
  '12': 'ko',
  '13': 'nl',
  '14': 'nb',
  '15': 'pl',
  '16': 'pt',
  '18': 'ro',
  '19': 'ru',
  '1a': 'hr',
  '1b': 'sk',
  '1d': 'sv',
  '1e': 'th',
  '1f': 'tr',
  '21': 'id',
  '22': 'uk',
  '24': 'sl',
  '25': 'et',
  '26': 'lv',
  '27': 'lt',
  '2a': 'vi',
  '39': 'hi',
};

const known = new Map<string, Names>();

/** A locale may carry calendar and digit bits before its last four digits, and a tag may stand for it. */
export function namesFor(locale: string): Names {
  const id = /^[0-9a-f]{2,8}(?:,|$)/.exec(locale)?.[0].replace(',', '') ?? '';
  if (/(?:404|c04)$/.test(id) || /^zh-(?:tw|hk|mo|hant)/.test(locale)) return traditional;
  if (/(?:804|1004)$/.test(id) || locale.startsWith('zh')) return simplified;
  const language = id === '' ? /^[a-z]{2}(?=-|$)/.exec(locale)?.[0] : languages[id.slice(-2)];
  if (language === undefined || language === 'en') return english;
  const isGenitive = id.startsWith('fc');
  const key = isGenitive ? `${language} of` : language;
  const names = known.get(key) ?? foreign(language, isGenitive);
  known.set(key, names);
  return names;
}

const firstThree = (name: string): string => name.slice(0, 3);

/** Where Windows has other names than the runtime. */
const ownMonths: Readonly<Record<string, { short?: (name: string) => string; long?: (name: string) => string }>> = {
  de: { short: (name) => (name.startsWith('M\u00e4r') ? 'Mrz' : firstThree(name)) },
  ru: { short: firstThree, long: (name) => name.charAt(0).toUpperCase() + name.slice(1) },
  sv: { short: firstThree },
};

/** `isGenitive`: as months are called beside a day, which some languages tell apart. */
function foreign(language: string, isGenitive: boolean): Names {
  const told = (options: Intl.DateTimeFormatOptions, dates: readonly Date[]): string[] => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    return dates.map((date) => format.format(date).replace(/\.$/, ''));
  };
  const besideDay = (dates: readonly Date[]): string[] => {
    const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
    return dates.map((date) => format.formatToParts(date).find(({ type }) => type === 'month')?.value ?? '');
  };
  const asWindows = (names: string[], change?: (name: string) => string): string[] =>
    change ? names.map(change) : names;
  const own = ownMonths[language];
  const firsts = months.map((_, index) => new Date(Date.UTC(2023, index, 1)));
  // 2023-01-01 was a Sunday.
  const days = weekdays.map((_, index) => new Date(Date.UTC(2023, 0, 1 + index)));
  const tables = {
    month: {
      short: asWindows(told({ month: 'short' }, firsts), own?.short),
      long: isGenitive ? besideDay(firsts) : asWindows(told({ month: 'long' }, firsts), own?.long),
    },
    weekday: { short: told({ weekday: 'short' }, days), long: told({ weekday: 'long' }, days) },
  };
  const pick = ({ short, long }: { short: string[]; long: string[] }, index: number, length: number): string =>
    length === 3 ? (short[index] ?? '') : cut(long[index] ?? '', length);
  return {
    month: (index, length) => pick(tables.month, index, length),
    weekday: (index, length) => pick(tables.weekday, index, length),
  };
}

/** Of the languages of East Asia, whose spreadsheets write AM and PM in their own words. */
const halves: Readonly<Record<string, readonly [string, string]>> = {
  '04': ['上午', '下午'],
  '11': ['午前', '午後'],
  '12': ['오전', '오후'],
};

export function halfOfDay(locale: string, { am, pm }: { am: string; pm: string }, isSecond: boolean): string {
  const [first, second] = (am === 'AM' && halves[/^[0-9a-f]*?([0-9a-f]{2})$/.exec(locale)?.[1] ?? '']) || [am, pm];
  return isSecond ? second : first;
}
