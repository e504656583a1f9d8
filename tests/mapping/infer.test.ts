import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFile } from '../../apps/cli/check-file.js';
import { inferFile } from '../../apps/cli/infer-file.js';
import { fieldNames } from '../../core/mapping/infer/names.js';
import { snippetOf } from '../../core/mapping/infer/snippet.js';
import { parseConfig, type Config } from '../../schemas/config.js';
import type { FieldTypeName } from '../../schemas/verdicts.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const zh = parseConfig({ language: 'zh' });

/** What a person pastes, as the settings take it. */
function pasted(snippet: string): Config {
  const value = runInThisContext(`({ ${snippet} })`) as object;
  return parseConfig({ language: 'zh', ...value });
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
async function fileOf(name: string, headers: string[], rows: string[][]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, [headers, ...rows].map((row) => row.map(quoted).join(',')).join('\n') + '\n');
  return path;
}

const cities = ['北京', '上海', '广州'];
const machines = Array.from({ length: 200 }, (_, at) => [
  String(at + 1),
  `EQ-${String(at).padStart(5, '0')}`,
  `设备${'甲乙丙丁'[at % 4]}${at}`,
  `1380013${String(8000 + at)}`,
  cities[at % 3] ?? '',
  `2024-${String((at % 12) + 1).padStart(2, '0')}-15`,
  `2024-03-${String((at % 28) + 1).padStart(2, '0')} 08:30`,
  (at * 10.5).toFixed(2),
  String(at * 3),
  at % 2 === 0 ? '是' : '否',
  `user${at}@example.com`,
  at % 10 === 0 ? '' : `第${at}号位，靠窗，${'备用'.repeat(50)}`,
  `00${String(1000 + at)}`,
  ['中国', '德国'][at % 2] ?? '',
]);
const machineHeaders = [
  '序号',
  '设备编号',
  '设备名称',
  '保管人电话',
  '所在城市',
  '购置日期',
  '检修时间',
  '购置价格(元)',
  '运行小时',
  '在用',
  '保管人邮箱',
  '位置描述',
  '资产条码',
  '产地',
];
const expectedTypes: (FieldTypeName | null)[] = [
  null,
  'identifier',
  'name',
  'phone',
  'enum',
  'date',
  'datetime',
  'money',
  'integer',
  'boolean',
  'email',
  'text',
  'identifier',
  'country',
];

test('types, key, values and required are found by the cells', async () => {
  const path = await fileOf('equipment list.csv', machineHeaders, machines);
  const found = await inferFile(path, null, zh);
  if (!found.ok) throw new Error(found.code);
  expect(found.columns.map(({ field, type }) => (field === null ? null : type))).toEqual(expectedTypes);
  const fields = Object.values(found.dataset.fields);
  expect(fields.filter(({ identifier }) => identifier).map(({ label }) => label)).toEqual(['设备编号']);
  const city = fields.find(({ type }) => type === 'enum');
  expect(Object.keys(city?.values ?? {}).toSorted()).toEqual(cities.toSorted());
  expect(city?.open).toBe(true);
  expect(fields.find(({ label }) => label === '位置描述')?.required).toBeUndefined();
  expect(fields.find(({ label }) => label === '设备名称')?.required).toBe(true);
  expect(found.columns.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
});

test.each(['en', 'zh'] as const)('what is pasted takes the file itself, every field fed (%s)', async (lang) => {
  const path = await fileOf('equipment.csv', machineHeaders, machines);
  const found = await inferFile(path, null, zh);
  if (!found.ok) throw new Error(found.code);
  const config = pasted(snippetOf('equipment', '设备台账', found, lang));
  const dataset = config.datasets.find(({ name }) => name === 'equipment');
  const source = config.sources.find(({ name }) => name === 'equipment');
  if (!dataset || !source) throw new Error('not there');
  const checked = await checkFile({ path, dataset, source, config, stored: null });
  if (!checked.ok) throw new Error(checked.code);
  expect(checked.mapped.questions).toEqual([]);
  const fed = checked.mapped.mapping.columns.flatMap(({ field }) => field ?? []);
  expect(fed.toSorted()).toEqual(Object.keys(found.dataset.fields).toSorted());
  expect(checked.counts).toMatchObject({ rows: 200, accepted: 200 });
});

test('any header and any value can be pasted', async () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(text, { minLength: 1, maxLength: 4 }), text, async (headers, value) => {
      const path = await fileOf(
        'any.csv',
        headers,
        Array.from({ length: 30 }, (_, at) => headers.map(() => (at % 2 ? value : 'b'))),
      );
      const found = await inferFile(path, null, zh);
      if (!found.ok || Object.keys(found.dataset.fields).length === 0) return;
      expect(pasted(snippetOf('any_data', value, found, 'en')).datasets.some(({ name }) => name === 'any_data')).toBe(
        true,
      );
    }),
    { numRuns: 15, examples: [[['A'], '__proto__']] },
  );
});

test('Chinese mobile numbers are phone numbers where nobody declared a region, and where one was', async () => {
  const rows = Array.from({ length: 30 }, (_, at) => [`E${at}`, `138001380${at + 10}`, `110101199003071${at + 10}X`]);
  const path = await fileOf('mobiles.csv', ['设备编号', '保管人手机', '合同额'], rows);
  for (const settings of [{}, { language: 'zh' }, { region: 'CN' }]) {
    const found = await inferFile(path, null, parseConfig(settings));
    expect(found).toMatchObject({ ok: true, columns: [{}, { type: 'phone', why: 'values' }, {}] });
  }
  const elsewhere = await inferFile(path, null, parseConfig({ region: 'DE' }));
  expect(elsewhere).toMatchObject({ ok: true, columns: [{}, { type: 'integer' }, {}] });
});

test.each([
  [
    'en',
    /^ {8}\/\/ column 1 '序号': it only numbers the rows/m,
    /^ {8}\/\/ column 4: it has no name/m,
    /column 5 '备注\\nx'/,
  ],
  ['zh', /^ {8}\/\/ 1 列 '序号': 仅为行号/m, /^ {8}\/\/ 4 列: 没有列名/m, /5 列 '备注\\nx': 与前面的列同名/],
] as const)('columns that become no field are named with their reasons (%s)', async (lang, ...told) => {
  const rows = Array.from({ length: 30 }, (_, at) => [String(at + 1), `E${at}`, `甲${at}`, `x${at}`, `乙${at}`]);
  const path = await fileOf('left out.csv', ['序号', '设备编号', '备注\nx', '', '备注\nx'], rows);
  const found = await inferFile(path, null, zh);
  if (!found.ok) throw new Error(found.code);
  expect(found.columns.map(({ field, leftOut }) => [field === null, leftOut])).toEqual([
    [true, 'counter'],
    [false, null],
    [false, null],
    [true, 'no-header'],
    [true, 'same-header'],
  ]);
  const snippet = snippetOf('things', '物品', found, lang);
  for (const line of told) expect(snippet).toMatch(line);
  expect(pasted(snippet).datasets.find(({ name }) => name === 'things')?.fields).toHaveLength(2);
});

test('a file that a built-in dataset takes says so', async () => {
  const path = await fileOf(
    'list.csv',
    ['客户编号', '客户名称', '手机', '邮箱', '所在城市'],
    [['K1', '甲公司', '13800138000', 'a@example.com', '北京']],
  );
  expect(await inferFile(path, null, zh)).toMatchObject({ ok: true, builtin: 'customers' });
});

test('names are snake_case, known ones in English, no two alike and none of ours', () => {
  expect(
    fieldNames(['Serial No.', '手机', '手机', '某列', 'id', 'Row', 'Customer ID', 'Größe cm', '2nd Name']),
  ).toEqual([
    'serial_no',
    'mobile',
    'mobile_2',
    'column_4',
    'external_id',
    'row_2',
    'external_id_2',
    'grosse_cm',
    'nd_name',
  ]);
});

test('an unreadable file is refused by its reason', async () => {
  const path = join(folder, 'empty.csv');
  await writeFile(path, '');
  expect(await inferFile(path, null, zh)).toMatchObject({ ok: false });
});
