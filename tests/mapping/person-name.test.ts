import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuck } from '../../core/archive/duck.js';
import type { Duck } from '../../core/archive/duck.js';
import { joinedSource } from '../../core/judging/joined.js';
import { mapTable } from '../../core/mapping/table.js';
import { builtinDataset } from '../../schemas/datasets/builtin.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';
import { columns, people, source } from './sample.js';

let duck: Duck;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-'));
  duck = await openDuck({ archivePath: null, tempDir: folder, memoryLimitMb: 200, threads: 2 });
});
afterAll(async () => {
  await duck.close();
  await rm(folder, { recursive: true, force: true });
});

const nameField = people.fields.map((field) => (field.name === 'name' ? { ...field, type: 'name' as const } : field));
const dataset = { ...people, fields: nameField };
const map = (headers: string[]) => mapTable({ table: { columns: columns(headers) }, dataset, stored: null, source });

test('first, middle and last name feed the name together', () => {
  const { mapping, questions } = map(['Email Address', 'First Name', 'Last Name', 'Middle Name']);
  expect(questions).toEqual([]);
  expect(mapping.columns.map(({ field, joined }) => [field, joined])).toEqual([
    ['email', undefined],
    [null, undefined],
    ['name', [1, 3]],
    [null, undefined],
  ]);
});

test.each([
  ['Nom', 'Prénom'],
  ['Nachname', 'Vorname'],
  ['Name', 'Vorname'],
  ['Apellidos', 'Nombre'],
  ['Cognome', 'Nome'],
  ['姓', '名字'],
])('%s and %s feed it together, whatever one of them is called by itself', (last, first) => {
  const { mapping } = mapTable({
    table: { columns: columns([last, first, 'Email']) },
    dataset: builtinDataset('customers') as DatasetDef,
    stored: null,
    source,
  });
  expect(mapping.columns.map(({ field, joined }) => [field, joined])).toEqual([
    ['name', [1]],
    [null, undefined],
    ['email', undefined],
  ]);
});

test('a column of the whole name comes first, and a last name alone is only alike', () => {
  const { mapping } = map(['Full Name', 'First Name', 'Last Name']);
  expect(mapping.columns.map(({ field }) => field)).toEqual(['name', null, null]);
  expect(map(['Last Name', 'Email Address']).mapping.columns[0]?.joined).toBeUndefined();
});

test.each([
  ['Ada', null, 'Lovelace', 'Ada Lovelace'],
  ['Ada', 'King', 'Lovelace', 'Ada King Lovelace'],
  ['Ada', 'King', 'Ada King Lovelace', 'Ada King Lovelace'],
  [' Ada ', null, ' Lovelace ', 'Ada Lovelace'],
  [null, null, 'Lovelace', 'Lovelace'],
  ['Ada', null, null, 'Ada'],
  [null, null, null, null],
  ['三', null, '张', '张三'],
  ['三', null, '张三', '张三'],
  ['李', null, '李', '李李'],
])('%s, %s, %s are read as %s', async (first, middle, last, name) => {
  const { mapping } = map(['First Name', 'Middle Name', 'Last Name']);
  const cell = (text: string | null) => (text === null ? 'NULL' : `'${text}'`);
  const staged = `(SELECT 2::BIGINT AS row, ${[first, middle, last].map((text, at) => `${cell(text)}::VARCHAR AS c${at}`).join(', ')})`;
  const joined = joinedSource(
    { part: 0, sheet: null, columns: columns(['', '', '']), staged, kinds: null, skipped: null },
    mapping.columns,
  );
  const row = await duck.read((s) => s.one(`SELECT c2 FROM ${joined.staged}`));
  expect(row?.['c2']).toBe(name);
});
