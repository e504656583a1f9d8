import ExcelJS from 'exceljs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFile } from '../../apps/cli/check-file.js';
import { choicesOf } from '../../core/mapping/template/choices.js';
import { exampleOf } from '../../core/mapping/template/examples.js';
import { templateWords } from '../../core/mapping/template/words.js';
import { blankWorkbook, preparedRows, templateHeader } from '../../core/mapping/template/template.js';
import { mapTable } from '../../core/mapping/table.js';
import { parseConfig } from '../../schemas/config.js';
import type { DatasetDef, FieldDef } from '../../schemas/datasets/dataset.js';
import { builtinDataset, builtinDatasets } from '../../schemas/datasets/builtin.js';
import { fieldType } from '../../schemas/fields/registry.js';
import type { ColumnContext } from '../../schemas/verdicts.js';
import { columns, source as plainSource } from './sample.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const langs = ['en', 'zh'] as const;
const all = builtinDatasets.flatMap((dataset) => langs.map((lang) => [dataset.name, lang, dataset] as const));

const contextOf = (field: FieldDef): ColumnContext => ({
  type: field.type,
  region: 'CN',
  timeZone: 'Asia/Shanghai',
  dateOrder: null,
  decimal: '.',
  unit: '1',
  currency: null,
  ...(field.values ? { values: field.values } : {}),
  ...(field.open === undefined ? {} : { open: field.open }),
});

async function load(dataset: DatasetDef, lang: 'en' | 'zh'): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  const bytes = await blankWorkbook(dataset, lang);
  await book.xlsx.load(bytes.buffer as ArrayBuffer);
  return book;
}

describe.each(all)('the template of %s in %s', (_name, lang, dataset) => {
  test('its headers are mapped back exactly, nothing is asked', () => {
    const headers = dataset.fields.map((field) => templateHeader(field, lang));
    const { mapping, questions } = mapTable({
      table: { columns: columns(headers) },
      dataset,
      stored: null,
      source: plainSource,
    });
    expect(questions).toEqual([]);
    expect(mapping.columns.map(({ field }) => field)).toEqual(dataset.fields.map(({ name }) => name));
  });

  test('every choice and every example is accepted', () => {
    for (const field of dataset.fields) {
      const texts = [...(choicesOf(field, lang) ?? []), exampleOf(field, lang)].filter((text) => text !== '');
      for (const text of texts) {
        const verdict = fieldType(field.type).judge(text, null, contextOf(field));
        expect({ field: field.name, text, ...verdict }).toMatchObject({ ok: true, warnings: [] });
      }
    }
  });

  test('no choice stands for two values', () => {
    for (const field of dataset.fields) {
      const choices = choicesOf(field, lang) ?? [];
      const canonical = choices.map((text) => {
        const verdict = fieldType(field.type).judge(text, null, contextOf(field));
        return verdict.ok ? verdict.text : '';
      });
      expect(new Set(canonical).size).toBe(choices.length);
    }
  });
});

test('numbers are text, dates are dates, and lists reach thousands of rows in a small file', async () => {
  const customers = builtinDataset('customers');
  if (!customers) throw new Error('no customers');
  const bytes = await blankWorkbook(customers, 'zh');
  expect(bytes.length).toBeLessThan(60_000);
  expect(preparedRows).toBeGreaterThanOrEqual(5000);
  const book = await load(customers, 'zh');
  const sheet = book.worksheets[0];
  const columnOf = (name: string) => sheet?.getColumn(customers.fields.findIndex((field) => field.name === name) + 1);
  for (const name of ['external_id', 'phone', 'id_number', 'bank_account', 'credit_code', 'postcode'])
    expect([name, columnOf(name)?.numFmt]).toEqual([name, '@']);
  expect(columnOf('birthday')?.numFmt).toBe('yyyy-mm-dd');
  expect(columnOf('credit_limit')?.numFmt).toBe('#,##0.00');
  for (const row of [2, preparedRows + 1])
    expect(sheet?.getCell(`${columnOf('country')?.letter}${row}`).dataValidation).toMatchObject({ type: 'list' });
  expect(book.worksheets.map(({ state }) => state)).toEqual(['visible', 'visible', 'veryHidden']);
  expect(book.worksheets[1]?.rowCount).toBe(customers.fields.length + 1);
});

test('a required column is marked', async () => {
  const campaigns = builtinDataset('campaigns');
  if (!campaigns) throw new Error('no campaigns');
  const headers = (await load(campaigns, 'en')).worksheets[0]?.getRow(1).values;
  expect(headers).toContain('Campaign name *');
  expect(headers).toContain('Channel');
});

test('of several columns that may say who a contact is, one must be filled', async () => {
  const contacts = builtinDataset('contacts');
  if (!contacts) throw new Error('no contacts');
  const notes = (await load(contacts, 'en')).worksheets[1];
  const needs = contacts.fields.map((field, at) => [field.name, notes?.getCell(at + 2, 2).text ?? '']);
  expect(needs.filter(([, need]) => need !== '')).toEqual(
    ['name', 'email', 'phone', 'mobile'].map((name) => [name, templateWords.en.oneOf]),
  );
});

test.each(all)('a filled-in template of %s in %s is taken as it is', async (name, lang, dataset) => {
  const book = await load(dataset, lang);
  const example = (field: FieldDef) => exampleOf(field, lang) || (choicesOf(field, lang)?.[0] ?? 'A');
  book.worksheets[0]?.addRow(dataset.fields.map(example));
  const path = join(folder, `${name}-${lang}.xlsx`);
  await writeFile(path, new Uint8Array(await book.xlsx.writeBuffer()));
  const config = parseConfig({ language: lang });
  const source = config.sources.find((one) => one.name === name);
  if (!source) throw new Error('no such source');
  const checked = await checkFile({ path, dataset, source, config, stored: null });
  if (!checked.ok) throw new Error(checked.code);
  expect(checked.mapped.questions).toEqual([]);
  expect(checked.issues).toEqual([]);
  expect(checked.counts).toMatchObject({ rows: 1, accepted: 1 });
});
