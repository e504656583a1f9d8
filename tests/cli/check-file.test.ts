import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFile } from '../../apps/cli/check-file.js';
import { parseConfig } from '../../schemas/config.js';

const folder = mkdtempSync(join(tmpdir(), 'sheetkeep-check-test-'));
const path = join(folder, 'rows.xlsx');

beforeAll(async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('list');
  for (const row of [
    ['customer id', 'name'],
    ['1', 'shown'],
    ['2', 'hidden'],
    ['3', 'struck'],
  ])
    sheet.addRow(row);
  sheet.getRow(3).hidden = true;
  sheet.getRow(4).eachCell((cell) => (cell.font = { strike: true }));
  await book.xlsx.writeFile(path);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Policy = { hiddenRows?: 'include' | 'skip'; struckRows?: 'include' | 'skip' };

async function check(policy: Policy, file = path, datasetName = 'customers') {
  const config = parseConfig({
    sources: { [datasetName]: policy },
    ...(datasetName === 'orders' && { language: 'zh' }),
  });
  const dataset = config.datasets.find(({ name }) => name === datasetName);
  const source = config.sources.find(({ name }) => name === datasetName);
  if (!dataset || !source) throw new Error('the built-in dataset has its source');
  const checked = await checkFile({ path: file, dataset, source, config, stored: null });
  if (!checked.ok) throw new Error(checked.code);
  return checked;
}

test('hidden and struck rows are taken and told', async () => {
  const { counts, issues } = await check({});
  expect(counts).toMatchObject({ rows: 3, accepted: 3, skipped: 0 });
  expect(issues.map(({ code, row }) => [code, row])).toEqual([
    ['row-hidden', 3],
    ['row-struck', 4],
  ]);
});

test('hidden rows are skipped where the source says so', async () => {
  const { counts, issues } = await check({ hiddenRows: 'skip' });
  expect(counts).toMatchObject({ rows: 3, accepted: 2, skipped: 1 });
  expect(issues.map(({ code }) => code)).toEqual(['row-struck']);
});

test('both kinds are skipped where the source says so, and every row is accounted for', async () => {
  const { counts } = await check({ hiddenRows: 'skip', struckRows: 'skip' });
  expect(counts).toMatchObject({ rows: 3, accepted: 1, skipped: 2 });
});

test('a coloured row is taken and told: the archive keeps no colours', async () => {
  const coloured = join(folder, 'coloured.xlsx');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('list');
  sheet.addRow(['customer id', 'name']);
  for (const id of ['1', '2', '3', '4']) sheet.addRow([id, `name ${id}`]);
  sheet.getRow(4).eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFF00' } };
  });
  await book.xlsx.writeFile(coloured);
  const { counts, issues } = await check({}, coloured);
  expect(counts).toMatchObject({ rows: 4, accepted: 4 });
  expect(issues.map(({ code, row, level }) => [code, row, level])).toEqual([['row-highlighted', 4, 'info']]);
});

test('what would be asked about the reading is told, and only where it is not sure', async () => {
  const config = parseConfig({});
  const dataset = config.datasets.find(({ name }) => name === 'customers');
  const source = config.sources.find(({ name }) => name === 'customers');
  if (!dataset || !source) throw new Error('the built-in dataset has its source');
  const asked = async (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    const checked = await checkFile({ path: file, dataset, source, config, stored: null });
    if (!checked.ok) throw new Error(checked.code);
    return checked.readingQuestions.map(({ about, candidates }) => [about, candidates.map(({ value }) => value)]);
  };
  expect(await asked('two.csv', 'No, code;Full, label;Town, area\nS1, x;Lee, Ann;Austin, TX\n')).toEqual([
    ['delimiter', [',', ';']],
  ]);
  expect(await asked('bare.csv', 'Ann Lee,Old Street\nBob Ray,New Street\nCid Poe,Long Street\n')).toEqual([
    ['header', ['1', '2', 'none:1']],
  ]);
  expect(await asked('sure.csv', 'external_id,name\n1,Ann Lee\n2,Bob Ray\n')).toEqual([]);
});

test('a problem of a form is told with the cell of its value', async () => {
  const file = join(folder, 'form.csv');
  writeFileSync(file, 'Name,Ann\nCity,Leeds\nPhone,+44 1\nEmail,a@example.com\n');
  const { counts, issues } = await check({}, file);
  expect(counts).toMatchObject({ rows: 1, rejected: 1 });
  expect(issues).toMatchObject([{ row: 3, column: '2', field: 'phone', value: '+44 1' }]);
});

test('of a receipt that came back its rows are judged, and what is not looked up is said', async () => {
  const file = join(folder, 'receipt.xlsx');
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Summary').addRows([
    ['Sheetkeep receipt', `d${'0123456789ab'.repeat(2)}`],
    ['File', 'a.csv'],
    ['Result', 'taken in'],
  ]);
  book.addWorksheet('To fix').addRows([
    ['Name', 'Email', 'Reason (Sheetkeep)', '_sheetkeep_row'],
    ['Ann', 'a@example.com', 'Email: no address', 'SK1.d1.0.2.00'],
  ]);
  await book.xlsx.writeFile(file);
  const { counts, issues, reading } = await check({}, file);
  expect(counts).toMatchObject({ rows: 1, accepted: 1 });
  expect(reading.tables.map(({ sheet }) => sheet)).toEqual(['To fix']);
  expect(issues.map(({ code }) => code)).toEqual(['return-not-looked-up']);
});

test.each([
  ['wechat-statement', 6],
  ['alipay-statement', 4],
])('refunds of a %s are payments of their own', async (name, rows) => {
  const file = fileURLToPath(new URL(`../../fixtures/presets/${name}.csv`, import.meta.url));
  const { counts, issues } = await check({}, file, 'orders');
  expect(counts).toMatchObject({ rows, accepted: rows });
  expect(issues.filter(({ level }) => level !== 'info')).toEqual([]);
});
