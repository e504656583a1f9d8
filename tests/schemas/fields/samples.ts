/** Values of every field type, from its own accepted region, as fast-check arbitraries. */
import fc from 'fast-check';
import { cnCheck, creditCheckOf, luhnCheck } from './check-digits.js';
import type { FieldTypeName } from '../../../schemas/verdicts.js';

const digits = (from: number, to = from): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[0-9]{${from},${to}}$`));
const pad = (value: number, size: number): string => String(value).padStart(size, '0');
const han = fc.stringMatching(/^[\u4e00-\u9fa5]{1,6}$/);
const latin = fc.stringMatching(/^[A-Z][a-z]{1,8}$/);
const oddChars = [
  '\u00a0',
  '\u200b',
  '\u200d',
  '\u202e',
  '\ufeff',
  '\u3000',
  'Ａ',
  '１',
  '，',
  '（',
  '\t',
  '\n',
  '\r',
  '\u0001',
  '\u0301',
  '\u00ad',
  '👨',
  '\ufffd',
  'é',
  'ß',
  "'",
  '"',
  '#',
  '=',
  '\u2028',
  '\ue000',
  '𠮷',
  '\u0600',
  'ſ',
  'K',
];
/** Characters an edit puts in. */
export const editChars: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...oddChars),
  fc.constantFrom(...Array.from('0123456789 -.,/:;+()%xXeE@_~?&=|#`万年月日')),
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 1 })
    .filter((char) => !/\p{Surrogate}/u.test(char) && char !== '\0'),
);

const calendarDay = fc
  .record({
    year: fc.integer({ min: 1890, max: 2110 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  })
  .map(({ year, month, day }) => `${year}-${pad(month, 2)}-${pad(day, 2)}`);
const clock = fc
  .record({
    hour: fc.integer({ min: 0, max: 24 }),
    minute: fc.integer({ min: 0, max: 60 }),
    second: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ hour, minute, second }) => ({
    short: `${pad(hour, 2)}:${pad(minute, 2)}`,
    long: `${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`,
  }));
const number = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map(String),
  fc.tuple(digits(1, 16), digits(1, 6)).map(([whole, fraction]) => `${whole}.${fraction}`),
  fc
    .tuple(fc.constantFrom('', '-'), digits(1, 3), digits(3), digits(3))
    .map(([sign, a, b, c]) => `${sign}${a},${b},${c}`),
  fc.tuple(digits(1, 3), digits(1, 3)).map(([a, b]) => `${a},${b}`),
);
const phones = fc.oneof(
  digits(9).map((rest) => `1${rest}0`),
  fc.tuple(fc.constantFrom('13', '15', '17', '18', '19', '14', '16'), digits(9)).map(([a, b]) => a + b),
  fc.tuple(digits(3), digits(4), digits(4)).map(([a, b, c]) => `1${a.slice(1)} ${b} ${c}`),
  fc
    .tuple(
      fc.constantFrom('010', '020', '021', '022', '025', '028', '029', '0755', '0571'),
      fc.constantFrom('', '-'),
      digits(7, 8),
    )
    .map((parts) => parts.join('')),
  digits(10).map((rest) => `+1${rest}`),
  fc.tuple(digits(3), digits(3), digits(4)).map(([a, b, c]) => `(${a}) ${b}-${c}`),
  digits(9, 11).map((rest) => `+861${rest}`),
  digits(8, 12).map((rest) => `+${rest}`),
);
const cnIds = fc
  .tuple(
    fc.constantFrom('110101', '310115', '440305', '650102', '990101', '810000', '710000', '830000'),
    calendarDay,
    digits(3),
  )
  .map(([region, day, order]) => region + day.replaceAll('-', '') + order)
  .chain((first17) => fc.constantFrom(first17 + cnCheck(first17), `${first17}0`));
const creditCodes = fc
  .stringMatching(/^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}$/)
  .chain((first17) => fc.constantFrom(first17 + creditCheckOf(first17), `${first17}0`));
const cards = fc.oneof(
  fc
    .tuple(fc.constantFrom('62', '4', '51', '60', '95', '1', '34'), digits(13, 17))
    .map(([a, b]) => a + b)
    .chain((first) => fc.constantFrom(first + luhnCheck(first), `${first}0`)),
  digits(6, 32),
);
const host = fc
  .tuple(
    fc.stringMatching(/^[a-zA-Z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/),
    fc.constantFrom('.com', '.com.cn', '.org', '.CN', '.c'),
  )
  .map((parts) => parts.join(''));
const email = fc
  .tuple(fc.stringMatching(/^[A-Za-z0-9._+-]{1,12}$/), host)
  .map(([local, domain]) => `${local}@${domain}`);
const words = fc.oneof(
  han,
  latin,
  fc.tuple(latin, latin).map((two) => two.join(' ')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
);
const lists = fc
  .tuple(words, words, fc.constantFrom(';', ',', '、', ' ', '|', ''))
  .map(([a, b, between]) => a + between + b);

/** 2024/3/5, 2024.03.05, 2024年3月5日: with and without zeros. */
const yearFirst = fc
  .tuple(calendarDay, fc.constantFrom('/', '.', '-', '年'), fc.boolean(), fc.boolean())
  .map(([day, mark, bareMonth, bareDay]) => {
    const [year = '', month = '', date = ''] = day.split('-');
    const m = bareMonth ? month.replace(/^0/, '') : month;
    const d = bareDay ? date.replace(/^0/, '') : date;
    return mark === '年' ? `${year}年${m}月${d}日` : [year, m, d].join(mark);
  });

export const samples: Record<FieldTypeName, fc.Arbitrary<string>> = {
  text: fc.oneof(
    words,
    lists,
    fc.constantFrom('NULL', '1.5E+17', '#N/A', 'line one\nline two', '无', '="a"', '=""', 'A &lt;b&gt; &amp;amp;'),
  ),
  name: fc.oneof(
    words,
    lists,
    fc.constantFrom('NULL', 'Null', '#REF!', '=DISPIMG("x",1)', '张三/李四', "O'Neill", '="张三"', '=""'),
  ),
  email: fc.oneof(
    email,
    fc.tuple(email, email).map((two) => two.join(';')),
  ),
  phone: phones,
  date: fc.oneof(
    calendarDay,
    yearFirst,
    fc.constantFrom('1900-01-01', '1900/1/1', '1900年1月1日', '2024-02-29', '2024/2/29', '2023-02-29', '2023.2.29'),
  ),
  datetime: fc.oneof(
    calendarDay,
    fc
      .tuple(calendarDay, clock, fc.boolean(), fc.constantFrom(' ', 'T'))
      .map(([day, time, long, gap]) => day + gap + (long ? time.long : time.short)),
    fc
      .tuple(yearFirst, clock, fc.boolean(), fc.boolean())
      .map(([day, time, long, bare]) => `${day} ${(long ? time.long : time.short).replace(bare ? /^0/ : '', '')}`),
    yearFirst,
  ),
  money: number,
  integer: number,
  decimal: number,
  boolean: fc.constantFrom('是', '否', 'yes', 'No', 'TRUE', 'f', '1', '0', '1.0', '√', '无', 'N/A', 'on'),
  enum: fc.oneof(fc.constantFrom('phone', 'Phone', '电话', 'e-mail', '微信 ', 'call', 'inbound', '其它'), words),
  country: fc.oneof(
    fc.constantFrom('CN', 'cn', '中国', 'China', 'USA', 'U.S.', 'NA', 'Namibia', '香港', 'Cote dIvoire', '无'),
    words,
  ),
  region: fc.oneof(
    fc.constantFrom(
      '广东',
      '广东省',
      'Guangdong',
      'guang dong',
      'California',
      'NY',
      'Hebei Province',
      'Hong Kong',
      '京',
    ),
    words,
  ),
  identifier: fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_.:/#@-]{1,14}$/),
    digits(1, 20),
    fc.constantFrom('007', "'007", '="007"', '1.5E+17', 'null', 'NONE', '客户001', '无'),
  ),
  cnId: cnIds,
  creditCode: creditCodes,
  bankCard: cards,
  url: fc
    .tuple(
      fc.constantFrom('http://', 'https://', 'www.', 'HTTP://', ''),
      host,
      fc.constantFrom('', '/', '/a/b?c=d#e', ':8080/x', '/中'),
    )
    .map((parts) => parts.join('')),
  tags: fc.oneof(words, lists, fc.constantFrom('VIP;高价值', 'VIP;VIP', 'a;b;c', '无;VIP', 'VIP;')),
};
