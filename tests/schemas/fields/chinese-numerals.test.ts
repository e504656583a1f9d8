/** Amounts in Chinese numerals. */
import { expect, test } from 'vitest';
import { fieldType } from '../../../schemas/fields/registry.js';
import { contextOf } from './engine.js';

const judged = (type: 'money' | 'integer', text: string, unit = '1'): string => {
  const verdict = fieldType(type).judge(text, null, contextOf(type, { unit }));
  return verdict.ok ? verdict.text : `!${verdict.problems[0]?.code}`;
};

test.each([
  ['壹万贰仟元整', '12000'],
  ['人民币叁佰元伍角', '300.5'],
  ['叁佰元零伍分', '300.05'],
  ['人民币：壹拾万零叁佰圆正', '100300'],
  ['三万二', '32000'],
  ['一百二', '120'],
  ['三万零二', '30002'],
  ['一百二十万元', '1200000'],
  ['两亿三千万', '230000000'],
  ['十五', '15'],
  ['五角', '0.5'],
  ['负叁佰元整', '-300'],
  ['玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分', '999999999999.99'],
])('%s is %s', (text, decimal) => {
  expect(judged('money', text)).toBe(decimal);
});

test.each(['三万二元', '一二三', '三百五角', '万元', '三万五万', '三千四千', '三万整', '若干', '百'])(
  '%s is none',
  (text) => {
    expect(judged('money', text)).toBe('!number-unreadable');
  },
);

test.each([
  ['3万2', '32000'],
  ['￥3万2千', '32000'],
  ['3万2000元', '32000'],
  ['-2千5', '-2500'],
  ['1亿2千万', '120000000'],
  ['5块5', '5.5'],
  ['12元5角', '12.5'],
  ['12元5角3分', '12.53'],
  ['12.5 Tsd. €', '12500'],
  ['2 Mio. €', '2000000'],
  ['1.2 Mrd. EUR', '1200000000'],
  ['3 млн руб.', '3000000'],
  ['3.5 tys. zł', '3500'],
  ['2 mld €', '2000000000'],
  ['5 lakh', '500000'],
  ['1.5 crore', '15000000'],
])('digits and words, %s is %s', (text, decimal) => {
  expect(judged('money', text)).toBe(decimal);
});

test.each([
  ['1.23456789E7', '12345678.9'],
  ['-1.0E7', '-10000000'],
  ['5.0E-4', '0.0005'],
  ['1.0E6', '!number-unreadable'],
  ['1.0E15', '!number-unreadable'],
  ['12.5E7', '!number-unreadable'],
  ['1.23E+07', '!precision-lost'],
])('powers of ten as Java writes them, %s is %s', (text, decimal) => {
  expect(judged('money', text)).toBe(decimal);
});

test.each(['3万2元', '3.5万2', '3万25', '3万200', '1.5M', '5块5块'])('digits and words, %s is none', (text) => {
  expect(judged('money', text)).toBe('!number-unreadable');
});

test('units and repairs', () => {
  expect(judged('money', '十二', '10000')).toBe('120000');
  for (const text of ['三万', '三百元', '五角', '3万2', '5 Tsd. €'])
    expect(judged('money', text, '10000')).toBe('!unit-twice');
  expect([judged('integer', '二十一'), judged('integer', '三元')]).toEqual(['21', '!number-unreadable']);
  expect(fieldType('money').judge('叁佰元整', null, contextOf('money'))).toMatchObject({
    repairs: ['numerals'],
    currency: 'CNY',
  });
});
