/** A text with an address behind it, in columns of addresses and in others. */
import { expect, test } from 'vitest';
import { judgeLinked, linkedFlag } from '../../../schemas/fields/linked.js';
import { fieldType } from '../../../schemas/fields/registry.js';
import type { ColumnContext, FieldTypeName } from '../../../schemas/verdicts.js';

const context = { region: 'CN', timeZone: 'Asia/Shanghai', dateOrder: null, decimal: '.', unit: '1', currency: null };
const judged = (type: FieldTypeName, text: string, address: string) =>
  judgeLinked(fieldType(type), text, linkedFlag(address), { ...context, type } as ColumnContext);

test('the address is taken where the text is plainly none', () => {
  const cases: [FieldTypeName, text: string, address: string, canonical: string][] = [
    ['url', '点击查看', 'HTTPS://A.example/x?y=%20', 'https://a.example/x?y=%20'],
    ['url', 'Website', 'http://a.example/', 'http://a.example'],
    ['email', '写信', 'mailto:a%2Bb@a.example?subject=x', 'a+b@a.example'],
    ['phone', '拨打', 'tel:+8613800138000', '+8613800138000'],
  ];
  for (const [type, text, address, canonical] of cases) {
    const verdict = judged(type, text, address);
    expect([type, verdict.ok && verdict.text]).toEqual([type, canonical]);
    expect(verdict.ok && verdict.repairs).toContain('link-address');
  }
});

test('a text that is an address counts, whatever stands behind it', () => {
  expect(judged('url', 'www.b.example', 'https://a.example')).toMatchObject({ ok: true, text: 'http://www.b.example' });
  expect(judged('email', 'b@b.example', 'mailto:a@a.example')).toMatchObject({ text: 'b@b.example', repairs: [] });
  expect(judged('url', '无', 'https://a.example')).toMatchObject({ ok: true, text: '' });
});

test('where the text may be meant as an address, the one behind it is proposed at most', () => {
  const broken = judged('email', 'a@@a', 'mailto:a@a.example');
  expect(broken).toMatchObject({ ok: false, suggestion: 'a@a.example' });
  // What the text itself suggests comes first: nobody changed the address behind it.
  expect(judged('email', 'b@b.example.', 'mailto:a@a.example')).toMatchObject({ ok: false, suggestion: 'b@b.example' });
  expect(judged('url', 'Acme Inc. site', 'https://a.example')).toMatchObject({ suggestion: 'https://a.example' });
});

test('an address of another kind, a damaged one and other types of columns: the text alone', () => {
  const alone: [FieldTypeName, string][] = [
    ['url', 'mailto:a@a.example'],
    ['url', 'file:///C:/x.pdf'],
    ['url', 'https://'],
    ['url', ''],
    ['email', 'https://a.example'],
    ['email', 'mailto:%zz'],
    ['phone', 'https://a.example/13800138000'],
    ['date', 'https://a.example'],
    ['integer', 'https://a.example'],
  ];
  for (const [type, address] of alone) {
    const told = fieldType(type).judge('查看', null, { ...context, type } as ColumnContext);
    expect([type, address, judged(type, '查看', address)]).toEqual([type, address, told]);
  }
  expect(judged('text', '甲公司', 'https://a.example')).toMatchObject({ ok: true, text: '甲公司', repairs: [] });
});
