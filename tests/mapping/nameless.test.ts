/** Contacts of whom no name is known. */
import { expect, test } from 'vitest';
import { guessDataset } from '../../core/mapping/dataset.js';
import { mapDelivery } from '../../core/mapping/delivery.js';
import { mapTable } from '../../core/mapping/table.js';
import type { Answers } from '../../core/mapping/answers.js';
import { builtinDataset, builtinDatasets } from '../../schemas/datasets/builtin.js';
import { columns, source } from './sample.js';

const contacts = builtinDataset('contacts');
if (!contacts) throw new Error('no contacts');
const base = { dataset: contacts, stored: null, source };
const map = (headers: readonly string[], samples: string[][] = [], answers: Answers | null = null) =>
  mapTable({ ...base, table: { columns: columns(headers) }, samples, answers });
const fieldsOf = ({ mapping }: ReturnType<typeof map>) => mapping.columns.map(({ field }) => field);

const mails = ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'];
const people = ['张三', '李四', '王五', '赵六'];

test('a list of addresses is taken, a column of marks is not asked about', () => {
  const mapped = map(['Email', 'Wanted', 'Since'], [mails, ['yes', 'yes', 'yes', 'no'], ['2024-03-01', '2024-03-02']]);
  expect(mapped.questions).toEqual([]);
  expect(fieldsOf(mapped)).toEqual(['email', null, null]);
});

test('without a name and without a way to reach anybody the name is asked for', () => {
  for (const headers of [
    ['职务', '部门'],
    ['联系人编号', '部门'],
  ]) {
    expect(map(headers).questions).toEqual([{ kind: 'required', field: 'name', suggestions: [] }]);
  }
});

test('a column that no dataset knows and that may hold the names is asked about once', () => {
  const headers = ['邮箱', '使用人', '城市', '数量级'];
  const samples = [mails, people, ['北京', '上海', '广州', '深圳'], ['1', '2', '3', '4']];
  const asked = map(headers, samples);
  const suggestions = [{ field: 'name', confidence: 0.5 }];
  expect(asked.questions).toEqual([{ kind: 'column', position: 1, suggestions }]);
  for (const choice of ['extra', { field: 'name' }] as const) {
    const column = { header: '使用人', occurrence: 1, choice };
    const answers = { delivery: 'd', columns: [column], key: null, newestBy: null, dataset: null, reading: null };
    const answered = map(headers, samples, answers);
    expect(answered.questions).toEqual([]);
    expect(fieldsOf(answered)[1]).toBe(choice === 'extra' ? null : 'name');
    const table = { columns: columns(headers) };
    expect(mapTable({ ...base, stored: answered.mapping, table, samples }).questions).toEqual([]);
  }
  expect(map(['姓名', '邮箱', '使用人'], [people, mails, people]).questions).toEqual([]);
});

test('a first name alone is the name', () => {
  expect(fieldsOf(map(['Email', 'First Name']))).toEqual(['email', 'name']);
  expect(fieldsOf(map(['Email', 'First Name', 'Last Name']))).toEqual(['email', null, 'name']);
});

test('a sheet that names nobody is left out beside one that does, and taken alone', () => {
  const table = (number: number, headers: readonly string[]) => ({
    table: number,
    columns: columns(headers),
    rows: 10,
    sheetHidden: false,
  });
  const [persons, branches] = [table(0, ['姓名', '手机']), table(1, ['部门', '电话'])];
  const both = mapDelivery({ ...base, hiddenSheets: 'skip', tables: [persons, branches] });
  expect([...both.tables.keys()]).toEqual([0]);
  expect([...both.skipped]).toEqual([[1, 'other-columns']]);
  expect(both.questions).toEqual([]);
  expect([...mapDelivery({ ...base, hiddenSheets: 'skip', tables: [branches] }).tables.keys()]).toEqual([1]);
});

test('no file is guessed to be one of contacts by addresses alone', () => {
  for (const headers of [
    ['会员编号', '手机', '邮箱'],
    ['Email', 'Phone', 'Notes'],
  ]) {
    expect(guessDataset([{ columns: columns(headers) }], builtinDatasets)).toMatchObject({
      dataset: null,
      question: { kind: 'dataset' },
    });
  }
});
