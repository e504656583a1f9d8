import { isAscii, isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFile } from '../../apps/cli/check-file.js';
import { guessDataset } from '../../core/mapping/dataset.js';
import { mapTable } from '../../core/mapping/table.js';
import { findPreset, presets } from '../../core/mapping/presets/find.js';
import { type Guard, guarded } from '../../core/parsing/parse-guarded.js';
import { parseConfig } from '../../schemas/config.js';
import { builtinDataset, builtinDatasets } from '../../schemas/datasets/builtin.js';
import { workbook } from '../e2e/workbooks.js';
import { encoded } from '../legacy-bytes.js';
import { columns, source as plainSource } from './sample.js';

/** What a file in fixtures/presets must come to. Headers not in `fields` are kept as extra. */
interface Expected {
  preset: string;
  dataset: string;
  fields: Record<string, string>;
  key: string[] | null;
  rows: number;
}

const cases = join(import.meta.dirname, '../../fixtures/presets');
const names = readdirSync(cases).filter((name) => name.endsWith('.csv'));
const config = parseConfig({ language: 'zh', threads: { archive: 1 } });
let folder: string;
/** One reader for all workbooks. */
let guard: Guard;
let close: () => void;
let closed: Promise<void>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-'));
  await new Promise<void>((opened) => {
    closed = guarded(config.parse, (own) => {
      guard = own;
      opened();
      return new Promise<void>((done) => void (close = done));
    });
  });
});
afterAll(async () => {
  close();
  await closed;
  await rm(folder, { recursive: true, force: true });
});

type Checked = Extract<Awaited<ReturnType<typeof checkFile>>, { ok: true }>;

async function checkedAs(path: string, name: string): Promise<Checked> {
  const dataset = builtinDataset(name);
  const source = config.sources.find((one) => one.name === name);
  if (!dataset || !source) throw new Error('no such dataset');
  const checked = await checkFile({ path, dataset, source, config, stored: null }, guard);
  if (!checked.ok) throw new Error(checked.code);
  return checked;
}

const plainly = new Map<string, Promise<Checked>>();
/** The fixture itself, checked once. */
function checkedPlain(name: string, dataset: string): Promise<Checked> {
  const checked = plainly.get(name) ?? checkedAs(join(cases, name), dataset);
  plainly.set(name, checked);
  return checked;
}

test.each(names)('%s is known and mapped without asking', async (name) => {
  const expected = JSON.parse(readFileSync(join(cases, name.replace('.csv', '.expected.json')), 'utf8')) as Expected;
  const checked = await checkedPlain(name, expected.dataset);
  const { mapping, questions } = checked.mapped;
  const headers = mapping.columns.map(({ header }) => header);
  expect(findPreset(headers)?.name).toBe(expected.preset);
  expect(guessDataset([{ columns: columns(headers) }], builtinDatasets)).toEqual({
    dataset: expected.dataset,
    question: null,
  });
  expect(questions).toEqual([]);
  const fed = mapping.columns.flatMap(({ header, field }) => (field === null ? [] : [[header, field]]));
  expect(Object.fromEntries(fed)).toEqual(expected.fields);
  expect(mapping.key.kind === 'fields' ? mapping.key.fields : null).toEqual(expected.key);
  expect(checked.counts).toMatchObject({ rows: expected.rows, rejected: 0, duplicates: 0 });
  expect(checked.issues.filter(({ level }) => level === 'error')).toEqual([]);
});

/** The records of a fixture as text, whatever its encoding. */
function recordsOf(name: string): string[][] {
  const bytes = readFileSync(join(cases, name));
  const text = new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
  return Papa.parse<string[]>(text.trimEnd(), { delimiter: ',' }).data.map((cells) => cells.map((cell) => cell.trim()));
}

const forms: [string, (name: string) => Promise<{ file: string; bytes: Uint8Array }>][] = [
  [
    'a workbook',
    async (name) => ({
      file: name.replace('.csv', '.xlsx'),
      bytes: await workbook({
        Sheet1: recordsOf(name).map((cells) => cells.map((cell) => (cell === '' ? null : cell))),
      }),
    }),
  ],
  [
    'GBK',
    (name) =>
      Promise.resolve({ file: name, bytes: encoded('gbk', Papa.unparse(recordsOf(name)).replaceAll('¥', '￥')) }),
  ],
];

/** In GBK plain ASCII is the fixture itself, and letters of Western languages that it has none of are lost. */
const inForm = (form: string): string[] =>
  names.filter((name) => {
    const bytes = readFileSync(join(cases, name));
    return form !== 'GBK' || (!isAscii(bytes) && !/[ÄÖÜäößñóíÍçÉ]/.test(bytes.toString()));
  });

describe.each(forms)('as %s', (form, make) => {
  test.each(inForm(form))('%s comes to the same', async (name) => {
    const expected = JSON.parse(readFileSync(join(cases, name.replace('.csv', '.expected.json')), 'utf8')) as Expected;
    const { file, bytes } = await make(name);
    const path = join(folder, `form-${file}`);
    writeFileSync(path, bytes);
    const plain = await checkedPlain(name, expected.dataset);
    const checked = await checkedAs(path, expected.dataset);
    const { mapping, questions } = checked.mapped;
    expect(questions).toEqual([]);
    const fed = mapping.columns.flatMap(({ header, field }) => (field === null ? [] : [[header, field]]));
    expect(Object.fromEntries(fed)).toEqual(expected.fields);
    expect(mapping.key.kind === 'fields' ? mapping.key.fields : null).toEqual(expected.key);
    expect(checked.counts).toMatchObject({ accepted: plain.counts.accepted, rejected: 0, duplicates: 0 });
    expect(new Set(mapping.columns.map(({ preset }) => preset))).toEqual(new Set([expected.preset]));
  });
});

describe('a preset', () => {
  const headersOf = (preset: (typeof presets)[number]) => [
    ...preset.must.map(([name]) => name ?? ''),
    ...preset.signature,
    ...[...preset.fields.values()].flat(),
  ];

  test.each(presets.map((preset) => [preset.name, preset] as const))('%s feeds fields of its dataset', (_, preset) => {
    const fields = builtinDataset(preset.dataset)?.fields.map(({ name }) => name) ?? [];
    expect(fields).toEqual(expect.arrayContaining([...preset.fields.keys()]));
    expect(preset.least).toBeLessThanOrEqual(preset.signature.size);
  });

  test.each(presets.map((preset) => [preset.name, preset] as const))(
    '%s asks nothing but what is missing',
    (_, preset) => {
      const dataset = builtinDataset(preset.dataset);
      if (!dataset) throw new Error('no such dataset');
      const all = [...new Set(headersOf(preset))];
      fc.assert(
        fc.property(fc.subarray(all, { minLength: 1 }), (headers) => {
          if (findPreset(headers, preset.dataset) === null) return;
          const { questions } = mapTable({
            table: { columns: columns(headers) },
            dataset,
            stored: null,
            source: plainSource,
          });
          expect(questions.filter(({ kind }) => kind !== 'required')).toEqual([]);
        }),
        { numRuns: 50 },
      );
    },
  );

  test('a plain list is no known export', () => {
    expect(findPreset(['姓名', '手机', '邮箱', '负责人', '备注'])).toBeNull();
    expect(findPreset(['Name', 'Email', 'Phone', 'Company', 'Owner', 'Status'])).toBeNull();
    expect(findPreset(['订单号', '下单时间', '金额', '状态'])).toBeNull();
  });

  test('a table that was mapped before as an ordinary one stays as it was mapped', () => {
    const dataset = builtinDataset('orders');
    if (!dataset) throw new Error('no orders');
    const table = {
      columns: columns(['账务流水号', '商户订单号', '收入金额（+元）', '账户余额（元）', '业务流水号', '交易渠道']),
    };
    const first = mapTable({ table, dataset, stored: null, source: plainSource }).mapping;
    const plain = first.columns.map(({ preset: _preset, ...column }) => ({
      ...column,
      field: column.header === '商户订单号' ? 'external_id' : null,
    }));
    const stored = { ...first, columns: plain };
    expect(first.columns.find(({ field }) => field === 'external_id')?.header).toBe('账务流水号');
    const { mapping, questions } = mapTable({ table, dataset, stored, source: plainSource });
    expect(questions).toEqual([]);
    expect(mapping.columns.map(({ field, preset }) => [field, preset])).toEqual(
      plain.map(({ field }) => [field, undefined]),
    );
  });

  test('the second delivery says nothing new', () => {
    const dataset = builtinDataset('contacts');
    const preset = presets.find(({ name }) => name === 'hubspot-contacts');
    if (!dataset || !preset) throw new Error('no such preset');
    const table = {
      columns: columns([
        'Record ID',
        'First Name',
        'Last Name',
        'Email',
        'Contact owner',
        'Create Date',
        'Associated Company',
        'Lead Status',
      ]),
    };
    const first = mapTable({ table, dataset, stored: null, source: plainSource }).mapping;
    expect(mapTable({ table, dataset, stored: first, source: plainSource }).mapping).toEqual(first);
  });
});
