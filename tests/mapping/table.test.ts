import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapTable } from '../../core/mapping/table.js';
import type { Mapping } from '../../schemas/mapping.js';
import { columns, people, source } from './sample.js';

const map = (headers: readonly string[], stored: Mapping | null = null, empty: readonly string[] = []) =>
  mapTable({ table: { columns: columns(headers, empty) }, dataset: people, stored, source });
const fieldsOf = (mapping: Mapping) => Object.fromEntries(mapping.columns.map(({ header, field }) => [header, field]));

test.each([
  [
    ['序号', '客户名称*', '手机号码', '邮箱', '所在城市', '回款(万元)', '备注'],
    [null, 'name', 'phone', 'email', 'city', 'paid', 'notes'],
  ],
  [
    ['Customer ID', 'Full Name', 'Account Name', 'Email Address', 'Mobile', 'Last Modified Date', 'Lead Score'],
    ['external_id', 'name', 'company', 'email', 'phone', 'updated_on', null],
  ],
  [
    ['姓名 / Name', '联系方式 / 手机', '联系方式 / 邮箱', 'City 城市', '出生日期（YYYY-MM-DD）'],
    ['name', 'phone', 'email', 'city', 'birthday'],
  ],
  [
    ['external_id', 'name', 'PHONE', 'e-mail'],
    ['external_id', 'name', 'phone', 'email'],
  ],
])('maps the headers %j', (headers, fields) => {
  const { mapping, questions } = map(headers);
  expect(mapping.columns.map(({ field }) => field)).toEqual(fields);
  expect(mapping.columns.every(({ confidence }) => confidence === 1)).toBe(true);
  expect(questions).toEqual([]);
});

test('a unit in another spelling of a known header is not lost', () => {
  const first = map(['客户名称', '回款（万元）']).mapping;
  for (const header of ['回款_万元', '回款 万元', '回款-万元', '回款万元', '回款/万元']) {
    const { mapping, questions } = map(['客户名称', header], first);
    expect([header, mapping.columns[1]?.field, mapping.columns[1]?.unit, questions]).toEqual([
      header,
      'paid',
      '10000',
      [],
    ]);
  }
});

test('a unit belongs to money only', () => {
  const { mapping } = map(['客户名称', '回款(万元)', '备注(万元)']);
  expect(mapping.columns.map(({ unit }) => unit)).toEqual(['1', '10000', '1']);
  expect(mapping.columns[1]?.currency).toBe('CNY');
});

test('a row counter is neither field nor extra', () => {
  for (const header of ['序号', 'No.', '#', 'S/N', '行号']) {
    const [counter] = map([header, '姓名']).mapping.columns;
    expect(counter).toMatchObject({ field: null, ignored: true });
  }
});

test('of two columns for one field the better name wins, the other is kept as extra', () => {
  const { mapping, questions } = map(['客户名称', '姓名']);
  expect(fieldsOf(mapping)).toEqual({ 客户名称: 'name', 姓名: null });
  expect(questions).toEqual([]);
});

test('an empty column does not compete', () => {
  const { mapping, questions } = map(['姓名', '手机', '联系电话'], null, ['手机']);
  expect(fieldsOf(mapping)).toEqual({ 姓名: 'name', 手机: null, 联系电话: 'phone' });
  expect(questions).toEqual([]);
});

test('two equally good columns for one field are a question at each', () => {
  const { mapping, questions } = map(['姓名', '手机', '联系电话']);
  expect(fieldsOf(mapping)).toEqual({ 姓名: 'name', 手机: null, 联系电话: null });
  expect(questions.map(({ kind, position, field }) => [kind, position, field])).toEqual([
    ['conflict', 1, 'phone'],
    ['conflict', 2, 'phone'],
  ]);
});

test('an alike header only suggests, and only for a field that is not fed', () => {
  const { mapping, questions } = map(['姓名', 'Primary Email', 'Adress of birth']);
  expect(fieldsOf(mapping)['Primary Email']).toBeNull();
  expect(questions).toMatchObject([{ kind: 'column', position: 1, suggestions: [{ field: 'email' }] }]);
  expect(map(['姓名', 'Primary Email', '邮箱']).questions).toEqual([]);
});

test('a narrowing in brackets is a question, not a match', () => {
  const { questions } = map(['姓名', '金额（含税）']);
  expect(questions).toMatchObject([{ kind: 'column', position: 1, suggestions: [{ field: 'paid' }] }]);
});

test('what every row needs and no column feeds is a question', () => {
  expect(map(['手机', '城市']).questions).toEqual([{ kind: 'required', field: 'name', suggestions: [] }]);
});

test('hostile headers are headers', () => {
  const { mapping } = map(['__proto__', 'constructor', '', '', '姓名', 'x'.repeat(5000)]);
  expect(mapping.columns.map(({ field }) => field)).toEqual([null, null, null, null, 'name', null]);
});

test('an identifier is the key; without one the content is', () => {
  expect(map(['编号', '姓名']).mapping.key).toEqual({
    kind: 'fields',
    fields: ['external_id'],
    decidedBy: 'identifier',
  });
  expect(map(['编号', '姓名'], null, ['编号']).mapping.key).toEqual({ kind: 'content' });
  expect(map(['姓名']).mapping.key).toEqual({ kind: 'content' });
});

test('the configured key counts, and is asked for when no column feeds it', () => {
  const configured = { ...source, key: ['phone', 'name'] };
  const input = { dataset: people, stored: null, source: configured };
  const fed = mapTable({ ...input, table: { columns: columns(['姓名', '手机']) } });
  expect(fed.mapping.key).toEqual({ kind: 'fields', fields: ['name', 'phone'], decidedBy: 'config' });
  const unfed = mapTable({ ...input, table: { columns: columns(['姓名', '城市']) } });
  expect(unfed.questions).toEqual([{ kind: 'key', field: 'phone', suggestions: [] }]);
});

describe('a file without the key of its source', () => {
  const numbered = map(['编号', '姓名', '手机']).mapping;
  const answers = { delivery: 'd', columns: [], key: ['name', 'phone'], newestBy: null, dataset: null, reading: null };
  const without = { table: { columns: columns(['姓名', '手机']) }, dataset: people, source };
  const chosen = mapTable({ ...without, stored: numbered, answers }).mapping;

  test('is asked about, and never taken as new rows', () => {
    const { mapping, questions } = mapTable({ ...without, stored: numbered });
    expect(questions).toEqual([{ kind: 'key', field: 'external_id', suggestions: [] }]);
    expect(mapping.key).toEqual(numbered.key);
  });

  test('gets the key that a person chooses for such files; the one of the source stays', () => {
    expect(chosen.key).toEqual({ kind: 'fields', fields: ['name', 'phone'], decidedBy: 'person', fallback: true });
    const later = { stored: { ...chosen, version: 2 }, others: [numbered] };
    const table = { columns: columns(['编号', '姓名', '手机']) };
    expect(mapTable({ ...without, ...later, table })).toMatchObject({ mapping: { key: numbered.key }, questions: [] });
    expect(mapTable({ ...without, ...later })).toMatchObject({ mapping: { key: chosen.key }, questions: [] });
    const narrow = { columns: columns(['姓名', '城市']) };
    expect(mapTable({ ...without, ...later, table: narrow }).questions).toMatchObject([{ kind: 'key' }]);
  });

  test('a key chosen before any identifier was seen gives way to it', () => {
    const first = mapTable({ ...without, stored: null, answers }).mapping;
    expect(map(['编号', '姓名', '手机'], first).mapping.key).toEqual(numbered.key);
    expect(map(['姓名', '手机'], first).mapping.key).toEqual(first.key);
  });

  test('a key chosen although the identifier is there stays', () => {
    const table = { columns: columns(['编号', '姓名', '手机']) };
    const { mapping } = mapTable({ ...without, table, stored: numbered, answers });
    expect(mapping.key).toEqual({ kind: 'fields', fields: ['name', 'phone'], decidedBy: 'person' });
    const again = mapTable({ ...without, table, stored: mapping, others: [numbered] });
    expect(again.mapping.key).toEqual(mapping.key);
  });
});

test('a stored mapping is reused in any order, and for fewer columns, under the same version', () => {
  const stored = { ...map(['姓名', '手机', '城市', 'Lead Score']).mapping, version: 4 };
  for (const headers of [
    ['Lead Score', '城市', '手机', '姓名'],
    ['城市', '姓名'],
    ['姓名 ', '手机：', '_sheetkeep_row'],
  ]) {
    const { mapping, questions } = map(headers, stored);
    expect(mapping.version).toBe(4);
    expect(questions).toEqual([]);
  }
});

test('a new column makes a new version by itself when exact, else a question', () => {
  const stored = map(['姓名', '手机']).mapping;
  const exact = map(['姓名', '手机', '邮箱'], stored);
  expect(exact.mapping.version).toBe(2);
  expect(exact.questions).toEqual([]);
  expect(fieldsOf(exact.mapping)['邮箱']).toBe('email');
  expect(map(['姓名', '手机', 'Primary Email'], stored).questions).toHaveLength(1);
});

test('what is stored is not guessed again', () => {
  const stored = map(['姓名', 'Lead Score']).mapping;
  const decided = {
    ...stored,
    columns: stored.columns.map((column) => (column.header === 'Lead Score' ? { ...column, field: 'notes' } : column)),
  };
  expect(fieldsOf(map(['姓名', 'Lead Score', '备注'], decided).mapping)).toEqual({
    姓名: 'name',
    'Lead Score': 'notes',
    备注: null,
  });
});

test('two known columns that feed one field in the same table are a conflict', () => {
  const first = map(['姓名', '手机']).mapping;
  const second = map(['姓名', '联系电话']).mapping;
  const stored = { ...first, columns: [...first.columns, ...second.columns.slice(1)] };
  expect(map(['姓名', '手机', '联系电话'], stored).questions.map(({ kind }) => kind)).toEqual(['conflict', 'conflict']);
});

const pool = [
  '序号',
  '客户名称',
  '姓名',
  '手机',
  '联系电话',
  '邮箱',
  'Primary Email',
  '城市',
  '回款(万元)',
  'Lead Score',
  '编号',
  '备注',
  'Remark',
  '_sheetkeep_row',
];

test('the mapping does not depend on the order of the columns', () => {
  const orders = fc
    .subarray(pool, { minLength: 1 })
    .chain((headers) => fc.tuple(fc.constant(headers), fc.shuffledSubarray(headers, { minLength: headers.length })));
  fc.assert(
    fc.property(orders, fc.constantFrom(null, map(pool.slice(0, 5)).mapping), ([headers, shuffled], stored) => {
      const a = map(headers, stored);
      const b = map(shuffled, stored);
      expect(fieldsOf(b.mapping)).toEqual(fieldsOf(a.mapping));
      expect(b.mapping.key).toEqual(a.mapping.key);
      expect(b.mapping.version).toBe(a.mapping.version);
      const asked = (outcome: typeof a, names: readonly string[]) =>
        outcome.questions.map(({ kind, position, field }) => [kind, names[position ?? -1], field].join(' ')).sort();
      expect(asked(b, shuffled)).toEqual(asked(a, headers));
    }),
  );
});
