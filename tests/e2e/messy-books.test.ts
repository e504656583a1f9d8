/** Workbooks as people make them, through `check` and `read`: what is told of their sheets, rows and parts, and what they may cost. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partsOf } from '../../bench/xlsx-book.js';
import { zipOf } from '../../bench/xlsx-zip.js';
import { Desk, run, runJson } from './program.js';
import { type Cell, bytesOf } from './workbooks.js';

const desk = new Desk();
afterAll(() => desk.remove());

interface Checked {
  rows: number;
  accepted: number;
  rejected: number;
  skipped: number;
  tables: { sheet: string; taken: boolean }[];
  issues: { code: string; level: string; sheet: string | null; row: number | null; column: string | null }[];
}
async function check(name: string, bytes: Uint8Array): Promise<Checked> {
  const args = ['check', desk.file(name, bytes), '--dataset', 'customers', '--lang', 'zh'];
  return (await runJson<Checked>(args, { cwd: desk.folder })).json;
}
const head: Cell[] = ['客户编号', '姓名', '电话'];

test('three branches, a summary, instructions, a hidden list: the three are read, the others left out with their reasons', async () => {
  const book = new ExcelJS.Workbook();
  const add = (name: string, rows: Cell[][]) => book.addWorksheet(name).addRows(rows);
  book.addWorksheet('选项', { state: 'hidden' }).addRows([['城市'], ['北京'], ['上海'], ['广州']]);
  add('说明', [['本表由各分公司填写'], ['每月五日前上报']]);
  add('汇总', [
    ['分公司', '客户数'],
    ['北京', 2],
    ['上海', 1],
    ['广州', 1],
    ['合计', 4],
  ]);
  add('北京', [head, ['B1', '张三', '13800138000'], ['B2', '张四', '13800138002']]);
  add('上海', [
    ['姓名', '客户编号', '电话'],
    ['李四', 'S1', '13900139000'],
  ]);
  add('广州', [head, ['G1', '王五', '13700137000']]);
  const bytes = await bytesOf(book);
  const checked = await check('分公司.xlsx', bytes);
  expect(checked).toMatchObject({ rows: 4, accepted: 4, rejected: 0, skipped: 0 });
  expect(checked.issues.map(({ code, sheet }) => [sheet, code])).toEqual([
    ['选项', 'hidden-sheet-skipped'],
    ['说明', 'instruction-sheet-skipped'],
  ]);
  const { stdout } = await run(['check', desk.file('分公司.xlsx', bytes), '--dataset', 'customers', '--lang', 'zh']);
  for (const name of ['北京', '上海', '广州']) expect(stdout).toMatch(new RegExp(`^已读取的表：${name}!`, 'm'));
  expect(stdout).toMatch(/^未读取：汇总!.*列与该数据集不符/m);
  expect(stdout).toMatch(/^未读取：选项（.*隐藏/m);
  expect(stdout).toMatch(/^未读取：说明（.*说明或选项列表/m);
});

test('two names in a cell, a picture, rows struck through, coloured and hidden: kept as they are, told, never guessed', async () => {
  const picture = '=DISPIMG("ID_1",1)';
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('客户');
  sheet.addRows([
    ['客户编号', '客户名称', '联系人', '备注'],
    ['M1', '甲公司', '张三/李四', picture],
    ...['M2', 'M3', 'M4', 'M5'].map((id) => [id, `${id}公司`, '王五', '照常']),
  ]);
  const each = (row: number, style: Partial<ExcelJS.Style>) => {
    for (let at = 1; at <= 4; at++) Object.assign(sheet.getRow(row).getCell(at), style);
  };
  each(3, { font: { strike: true } });
  each(4, { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFF00' } } });
  sheet.getRow(5).hidden = true;
  const checked = await check('记号.xlsx', await bytesOf(book));
  expect(checked).toMatchObject({ rows: 5, accepted: 5, rejected: 0, skipped: 0 });
  expect(checked.issues.map(({ code, row, column }) => [row, column, code])).toEqual([
    [2, 'C', 'several-names'],
    [2, 'D', 'picture-in-cell'],
    [3, null, 'row-struck'],
    [4, null, 'row-highlighted'],
    [5, null, 'row-hidden'],
  ]);
  const { stdout } = await run(['read', join(desk.folder, '记号.xlsx'), '--format', 'csv']);
  expect(stdout).toContain(`M1,甲公司,张三/李四,"${picture.replaceAll('"', '""')}"`);
});

const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (at: number, ...cells: string[]) => `<row r="${at}">${cells.join('')}</row>`;
const three =
  row(1, cell('A1', 'id'), cell('B1', 'name')) + row(2, cell('A2', '1'), cell('B2', 'Ann')) + row(3, cell('B3', 'Bob'));

interface Read {
  tables: { firstRow: number; lastRow: number; rows: number; columns: string[] }[];
  issues: { code: string }[];
}
const readJson = (path: string) => runJson<Read>(['read', path]);

test.each([
  ['the whole sheet', ['A1:XFD1048576']],
  ['a column of all rows', ['A2:A1048576']],
  ['the rest of a row', ['C1:XFD1']],
  ['many of them', Array.from({ length: 2_000 }, (_, at) => `C${at + 10}:XFD${at + 10}`)],
])('a merge of %s and a dimension that lies add no row and no column', async (name, merges) => {
  const list = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const sheet = `<dimension ref="A1:XFD1048576"/><sheetData>${three}</sheetData><mergeCells>${list}</mergeCells>`;
  const path = desk.file(`${name}.xlsx`, zipOf(partsOf({ sheets: [sheet] })));
  const { json } = await readJson(path);
  expect(json.tables).toMatchObject([{ firstRow: 2, lastRow: 3, rows: 2, columns: ['id', 'name'] }]);
});

test('a workbook with macros and links to other programs is read, and says so', async () => {
  const extra = [
    { name: 'xl/vbaProject.bin', data: 'x' },
    { name: 'xl/externalLinks/externalLink1.xml', data: '<externalLink><ddeLink ddeService="cmd"/></externalLink>' },
    { name: 'xl/embeddings/oleObject1.bin', data: 'x' },
  ];
  const formula = '<c r="A4" t="str"><f>cmd|\' /C calc\'!A0</f><v>2</v></c>';
  const list = row(1, cell('A1', 'id'), cell('B1', 'name')) + row(2, cell('A2', '1'), cell('B2', 'Ann'));
  const sheets = [list + row(4, formula, cell('B4', 'Cy'))];
  const checked = await check('宏.xlsm', zipOf(partsOf({ sheets, extra })));
  expect(checked).toMatchObject({ rows: 2, accepted: 2 });
  expect(checked.issues.map(({ code }) => code)).toEqual(['macros', 'dde-links', 'embedded-objects']);
});

describe('what unpacks to more than it may is refused in little memory', () => {
  beforeAll(() => {
    const reason = 'what a process took at most, without what its parent had before it, is told by Linux alone';
    if (process.platform !== 'linux') throw new Error(reason);
  });
  const filler = Buffer.alloc(400 << 20, 0x20);
  filler.write('<worksheet><sheetData>');
  const book = () =>
    zipOf(
      partsOf({ sheets: [three] }).map((part) => (part.name.includes('sheet1') ? { ...part, data: filler } : part)),
    );
  const many = () => zipOf(Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}.csv`, data: 'a,b\n1,2\n' })));
  test.each([
    ['bomb.xlsx', book, 'zip-bomb'],
    ['bomb.zip', () => zipOf([{ name: 'a.csv', data: filler }]), 'zip-bomb'],
    ['many.zip', many, 'zip-too-many-entries'],
  ])('%s', async (name, make, code) => {
    const path = desk.file(name, make());
    const folder = join(desk.folder, `memory-${name}`);
    const hook = desk.file(
      `memory-${name}/hook.cjs`,
      `const fs = require('fs'); process.on('exit', () => fs.writeFileSync(${JSON.stringify(folder)} + '/of-' + process.pid, fs.readFileSync('/proc/self/status')));`,
    );
    const ran = await runJson(['check', path, '--dataset', 'customers'], {
      env: { NODE_OPTIONS: `--require ${hook}` },
    });
    expect(ran).toMatchObject({ code: 4, json: { ok: false, error: { code } } });
    const taken = readdirSync(folder)
      .filter((file) => file.startsWith('of-'))
      .map((file) => Number(/VmHWM:\s*(\d+)/.exec(readFileSync(join(folder, file), 'utf8'))?.[1]));
    expect(taken.length).toBeGreaterThan(0);
    const megabytes = taken.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024;
    expect(megabytes).toBeLessThan(300);
    writeFileSync(path, '');
  });
});

test('pipes, devices, links to them and folders are no files: told at once, never opened', async () => {
  const place = (name: string) => join(desk.folder, name);
  execFileSync('mkfifo', [place('pipe.csv')]);
  symlinkSync('/dev/zero', place('device.csv'));
  mkdirSync(place('folder.csv'));
  for (const name of ['pipe.csv', 'device.csv', 'folder.csv'])
    for (const args of [
      ['read', place(name)],
      ['check', place(name), '--dataset', 'customers'],
      ['schema', 'infer', place(name)],
    ]) {
      const ran = await runJson<{ error: { message: string } }>(args);
      expect(ran).toMatchObject({ code: 2, json: { ok: false, error: { message: `${place(name)} is not a file.` } } });
    }
});
