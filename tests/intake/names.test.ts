import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lockNames, safeFileName, shownName } from '../../core/intake/names.js';
import { ignoredName } from '../../schemas/ignored-names.js';

test.each([
  ['~$客户名单.xlsx', 'lock'],
  ['.~lock.customers.ods#', 'lock'],
  ['.~客户名单.xlsx', 'lock'],
  ['crm.csv.crdownload', 'temp'],
  ['crm.csv.part', 'temp'],
  ['crm.csv.filepart', 'temp'],
  ['~WRD0003.tmp', 'lock'],
  ['8F2A1B00', 'temp'],
  ['._客户名单.xlsx', 'temp'],
  ['.goutputstream-4BXS01', 'temp'],
  ['名单.xlsx.baiduyun.p.downloading', 'temp'],
  ['desktop.ini', 'system'],
  ['Thumbs.db', 'system'],
  ['.DS_Store', 'hidden'],
])('%s is passed over', (name, why) => {
  expect(ignoredName(name)).toBe(why);
});

test.each([
  'customers.csv',
  '客户(1).xlsx',
  'deadbeef.csv',
  '$prices.csv',
  'template.xlsx',
  'a b.tsv',
  'noextension',
  '12345678.csv',
])('%s may be a delivery', (name) => {
  expect(ignoredName(name)).toBeNull();
});

test('lock files of an open workbook are known, also where Excel cuts the name', () => {
  expect(lockNames('customers.xlsx')).toContain('~$customers.xlsx');
  expect(lockNames('customers.xlsx')).toContain('~$stomers.xlsx');
  expect(lockNames('customers.ods')).toContain('.~lock.customers.ods#');
});

test('names are shown without control, bidi or line characters', () => {
  expect(shownName('a\nb\u202Ecsv.exe')).toBe('a\\u{a}b\\u{202e}csv.exe');
  expect(shownName('客户名单.xlsx')).toBe('客户名单.xlsx');
  expect(Array.from(shownName('长'.repeat(300))).length).toBe(80);
});

test.each([
  ['../../etc/passwd', '__.._etc_passwd'],
  ['CON.csv', '_CON.csv'],
  ['', 'file'],
  ['..', '_'],
  ['a:b|c?.xlsx', 'a_b_c_.xlsx'],
])('%j becomes a safe name', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('whatever a sender calls a file, its safe name is one short path part', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const safe = safeFileName(name);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
      expect(safe).not.toMatch(/[\\/\p{Cc}]/u);
      expect(['', '.', '..']).not.toContain(safe);
    }),
  );
});
