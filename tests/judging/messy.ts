/** Made-up sheets with sound and spoilt cells of every type, and the ways they may be judged. */
import fc from 'fast-check';
import type { CellFlag } from '../../schemas/staging.js';
import type { FieldTypeName } from '../../schemas/verdicts.js';
import { dataset, field } from './kit.js';
import type { Setup, Sheet } from './kit.js';

/** Sound and spoilt texts of every type, as people send them. */
const samples: Record<FieldTypeName, string[]> = {
  text: [
    'plain',
    '两行\n文字',
    'tab\there',
    'e\u0301',
    'x\u200b',
    '"quoted, text"',
    'line\r\nend',
    '#N/A',
    'a\u0010n',
    '=1+1',
  ],
  name: ['王伟', ' Anna  Becker', 'O’Neil', '张三/李四', 'Ｊｏ', '欧阳 娜娜', 'null'],
  email: [
    'ann@example.com',
    'Ann@Example.COM',
    'ann＠example.com',
    'ann@',
    'a.b+c@mail.example.org',
    'ann@example..com',
    'ann@example.com ',
  ],
  phone: [
    '13800138000',
    '138 0013 8000',
    '+86 138-0013-8000',
    '010-62345678',
    '010-62345678转8001;13800138000',
    '12345',
    '+1 415 555 2671',
    '１３８００１３８０００',
  ],
  date: [
    '2024-03-05',
    '2024年3月5日',
    '2024.3.5',
    '20240305',
    '5/3/2024',
    '2024-02-30',
    '2024年3月',
    '1900-01-01',
    '45356',
    '29/02/2024',
    '2023-02-29',
  ],
  datetime: [
    '2024-03-05 08:30',
    '2024-03-05T08:30:00',
    '2024-03-05T08:30:00Z',
    '2024/3/5 8:30',
    '2024-03-10 02:30',
    '2024-03-05 25:00',
    '2024-03-05',
  ],
  money: [
    '12.50',
    '0',
    '-0',
    '1,234.50',
    '￥12,000',
    '3.2万',
    '(5,000)',
    '面议',
    '1.234,56',
    '1 234',
    '5-',
    '007.10',
    '1e5',
  ],
  integer: ['5', '-5', '05', '1,000', '1.0', '5.5', '１２', '9007199254740993'],
  decimal: ['1.50', '1,5', '.5', '5.', '-0.0', '1.234', '1.234,5', '12%'],
  boolean: ['是', '否', 'yes', 'N', 'TRUE', '1', '0', 'maybe', ' true'],
  enum: ['open', 'OPEN', '打开', 'closed', 'other'],
  country: ['CN', '中国', 'China', 'cn', 'DEU', 'Atlantis', 'u.s.a.'],
  region: ['上海', '上海市', 'Shanghai', '广东省', 'Narnia'],
  identifier: ['007', 'A-1', 'ａ１', '1.1E+17', 'x y', '无', '２０'],
  cnId: [
    '11010119900307387X',
    '11010519491231002X',
    '110105491231002',
    '110101199003070000',
    '１１０１０５１９４９１２３１００２Ｘ',
    '11010519491231002x',
  ],
  creditCode: ['91350100M000100Y43', '91350100m000100y43', '91350100M000100Y44', '9135 0100 M000 100Y43'],
  bankCard: ['6222020200112230', '6222 0202 0011 2230', '4111111111111111', '4111111111111112', '4111-1111-1111-1111'],
  url: ['https://example.com', 'example.com/a?b=1', 'HTTP://EXAMPLE.com', 'not a url', 'https://例子.测试'],
  tags: ['a;b', 'a, b，c', ' 重点、老客户 ', 'a||b', ';'],
};
const types = Object.keys(samples) as FieldTypeName[];

export const def = dataset(
  types.map((type) =>
    field(type === 'identifier' ? 'code' : type, type, {
      empty: type === 'text' || type === 'date' ? 'clear' : 'keep',
      required: type === 'name',
      ...(type === 'enum' ? { values: { open: ['open', '打开'], closed: ['closed', '关闭'] } } : {}),
    }),
  ),
  [
    {
      name: 'date-before-datetime',
      code: 'end-before-start',
      params: {},
      fields: ['datetime', 'date'],
      holds: (row) => !row['date'] || !row['datetime'] || row['datetime'] >= row['date'],
      holdsSql: (column) => `coalesce(${column('datetime')} >= ${column('date')}, TRUE)`,
    },
  ],
);

/** One edit anywhere: what typing, pasting and exporting do to a sound text. */
const edited = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat({ max: text.length }),
      fc.constantFrom(
        '',
        ' ',
        '\u00a0',
        '\u3000',
        '\u200b',
        '0',
        '9',
        '-',
        '.',
        ',',
        '/',
        'x',
        '中',
        '\n',
        '\r',
        '"',
        '＋',
        '\u0000',
        '\u001f',
        '\ufffd',
        '\u{1f600}',
      ),
      fc.nat({ max: 1 }),
    )
    .map(([at, put, cut]) => text.slice(0, at) + put + text.slice(at + cut));
const cell = (type: FieldTypeName): fc.Arbitrary<string | null> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...samples[type]) },
    { weight: 2, arbitrary: fc.constantFrom(...samples[type]).chain(edited) },
    { weight: 1, arbitrary: fc.constantFrom(null, '', ' ', 'NULL', '-') },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  );

export const headers = [...types.map((type) => (type === 'identifier' ? 'code' : type)), '旧列', '旧列'];
const flags: CellFlag[] = [
  'precision-lost',
  'scientific',
  'error',
  'invalid-date',
  'percent',
  'currency',
  'zero-padded',
  'picture',
  'damaged-text',
  'struck',
  'hidden',
  'filled',
  'double-encoded',
];

/** A sheet with few columns filled per row, so that whole rows pass as often as they fail. */
export const row = fc
  .tuple(
    fc.tuple(...types.map((type) => fc.option(cell(type), { freq: 1, nil: null }))),
    fc.string({ maxLength: 3 }),
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom('1', '2', '3', 'A4', 'B5') }, fc.constantFrom(null, '', ' ')),
  )
  .chain(([cells, extra, code]) =>
    fc
      .subarray(types, { maxLength: 3 })
      .map((kept) => [
        ...types.map((type, at) =>
          type === 'identifier'
            ? code
            : type === 'name'
              ? (cells[at] ?? 'Ann')
              : kept.includes(type)
                ? (cells[at] ?? null)
                : null,
        ),
        extra,
        null,
      ]),
  );
/** Some of the rows stand there once more, as copies do. */
const rowsWithCopies = fc
  .array(row, { minLength: 1, maxLength: 120, size: 'max' })
  .chain((rows) =>
    fc.array(fc.constantFrom(...rows), { maxLength: 30, size: 'max' }).map((copies) => [...rows, ...copies]),
  );
export const sheet: fc.Arbitrary<Sheet> = rowsWithCopies.chain((rows) =>
  fc
    .array(
      fc.tuple(
        fc.integer({ min: 2, max: rows.length + 1 }),
        fc.integer({ min: 0, max: headers.length - 1 }),
        fc.constantFrom(...flags),
      ),
      { maxLength: 4 },
    )
    .map((marks) => ({ headers, rows, flags: marks.map(([at, col, flag]) => [at, col, flag]) })),
);
export const setup: fc.Arbitrary<Setup> = fc.record({
  sampleRows: fc.constantFrom(10, 40, 20_000),
  dataset: fc.constant(def),
  key: fc.constantFrom(['code'], ['name', 'code'], null),
  newestBy: fc.constantFrom('date', 'decimal'),
  effectiveBy: fc.constantFrom('date', 'datetime'),
  settings: fc.record({
    region: fc.constantFrom('CN', 'US', 'DE'),
    timeZone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'UTC'),
    decimal: fc.constantFrom(null, '.' as const, ',' as const),
    dateOrder: fc.constantFrom(null, 'DMY' as const, 'MDY' as const),
    currency: fc.constantFrom(null, 'CNY'),
  }),
});
