import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHeader } from '../../core/mapping/header.js';
import { editDistance } from '../../core/mapping/likeness.js';
import { foldHeader as fold, headerLine } from '../../schemas/header-text.js';

test.each([
  ['E-mail', 'email'],
  ['ＥＭＡＩＬ　地址', 'email地址'],
  [' external_id ', 'externalid'],
  ['姓名*', '姓名'],
  ['\u200b手机:', '手机'],
  ['S/N', 'sn'],
  ['#', '#'],
  ['Q&amp;A', 'qa'],
  ['&#37038;&#31665;', '邮箱'],
])('folds %j to %j', (header, folded) => {
  expect(fold(header)).toBe(folded);
});

test('a header of several lines is told in one', () => {
  expect(headerLine('手机号码 \r\n(11位)\n')).toBe('手机号码 (11位)');
});

test.each([
  ['回款(万元)', '10000', 'CNY'],
  ['回款（千元）', '1000', 'CNY'],
  ['金额（元）', '1', 'CNY'],
  ['金额/万元', '10000', 'CNY'],
  ['合同额（单位：亿元）', '100000000', 'CNY'],
  ['金额_万元', '10000', 'CNY'],
  ['金额 万元', '10000', 'CNY'],
  ['金额-万元', '10000', 'CNY'],
  ['金额万元', '10000', 'CNY'],
  ['预算_百万美元', '1000000', 'USD'],
  ['回款 万', '10000', null],
  ['超万单数', '1', null],
  ['千人会', '1', null],
  ['Amount (USD)', '1', 'USD'],
  ['Amount (k USD)', '1000', 'USD'],
  ["Revenue ('000)", '1000', null],
  ['回款【万】', '10000', null],
  ['金额（万美元）', '10000', 'USD'],
  ['Amount (net)', '1', null],
  ['Amount', '1', null],
])('reads unit and currency of %j', (header, unit, currency) => {
  expect(readHeader(header)).toMatchObject({ unit, currency });
});

test.each([
  ['姓名（必填）', false],
  ['客户名称（全称）', false],
  ['手机号码\n(11位)', false],
  ['登记日期\nyyyy-mm-dd', false],
  ['Birthday (YYYY-MM-DD)', false],
  ['金额（含税）', true],
  ['电话（家庭）', true],
])('tells a mark from a narrowing in %j', (header, qualified) => {
  expect(readHeader(header).qualified).toBe(qualified);
});

test('a distance that is cut short at the most that counts is the same up to there', () => {
  expect(['adress', 'addres', 'adderss', 'adrs'].map((word) => editDistance('address', word))).toEqual([1, 1, 1, 3]);
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.nat(5), (one, other, most) => {
      const whole = editDistance(one, other);
      expect(editDistance(one, other, most)).toBe(whole > most ? Infinity : whole);
    }),
    { numRuns: 1000 },
  );
});
