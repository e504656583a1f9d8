/** What the values of a column say against a field that its header is merely alike to. */
import { describe, expect, test } from 'vitest';
import { claimColumns } from '../../core/mapping/claims.js';
import { readColumns } from '../../core/mapping/columns.js';
import { isAble } from '../../core/mapping/samples.js';
import { builtinDataset } from '../../schemas/datasets/builtin.js';

const claimOf = (dataset: string, header: string, values: readonly string[] = []) => {
  const columns = readColumns([{ label: 'A', header, kinds: { t: 5 } }]);
  const found = builtinDataset(dataset);
  if (!found) throw new Error(dataset);
  return claimColumns(columns, found, new Set(), [values]).get(0);
};
const five = (text: (at: number) => string): string[] => Array.from({ length: 5 }, (_, at) => text(at));

describe('a column is asked about', () => {
  test.each([
    ['Card ID', five((at) => `622202020002020202${at}`), 'bank_account'],
    ['Tax exempt', five((at) => `91310000MA1FL0${at}`), 'credit_code'],
    ['e-mail adress', five((at) => `a${at}@example.com`), 'email'],
    ['Tax exempt', [], 'credit_code'],
    ['Tax exempt', ['no', 'yes'], 'credit_code'],
  ])('%s where its values may be %s', (header, values, field) => {
    const claim = claimOf('customers', header, values);
    expect(claim?.kind === 'alike' && claim.suggestions[0]?.field).toBe(field);
  });
});

describe('a column is kept without asking', () => {
  test.each([
    ['Card brand', five(() => 'Visa')],
    ['Tax exempt', five((at) => (at % 2 === 0 ? 'yes' : 'no'))],
    ['MEMBER_RATING', five(() => '2')],
    ['Count', five((at) => String(at * 7))],
  ])('%s where they cannot', (header, values) => {
    expect(claimOf('customers', header, values)).toEqual({ kind: 'extra' });
  });

  test.each([
    ['orders', '客户名称'],
    ['interactions', '订单金额'],
  ])('among %s: %s, which another dataset has as a field of its own', (dataset, header) => {
    expect(claimOf(dataset, header)).toEqual({ kind: 'extra' });
  });
});

test('what is called as names are and holds nothing but long numbers is asked about', () => {
  const numbers = five((at) => `000010000${at}`);
  const suggestions = [{ field: 'external_id' }, { field: 'name' }];
  expect(claimOf('customers', 'Customer', numbers)).toMatchObject({ kind: 'alike', suggestions });
  expect(claimOf('customers', 'Customer', [...numbers, 'Acme'])).toEqual({ kind: 'field', field: 'name' });
  expect(claimOf('customers', 'Customer', numbers.slice(1))).toEqual({ kind: 'field', field: 'name' });
});

test('a field without a form of its own may be anything; of few values nothing is said', () => {
  expect(isAble({ type: 'text', role: null }, ['1', '2', '3'])).toBe(true);
  expect(isAble({ type: 'email', role: null }, ['x', 'y'])).toBe(true);
  expect(isAble({ type: 'email', role: null }, ['x', 'y', 'z'])).toBe(false);
  expect(isAble({ type: 'email', role: null }, ['x', 'y', 'z@example.com'])).toBe(true);
  expect(isAble({ type: 'identifier', role: 'identifier' }, ['1', '1', '1', '2'])).toBe(true);
  expect(isAble({ type: 'identifier', role: 'identifier' }, ['1', '1', '1', '1'])).toBe(false);
});

test('a header of two words is no number of what its first word names, unless the other one says number', () => {
  const suggested = (header: string, dataset: string) => {
    const claim = claimOf(dataset, header, []);
    return claim?.kind === 'alike' ? claim.suggestions.map(({ field }) => field) : [];
  };
  for (const header of ['Member rating', 'Lead Source', 'Customer Group', 'Company Size', 'User Type']) {
    expect(suggested(header, 'customers')).not.toContain('external_id');
    expect(suggested(header, 'contacts')).not.toContain('customer_external_id');
  }
  expect(suggested('Member Ref.', 'customers')).toContain('external_id');
  expect(suggested('Company code', 'contacts')).toContain('customer_external_id');
});
