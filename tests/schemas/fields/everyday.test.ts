/** What people really type, per field type: the verdicts promised for it. */
import { describe, expect, it } from 'vitest';
import { fieldType } from '../../../schemas/fields/registry.js';
import type { CellFlag } from '../../../schemas/staging.js';
import type { CellVerdict, ColumnContext, FieldTypeName } from '../../../schemas/verdicts.js';
import { contextOf } from './engine.js';

const judge = (
  type: FieldTypeName,
  text: string,
  change: Partial<ColumnContext> = {},
  flag: CellFlag | null = null,
): CellVerdict => fieldType(type).judge(text, flag, contextOf(type, change));

/** Canonical text, or `!code`. */
const short = (verdict: CellVerdict): string =>
  verdict.ok ? verdict.text : `!${verdict.problems.map((problem) => problem.code).join(' ')}`;

const table: [FieldTypeName, Partial<ColumnContext>, Record<string, string>][] = [
  [
    'date',
    {},
    {
      '2024年3月5日': '2024-03-05',
      '2024.3.5': '2024-03-05',
      '20240305': '2024-03-05',
      '２０２４/３/５': '2024-03-05',
      二〇二四年三月十五日: '2024-03-15',
      '5 Mar 2024': '2024-03-05',
      'March 5th, 2024': '2024-03-05',
      '2024-03-05 星期二': '2024-03-05',
      '2024年3月': '2024-03',
      '2024': '2024',
      '2024-02-30': '!date-invalid',
      '2023-02-29': '!date-invalid',
      '5/3/2024': '!date-ambiguous',
      '25/3/2024': '2024-03-25',
      '24-03-05': '!date-ambiguous',
      '1900-01-01': '',
      '0000-00-00': '',
      无: '',
      '45356': '!date-serial',
      '1799-01-01': '!date-out-of-range',
      明天: '!date-unreadable',
      民国113年5月1日: '2024-05-01',
      '中華民國 99 年 12 月': '2010-12',
      民國元年1月1日: '1912-01-01',
      民国113年2月30日: '!date-invalid',
      '113/05/01': '!date-unreadable',
      '2024. 1. 5': '2024-01-05',
      '="2024-01-05"': '2024-01-05',
      '=""': '',
      '03-15': '!date-without-year',
      '3/15': '!date-without-year',
      '15.3': '!date-without-year',
      '3月15日': '!date-without-year',
      '３月１５号': '!date-without-year',
      'Mar 15': '!date-without-year',
      '15th of March': '!date-without-year',
      '15-Mar': '!date-without-year',
      '3.75': '!date-unreadable',
      '13-15': '!date-unreadable',
      '0/5': '!date-unreadable',
      '2024-03-05T23:30:00Z': '2024-03-05',
    },
  ],
  [
    'date',
    { dateOrder: 'DMY' },
    { '03/04/24': '2024-04-03', '5/3/2024': '2024-03-05', '5/13/2024': '!date-contradicts-order' },
  ],
  ['date', { dateOrder: 'MDY' }, { '03/04/24': '2024-03-04' }],
  ['date', { serials: true }, { '45356': '2024-03-05', '60': '!date-unreadable' }],
  ['date', { serials: true, epoch1904: true }, { '43894': '2024-03-05', '2024-03-05': '2024-03-05' }],
  ['datetime', { serials: true, epoch1904: true }, { '43894.5': '2024-03-05 12:00:00' }],
  [
    'datetime',
    { timeZone: 'America/New_York' },
    {
      '2024-03-10 02:30': '!time-missing-in-zone',
      '2024-11-03 01:30': '!time-twice-in-zone',
      '2024-03-10 03:00': '2024-03-10 03:00:00',
      '2024-03-05T10:00:00Z': '2024-03-05 05:00:00',
      '2024-03-05 8:30 PM': '2024-03-05 20:30:00',
      '2024-03-05 25:00': '!time-invalid',
      '2024-03-05': '2024-03-05',
    },
  ],
  [
    'datetime',
    {},
    {
      '2024年3月5日下午3点20分': '2024-03-05 15:20:00',
      '2024/3/5 8:05': '2024-03-05 08:05:00',
      '1990-04-15 02:30:00': '!time-missing-in-zone',
    },
  ],
  [
    'money',
    {},
    {
      '￥12,000': '12000',
      '3.2万': '32000',
      '(5,000)': '-5000',
      '5-': '-5',
      面议: '!number-unreadable',
      '1.234,56': '!number-separators',
      '1 234': '1234',
      '12000元整': '12000',
      '1234.5600000000001': '1234.56',
      '33.333333333333336': '33.333333333333',
      '-66.6666666666667': '-66.666666666667',
      '0.0123456789012345': '0.012345678901',
      '0.1234567890123': '!number-too-long',
      '0.00000000000123456789012345': '!number-too-long',
      '-0': '0',
      '１２３': '123',
      '1.5亿': '150000000',
      'USD 5': '5',
      '5件': '!number-unreadable',
      '-': '',
    },
  ],
  ['money', { unit: '10000' }, { '3.2': '32000', '3.2万': '!unit-twice', '12': '120000' }],
  ['money', { decimal: ',' }, { '1.234,56': '1234.56', '1,5': '1.5', '1,234.56': '!number-separators' }],
  [
    'money',
    { twoReadings: '.,' },
    {
      '1.234': '!number-two-readings',
      '￥1,234': '!number-two-readings',
      '-1,234': '!number-two-readings',
      '(12.345)': '!number-two-readings',
      '1.234万': '!number-two-readings',
      '１，２３４': '!number-two-readings',
      '1.234件': '!number-unreadable',
      '0.234': '0.234',
      '0,234': '!number-separators',
      '1,234.50': '1234.5',
      '1,234,567': '1234567',
      '1234.567': '1234.567',
      '12,5': '!number-separators',
      '1 234': '1234',
      '800': '800',
    },
  ],
  ['money', { twoReadings: ',' }, { '1.234': '1.234', '1,234': '!number-two-readings' }],
  ['integer', { twoReadings: '.,' }, { '1,234': '!number-two-readings', '1,234,567': '1234567' }],
  ['decimal', {}, { '0,234': '!number-separators', '012,345': '!number-separators', '1,234': '1234' }],
  ['decimal', { decimal: ',', mixedDecimal: true }, { '1.234': '!number-two-readings', '1.5': '1.5', '1,5': '1.5' }],
  ['money', { currency: 'CNY' }, { $5: '!currency-differs', '￥5': '5', '5元': '5' }],
  ['integer', {}, { '1,234': '1234', '5.00': '5', '5.5': '!not-a-whole-number', '007': '7' }],
  ['decimal', {}, { '15%': '0.15', '4.50': '4.5', $4: '!currency-unexpected' }],
  [
    'phone',
    {},
    {
      '138 0013 8000': '+8613800138000',
      '１３８００１３８０００': '+8613800138000',
      '+86 13800138000': '+8613800138000',
      '010-62345678转8001': '+861062345678;ext=8001',
      '010-62345678-8001': '+861062345678;ext=8001',
      '13800138000.0': '+8613800138000',
      '62345678': '!phone-area-missing',
      '212.555.0124': '!phone-invalid',
      '(212) 555-0124': '!phone-invalid',
      '+1 212-555-0124': '+12125550124',
      '400-810-1234': '+864008101234',
      '123': '!phone-invalid',
      '11111111111': '!phone-invalid',
      '+1 (202) 555-0143 x12': '+12025550143;ext=12',
      '0086-138-0013-8000': '+8613800138000',
    },
  ],
  [
    'email',
    {},
    {
      'Li.Lei@Example.COM': 'Li.Lei@example.com',
      'ａ＠ｂ．ｃｏｍ': 'a@b.com',
      'Li Lei <li@example.com>': 'li@example.com',
      'li@example': '!email-invalid',
      'li@example,com': '!email-invalid',
    },
  ],
  [
    'name',
    {},
    {
      '-': '',
      '——': '',
      '/': '',
      '?': '',
      无: '',
      暂无: '',
      未知: '',
      无锡: '无锡',
      Null: 'Null',
      Na: 'Na',
      '😀': '😀',
      'A-': 'A-',
    },
  ],
  [
    'cnId',
    {},
    {
      '11010519491231002X': '11010519491231002X',
      '11010519491231002x': '11010519491231002X',
      '110105 19491231 002X': '11010519491231002X',
      '110105491231002': '11010519491231002X',
      '110105194912310021': '!cnid-check-digit',
      '11010519491331002X': '!cnid-birthday',
      '99010519491231002': '!cnid-form',
      '00010519491231002X': '!cnid-region',
      '12345': '!cnid-form',
    },
  ],
  [
    'creditCode',
    {},
    {
      '91350100M000100Y43': '91350100M000100Y43',
      '91350100m000100y43': '91350100M000100Y43',
      '91350100M000100Y44': '!creditcode-check-digit',
      '9135': '!creditcode-form',
    },
  ],
  [
    'bankCard',
    {},
    {
      '6222 0212 3456 7890 128': '6222021234567890128',
      '4111111111111111': '4111111111111111',
      '4111111111111112': '!bankcard-check-digit',
      '0200004509014412345': '0200004509014412345',
      'GB82 WEST 1234 5698 7654 32': 'GB82WEST12345698765432',
    },
  ],
  [
    'country',
    {},
    {
      中国: 'CN',
      china: 'CN',
      USA: 'US',
      'U.K.': 'GB',
      香港: 'HK',
      NA: 'NA',
      Atlantis: '!country-unknown',
      'Côte d’Ivoire': 'CI',
    },
  ],
  ['region', {}, { 广东: '广东省', Guangdong: '广东省', 内蒙古: '内蒙古自治区', Bavaria: 'Bavaria' }],
  ['boolean', {}, { 是: 'true', N: 'false', TRUE: 'true', '1.0': 'true', maybe: '!not-yes-or-no', 无: 'false' }],
  [
    'enum',
    { values: { phone: ['电话'], email: ['e-mail'] } },
    { 电话: 'phone', 'E-Mail': 'email', Phone: 'phone', phnoe: '!value-not-allowed' },
  ],
  [
    'identifier',
    {},
    { '007': '007', "'0012": '0012', '="007"': '007', '１２３\t': '123', '1.10101E+17': '!precision-lost', null: '' },
  ],
  [
    'url',
    {},
    {
      'www.Example.com': 'http://www.example.com',
      'HTTPS://Example.com/A': 'https://example.com/A',
      'not a url': '!url-invalid',
    },
  ],
  ['tags', {}, { 'VIP，高价值、VIP': 'VIP;高价值', ' 重点 | ': '重点' }],
  ['name', {}, { "'甲公司": '甲公司', "'t Hart": "'t Hart", "'甲'公司": "'甲'公司" }],
  ['tags', {}, { '"vip","met in York, UK"': 'vip;met in York, UK', '15" screen, vip': '15" screen;vip' }],
  [
    'name',
    {},
    {
      ' 张三\u00a0李四 ': '张三 李四',
      'Zoe\u0308': 'Zoë',
      '\u202e张三': '张三',
      NULL: '',
      Null: 'Null',
      'a\ufffdb': '!damaged-text',
      '#N/A': '!formula-error',
      '=DISPIMG("a",1)': '!picture-in-cell',
    },
  ],
  ['name', {}, { '="张三"': '张三', '="a ""b"" c"': 'a "b" c', '="张三"&B2': '="张三"&B2', '=""': '' }],
  ['email', {}, { '="a@example.com"': 'a@example.com' }],
  ['text', {}, { '="上海"': '上海', '= "上海"': '上海', '="1.10101E+17"': '1.10101E+17', '=A1': '=A1' }],
  [
    'text',
    {},
    { 'a\r\nb': 'a\nb', '你好，世界（一）': '你好，世界（一）', '１２３': '123', '1.10101E+17': '1.10101E+17' },
  ],
];

describe.each(table)('%s %j', (type, change, cells) => {
  it.each(Object.entries(cells))('%s', (text, expected) => {
    expect(short(judge(type, text, change))).toBe(expected);
  });
});

describe('beside the value', () => {
  it('a second phone is kept, never glued', () => {
    expect(judge('phone', '010-62345678转8001;13800138000')).toMatchObject({
      text: '+861062345678;ext=8001',
      extraValues: ['+8613800138000'],
      repairs: ['second-value'],
    });
    expect(judge('phone', '13800138000 13900139000')).toMatchObject({ extraValues: ['+8613900139000'] });
  });
  it('the currency of the cell is told', () => {
    expect(judge('money', '$5')).toMatchObject({ text: '5', currency: 'USD' });
    expect(judge('money', '¥5', { region: 'JP' })).toMatchObject({ currency: 'JPY' });
  });
  it('repairs are told', () => {
    expect(judge('money', '3.2万')).toMatchObject({ repairs: ['unit-word'] });
    expect(judge('cnId', '110105491231002')).toMatchObject({ repairs: ['cnid-15'] });
    expect(judge('date', '1900-01-01')).toMatchObject({ warnings: [{ code: 'placeholder' }] });
  });
  const noDates = ['0000-00-00', '0001-01-01', '1899-12-30', '1899-12-31', '1900-01-00', '1900-01-01', '9999-12-31'];
  it.each(noDates)('%s is no date, however it is written', (day) => {
    const [y = '', m = '', d = ''] = day.split('-');
    const [month, date] = [Number(m), Number(d)];
    const forms = [day, `${y}/${month}/${date}`, `${y}.${m}.${d}`, `${y}年${month}月${date}日`, `${y}年${m}月${d}日`];
    for (const text of [...forms, `${month}/${date}/${y}`, `${d}.${m}.${y}`, `${date}-${month}-${y}`])
      for (const dateOrder of [null, 'DMY', 'MDY', 'YMD'] as const)
        for (const type of ['date', 'datetime'] as const)
          for (const written of [text, `${text} 0:00`])
            expect([written, judge(type, written, { dateOrder })]).toMatchObject([
              written,
              { ok: true, text: '', warnings: [{ code: 'placeholder' }] },
            ]);
  });
  it('a year of four digits is that year', () => {
    expect(judge('date', '25/3/0024')).toMatchObject({ problems: [{ code: 'date-out-of-range' }] });
    expect(judge('date', '25/3/24', { dateOrder: 'DMY' })).toMatchObject({ text: '2024-03-25' });
  });
  it('characters that became question marks are no value', () => {
    for (const text of ['????', '??', '?? ????(??)']) {
      expect(judge('name', text)).toMatchObject({ ok: false, problems: [{ code: 'text-lost' }] });
      expect(judge('text', text)).toMatchObject({ ok: true, text, warnings: [{ code: 'text-lost' }] });
    }
    expect(judge('name', '??Lee')).toMatchObject({ ok: true, warnings: [{ code: 'text-lost' }] });
    expect(judge('identifier', 'KH??01')).toMatchObject({ ok: false, problems: [{ code: 'text-lost' }] });
    for (const text of ['到货了吗??', 'Why?', '?']) expect(judge('text', text)).toMatchObject({ warnings: [] });
  });
  it('several numbers of other records are kept beside the first, where a column names other records', () => {
    const several = { several: true };
    expect(judge('identifier', '9876;9877; 9878', several)).toMatchObject({
      text: '9876',
      extraValues: ['9877', '9878'],
      repairs: ['second-value'],
    });
    expect(judge('identifier', 'KH001、KH002', several)).toMatchObject({ text: 'KH001', extraValues: ['KH002'] });
    expect(judge('identifier', '9876;', several)).toMatchObject({ text: '9876', repairs: ['separator-removed'] });
    for (const text of ['9876', 'A;B', '甲公司;乙公司', '9876;Acme Ltd', '1,234'])
      expect(judge('identifier', text, several)).toMatchObject({ text, repairs: [] });
    expect(judge('identifier', '9876;9877')).toMatchObject({ text: '9876;9877', repairs: [] });
  });
  it('what stands for the row above is no value', () => {
    for (const text of ['同上', ' 同上 ', '〃', 'ditto'])
      for (const type of ['name', 'identifier', 'phone', 'date', 'money', 'tags', 'enum', 'email'] as const)
        expect([type, judge(type, text)]).toMatchObject([type, { ok: false, problems: [{ code: 'ditto-mark' }] }]);
    expect(judge('text', '同上')).toMatchObject({ ok: true, text: '同上', warnings: [{ code: 'ditto-mark' }] });
    for (const text of ['同上海公司', '会同上行'])
      expect(judge('name', text)).toMatchObject({ ok: true, warnings: [] });
  });
  it('several names in one cell are kept and told', () => {
    for (const text of ['张三/李四', '张三、李四、王小五', '张三&李四', '张三，李四', '张三;李四', 'Ann Lee / Bob Ray'])
      expect(judge('name', text)).toMatchObject({ ok: true, text, warnings: [{ code: 'several-names' }] });
    for (const text of [
      '上海某某贸易有限公司/分公司',
      'AC/DC',
      'A/S Nord',
      '张三',
      'Smith & Sons',
      '海尔&美的电器专卖店有限公司',
    ])
      expect(judge('name', text)).toMatchObject({ ok: true, text, warnings: [] });
  });
  it('what is nearly right is suggested', () => {
    expect(judge('email', 'li@example,com')).toMatchObject({ suggestion: 'li@example.com' });
    expect(judge('date', '45356')).toMatchObject({ suggestion: '2024-03-05' });
    expect(judge('phone', '13800138000(张三)')).toMatchObject({ suggestion: '+8613800138000' });
    expect(judge('country', 'Germny')).toMatchObject({ suggestion: 'DE' });
    expect(judge('money', '约300元左右')).toMatchObject({ suggestion: '300' });
  });
  it('a number without its unit is no suggestion', () => {
    for (const text of ['约3万元', '1.2亿元以上', '不超过8万', '$1.5M up', '8折', '大概5千', 'about 3 million', '3成'])
      expect([text, judge('money', text)]).toEqual([
        text,
        expect.not.objectContaining({ suggestion: expect.anything() }),
      ]);
  });
  it('an amount that says what it counts in is not multiplied by the header', () => {
    for (const text of ['15000元', '15000.00元整', '￥15000元', '15000 圆', '3.2万', '2美元'])
      expect(judge('money', text, { unit: '10000' })).toMatchObject({ ok: false, problems: [{ code: 'unit-twice' }] });
    expect(judge('money', '￥3.2', { unit: '10000' })).toMatchObject({ ok: true, text: '32000' });
    expect(judge('money', '15000元')).toMatchObject({ ok: true, text: '15000' });
  });
  it('year and month stored as a number may have lost a zero', () => {
    expect(judge('date', '2024.1', { storedNumbers: true })).toMatchObject({ problems: [{ code: 'date-month-lost' }] });
    expect(judge('date', '2024.1')).toMatchObject({ text: '2024-01' });
    expect(judge('date', '2024.11', { storedNumbers: true })).toMatchObject({ text: '2024-11' });
  });
  it('a day number of 0 is an emptied date', () => {
    expect(judge('date', '0', {}, 'invalid-date')).toMatchObject({
      ok: true,
      text: '',
      warnings: [{ code: 'placeholder' }],
    });
    expect(judge('date', '-5', {}, 'invalid-date')).toMatchObject({ problems: [{ code: 'date-invalid' }] });
  });
});

describe('flags', () => {
  const types: FieldTypeName[] = ['name', 'identifier', 'cnId', 'phone', 'money', 'date', 'bankCard', 'tags'];
  it.each(types)('%s: lost digits are a problem', (type) => {
    expect(judge(type, '110101199003071230', {}, 'precision-lost')).toMatchObject({
      ok: false,
      problems: [{ code: 'precision-lost' }],
    });
  });
  it('text: lost digits are a warning', () => {
    expect(judge('text', '110101199003071230', {}, 'precision-lost')).toMatchObject({
      ok: true,
      warnings: [{ code: 'precision-lost-text' }],
    });
  });
  it.each<[CellFlag, string]>([
    ['error', 'formula-error'],
    ['no-cached-value', 'formula-without-value'],
    ['damaged-text', 'damaged-text'],
    ['shared-string-missing', 'shared-string-missing'],
    ['told-twice', 'cell-twice'],
  ])('%s is a problem everywhere', (flag, code) => {
    expect(judge('text', 'x', {}, flag)).toMatchObject({ ok: false, problems: [{ code }] });
  });
  it('a picture is a warning where the text is kept, a problem where it says nothing', () => {
    const formula = '=DISPIMG("ID_1",1)';
    expect(judge('text', formula, {}, 'picture')).toMatchObject({
      ok: true,
      text: formula,
      warnings: [{ code: 'picture-in-cell' }],
    });
    for (const type of ['name', 'identifier', 'phone', 'money', 'date', 'enum'] as const)
      expect(judge(type, formula, {}, 'picture')).toMatchObject({ ok: false, problems: [{ code: 'picture-in-cell' }] });
  });
  it('a picture that Excel places in a cell is no formula error, though it stores one', () => {
    const warned = { ok: true, text: '#VALUE!', warnings: [{ code: 'picture-in-cell' }] };
    expect(judge('text', '#VALUE!', {}, 'picture')).toMatchObject(warned);
    expect(judge('name', '#VALUE!', {}, 'picture')).toMatchObject({ problems: [{ code: 'picture-in-cell' }] });
    expect(judge('text', '#VALUE!', {})).toMatchObject({ ok: false, problems: [{ code: 'formula-error' }] });
  });
  it('leading zeros that only the format shows are told where they are kept', () => {
    expect(judge('identifier', '00007', {}, 'zero-padded')).toMatchObject({
      text: '00007',
      repairs: ['leading-zeros'],
    });
    expect(judge('integer', '00007', {}, 'zero-padded')).toMatchObject({ text: '7', repairs: [] });
    expect(judge('money', '0000', {}, 'zero-padded')).toMatchObject({ text: '0', repairs: [] });
  });
  it('filled, struck and hidden cells are judged as they are', () => {
    for (const flag of ['filled', 'struck', 'hidden'] as const)
      expect(judge('name', '张三', {}, flag)).toMatchObject({ ok: true, text: '张三' });
  });
});
