import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtinDatasets } from '../../schemas/datasets/builtin.js';
import type { RowRule } from '../../schemas/datasets/dataset.js';
import { atLeastOne, birthdayFits, needs, notBefore } from '../../schemas/datasets/rules.js';
import { openEngine } from './fields/engine.js';
import type { Engine } from './fields/engine.js';

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#%]/gu, '');

/** The contract of the command line. */
const promised: Record<string, string> = {
  customers:
    'external_id name contact_name email phone wechat company credit_code id_number bank_account country province city district address postcode birthday signup_date last_contact industry customer_type status owner credit_limit currency website tags notes',
  contacts: 'external_id customer_external_id name title department email phone mobile notes',
  orders: 'external_id customer_external_id ordered_at product quantity amount currency status notes',
  interactions: 'external_id customer_external_id happened_at channel direction subject body owner',
  campaigns: 'external_id name channel started_at ended_at budget currency status notes',
  opportunities: 'external_id customer_external_id name stage amount currency expected_close owner status notes',
  feedback: 'external_id customer_external_id received_at kind score subject body status reply owner',
};

describe('built-in datasets', () => {
  it.each(Object.entries(promised))('%s has its promised fields', (name, fields) => {
    const dataset = builtinDatasets.find((one) => one.name === name);
    expect(dataset?.fields.map((field) => field.name)).toEqual(fields.split(' '));
    expect(dataset?.fields.map((field) => field.id)).toEqual(fields.split(' '));
  });

  it.each(builtinDatasets.map((dataset) => [dataset.name, dataset] as const))(
    '%s: no header means two fields',
    (_name, dataset) => {
      const owners = new Map<string, string>();
      for (const field of dataset.fields) {
        for (const name of new Set([field.name, field.label.en, field.label.zh, ...field.aliases].map(fold))) {
          expect([name, owners.get(name) ?? field.name]).toEqual([name, field.name]);
          owners.set(name, field.name);
        }
      }
    },
  );

  it('refers to fields that exist', () => {
    for (const dataset of builtinDatasets) {
      const names = new Set(dataset.fields.map((field) => field.name));
      const used = [...dataset.identity.candidates.flat(), ...dataset.rules.flatMap((rule) => rule.fields)];
      expect(used.filter((name) => !names.has(name))).toEqual([]);
      const missing = dataset.fields.filter(({ references }) => {
        const target = builtinDatasets.find((one) => one.name === references?.dataset);
        return references && !target?.fields.some((one) => one.name === references.field);
      });
      expect(missing).toEqual([]);
    }
  });
});

describe('row rules', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.close());

  const value = fc.constantFrom(
    null,
    '2024',
    '2024-03',
    '2024-03-05',
    '2024-03-05 08:30:00',
    '2024-03-05 08:30:00.5',
    '2023-12-31',
    '2024-04',
    '110105202403050029',
    '110105202404010020',
    'x',
  );
  it('the birthday of an identity number is the one given, as far as that is precise', () => {
    const rule = birthdayFits('id_number', 'birthday');
    const told = (birthday: string | null) => rule.holds({ id_number: '11010519491231002X', birthday });
    expect(['1949-12-31', '1949-12', '1949', null].map(told)).toEqual([true, true, true, true]);
    expect(['1949-12-30', '1950', '1949-11'].map(told)).toEqual([false, false, false]);
    expect(rule.holds({ birthday: '1949-12-31' })).toBe(true);
  });
  it.each(['123-45-6789', 'AB123456', '123456789012345678', '11010519491331002X'])(
    'a number of another form, %s, holds no birthday',
    (id) => expect(birthdayFits('id', 'birthday').holds({ id, birthday: '1990-01-02' })).toBe(true),
  );

  const rules: [string, RowRule][] = [
    ['atLeastOne', atLeastOne('a', 'b')],
    ['notBefore', notBefore('a', 'b')],
    ['needs', needs('a', 'b')],
    ['birthdayFits', birthdayFits('a', 'b')],
  ];

  it.each(rules)('%s says the same in SQL', async (_name, rule) => {
    const rows = fc.sample(fc.record({ a: value, b: value }), 300);
    const text = (cell: string | null): string => (cell === null ? 'NULL' : `'${cell}'`);
    const list = rows.map((row, at) => `(${at}, ${text(row.a)}, ${text(row.b)})`).join(', ');
    const answers = await engine.query(
      `SELECT ${rule.holdsSql((field) => `t.${field}`)} AS y FROM (VALUES ${list}) t(i, a, b) ORDER BY i`,
    );
    expect(answers.map((answer) => answer['y'])).toEqual(rows.map((row) => rule.holds(row)));
  });

  it('compares as far as both are precise', () => {
    const rule = notBefore('ended_at', 'started_at');
    expect(rule.holds({ ended_at: '2024-03', started_at: '2024-03-20' })).toBe(true);
    expect(rule.holds({ ended_at: '2024-02', started_at: '2024-03-20' })).toBe(false);
    expect(rule.holds({ ended_at: null, started_at: '2024-03-20' })).toBe(true);
  });
});
