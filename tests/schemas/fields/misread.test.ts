import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { misread, misreadPattern } from '../../../schemas/fields/misread.js';
import { fieldType } from '../../../schemas/fields/registry.js';
import { windows1252 } from '../../../schemas/windows-1252.js';
import { contextOf } from './engine.js';

const asLatin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const asWindows = (bytes: Uint8Array): string =>
  asLatin1(bytes).replace(/[\u0080-\u009f]/g, (c) => windows1252[c.charCodeAt(0) - 0x80] ?? c);

const chinese = ['深圳公司', '重庆好运商行', '北京A座', '张三丰', '上海（总部）'];
const western = ['Köln', 'José Núñez', 'Crème brûlée', 'Łódź Sp. z o.o.', 'Ελλάδα', 'Москва', 'naïve'];

describe('text read in a wrong encoding', () => {
  test.each([...chinese, ...western])('UTF-8 as Windows-1252 or Latin-1: %s', (text) => {
    const bytes = Buffer.from(text);
    expect(misread(asLatin1(bytes))).toBe(text);
    expect(misread(asWindows(bytes))).toBe(text);
  });

  test.each([
    ['ÖØÇì¹«Ë¾', '重庆公司'],
    ['Ìì½ò A ¹«Ë¾', '天津 A 公司'],
    ['ÕÅÈý', '张三'],
  ])('GBK as Latin-1: %s', (text, meant) => expect(misread(text)).toBe(meant));

  test.each(['张伟', '上海浦东', '张伟 (VIP)', 'A座层2，王', '（北京）公司', 'K-12 李娜 13800138000'])(
    'UTF-8 as GB18030: %s',
    (text) => expect(misread(new TextDecoder('gb18030').decode(Buffer.from(text)))).toBe(text),
  );

  test.each([
    ...chinese,
    ...western,
    '涓子店',
    '鐜',
    '缪涓',
    '瀹湖镇人民政府',
    '联通',
    '邗江区',
    '鄂尔多斯',
    'Müller & Söhne',
    'Ångström',
    'LULEÅ–KIRUNA',
    'CAFÉ–BAR',
    'el “CAFÉ”',
    '××××',
    '····',
    '张××× ÖØÇì',
    '20 °C ±0.5',
    '½ ¼ ¾',
    'Tà Ù',
    '£5 ©2024 Ünal™',
    'Žižek',
    '𠮷野家',
    '',
  ])('is not seen in %j', (text) => expect(misread(text)).toBeNull());

  test('is a problem of names with a suggestion, a warning of texts', () => {
    expect(fieldType('name').judge('æ·±åœ³', null, contextOf('name'))).toMatchObject({
      ok: false,
      problems: [{ code: 'text-misread' }],
      suggestion: '深圳',
    });
    expect(fieldType('text').judge('KÃ¶ln', null, contextOf('text'))).toMatchObject({
      ok: true,
      text: 'KÃ¶ln',
      warnings: [{ code: 'text-misread' }],
    });
  });

  test('whatever is told of is looked at by the short cut, too', () => {
    const js = new RegExp(misreadPattern.replaceAll(/\\x\{([0-9A-F]+)\}/g, '\\u{$1}'), 'u');
    const letters = fc.constantFrom(
      'a',
      ' ',
      'é',
      'Ã',
      '©',
      '€',
      '–',
      'å',
      '³',
      '·',
      '±',
      '深',
      'ÿ',
      '寮',
      '犱',
      '紵',
      '涓',
      'Â',
      '\u0085',
      '¬',
    );
    const missed = (list: string[]): boolean => misread(list.join('')) !== null && !js.test(list.join(''));
    expect(
      fc.check(
        fc.property(fc.array(letters, { maxLength: 12 }), (list) => !missed(list)),
        { numRuns: 3000 },
      ).failed,
    ).toBe(false);
  });
});
