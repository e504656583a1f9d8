/** Names of months and weekdays by Windows locale id; English where a locale is not known here. */
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

/** 804 and 404 and their kin are Chinese; a locale may carry calendar and digit bits before its last four digits. */
export function namesFor(locale: string): Names {
  return /(?:^|0)(?:804|404|c04|1004|1404)(?:,.*)?$/.test(locale) || locale.startsWith('zh-') ? chinese : english;
}
