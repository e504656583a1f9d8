/** What people really type, per field type: the verdicts promised for it. */
import { describe, expect, it } from 'vitest';
import { fieldType } from '../../../schemas/fields/registry.js';
import type { CellFlag } from '../../../schemas/staging.js';
import type { CellVerdict, ColumnContext, FieldTypeName } from '../../../schemas/verdicts.js';
import { contextOf } from './engine.js';
import { everydayCells } from './everyday-cells.js';
import { everydayDays } from './everyday-days.js';

const judge = (
  type: FieldTypeName,
  text: string,
  change: Partial<ColumnContext> = {},
  flag: CellFlag | null = null,
): CellVerdict => fieldType(type).judge(text, flag, contextOf(type, change));

/** Canonical text, or `!code`. */
const short = (verdict: CellVerdict): string =>
  verdict.ok ? verdict.text : `!${verdict.problems.map((problem) => problem.code).join(' ')}`;

describe.each([...everydayDays, ...everydayCells])('%s %j', (type, change, cells) => {
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
  it('what stands for characters that no encoding has is no value', () => {
    for (const text of ['锟斤拷', '张锟斤拷', '锟斤拷锟斤拷科技'])
      expect(judge('name', text)).toMatchObject({ ok: false, problems: [{ code: 'text-lost' }] });
    expect(judge('text', '地址锟斤拷')).toMatchObject({ ok: true, warnings: [{ code: 'text-lost' }] });
    for (const text of ['一斤拷贝纸', '锟铻', 'naïve ¿qué?'])
      expect(judge('name', text)).toMatchObject({ ok: true, warnings: [] });
  });
  it('what pandas writes for a missing value is none', () => {
    for (const type of ['name', 'text', 'identifier', 'money', 'date', 'phone'] as const)
      for (const text of ['NaN', 'NaT', '<NA>'])
        expect([type, text, judge(type, text)]).toMatchObject([
          type,
          text,
          { text: '', warnings: [{ code: 'placeholder' }] },
        ]);
    for (const text of ['Nan', 'nan', 'NANT', 'Nat']) expect(judge('name', text)).toMatchObject({ text, warnings: [] });
  });
  it('a 0 where a name belongs is a formula that points to an empty cell', () => {
    expect(judge('name', '0')).toMatchObject({ text: '', warnings: [{ code: 'placeholder' }] });
    for (const text of ['00', '58', '360', '7-Eleven'])
      expect(judge('name', text)).toMatchObject({ text, warnings: [] });
    expect(judge('text', '0')).toMatchObject({ text: '0', warnings: [] });
  });
  it('characters written as in a web page are themselves', () => {
    const told = { ok: true, repairs: ['html-references'] };
    for (const type of ['name', 'text', 'identifier'] as const)
      for (const text of ['AT&amp;T', 'AT&#38;T', 'AT&#x26;amp;T', 'AT&amp;amp;T'])
        expect([type, text, judge(type, text)]).toMatchObject([type, text, { ...told, text: 'AT&T' }]);
    expect(judge('name', '&#20013;&#22269;&nbsp;')).toMatchObject({
      text: '中国',
      repairs: ['html-references', 'no-break-space', 'trimmed'],
    });
    expect(judge('url', 'https://a.example/?b=1&amp;c=2')).toMatchObject({
      ...told,
      text: 'https://a.example/?b=1&c=2',
    });
    for (const text of ['R&D', 'A&B;C', 'Smith & Sons', 'x &nosuch; y', '&#0;', 'a&copy=1'])
      expect(judge('text', text)).toMatchObject({ ok: true, text, repairs: [] });
    expect(judge('text', '<p>A &amp; B</p>')).toMatchObject({ text: '<p>A &amp; B</p>', repairs: [] });
    expect(judge('name', 'A&#xFFFD;')).toMatchObject({ ok: false, problems: [{ code: 'damaged-text' }] });
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
