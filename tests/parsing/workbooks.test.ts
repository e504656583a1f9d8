import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { fileNotes } from '../../activities/judge-input.js';
import { kindsOf, onlyTable, parsed, skippedOf, stagedRows } from './parsing.js';

async function workbook(build: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  build(book.addWorksheet('客户'), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('tables of workbooks', () => {
  test('title, two-row header, region merged downwards, totals and note', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRows([
        ['客户名单'],
        ['制表人：王某'],
        ['序号', '地区', '联系方式', null, '金额', null],
        [null, null, '手机', '邮箱', null, null],
        [1, '华东', '13800138000', 'a@example.com', 100],
        [2, null, '13800138001', 'b@example.com', 200],
        [3, '华北', '13800138002', null, 300],
        ['合计', null, null, null, 600],
        [],
        ['备注：截至三月'],
      ]);
      for (const range of ['A1:E1', 'C3:D3', 'A3:A4', 'B3:B4', 'E3:E4', 'B5:B6']) sheet.mergeCells(range);
    });
    const file = await parsed(bytes, { fileName: 'a.xlsx' });
    const table = onlyTable(file);
    expect(table).toMatchObject({ headerRows: [3, 4], firstRow: 5, lastRow: 7 });
    expect(table.columns.map(({ label, header }) => [label, header])).toEqual([
      ['A', '序号'],
      ['B', '地区'],
      ['C', '联系方式 / 手机'],
      ['D', '联系方式 / 邮箱'],
      ['E', '金额'],
    ]);
    expect((await stagedRows(table)).map((row) => row[2])).toEqual(['华东', '华东', '华北']);
    expect(await kindsOf(table)).toEqual([['6', '1', 't', 'filled', null]]);
    expect(await skippedOf(table)).toEqual([
      ['8', 'total'],
      ['10', 'note'],
    ]);
    expect(file.issues.map((issue) => issue.code)).toEqual(['serial-column']);
  });

  test('a row of totals whose formulas have no stored results is told, wherever it stands', async () => {
    const formula = (text: string): ExcelJS.CellFormulaValue => ({ formula: text, date1904: false });
    const bytes = await workbook((sheet) => {
      sheet.addRows([
        ['客户编号', '姓名', '信用额度'],
        ['A1', '张三', 100],
        ['A2', '李四', 200],
        ['小计', null, formula('SUM(C2:C3)')],
        ['A3', '王五', 300],
        ['小计', null, { formula: 'SUM(C5)', result: 300 }],
        ['合计', null, formula('C4+C6')],
      ]);
    });
    const file = await parsed(bytes, { fileName: 'a.xlsx' });
    expect(onlyTable(file)).toMatchObject({ rows: 3, skippedBy: { total: 3 } });
    expect(file.issues).toEqual([
      { code: 'total-not-compared', sheet: '客户', row: 4 },
      { code: 'total-not-compared', sheet: '客户', row: 7 },
    ]);
    expect(fileNotes(file)).toEqual({ rows: [], file: file.issues });
  });

  test.each(['2026-09-01', '9月'])('a maker and a day (%s) between title and header are no part of it', async (day) => {
    const bytes = await workbook((sheet) => {
      sheet.addRows([
        ['客户名单'],
        ['制表人：王某', null, null, null, `制表日期：${day}`],
        ['序号', '编号', '姓名', '手机', '金额', '登记日期'],
        ...[1, 2, 3, 4].map((at) => [at, `K${at}`, `王${at}`, `1380013800${at}`, 100.5, '2024-05-01']),
      ]);
      sheet.mergeCells('A1:F1');
    });
    const table = onlyTable(await parsed(bytes, { fileName: 'a.xlsx' }));
    expect(table).toMatchObject({ headerRows: [3], firstRow: 4, lastRow: 7 });
    expect(table.columns[0]?.header).toBe('序号');
  });

  test('hidden rows and sheets, a table that begins off the corner', async () => {
    const bytes = await workbook((sheet, book) => {
      sheet.getCell('C4').value = 'id';
      sheet.getCell('D4').value = 'name';
      for (const [at, name] of ['Anna', 'Bert'].entries()) {
        sheet.getCell(`C${5 + at}`).value = `00${at}`;
        sheet.getCell(`D${5 + at}`).value = name;
      }
      sheet.getRow(6).hidden = true;
      book.addWorksheet('choices', { state: 'hidden' }).addRow(['x']);
    });
    const file = await parsed(bytes, { fileName: 'a.xlsx' });
    const table = onlyTable(file);
    expect(table).toMatchObject({ headerRows: [4], firstRow: 5, lastRow: 6 });
    expect(table.columns.map(({ label }) => label)).toEqual(['C', 'D']);
    expect(await stagedRows(table)).toEqual([
      ['5', '000', 'Anna'],
      ['6', '001', 'Bert'],
    ]);
    expect(await kindsOf(table)).toEqual([['6', null, null, 'hidden', null]]);
    expect(file.issues).toEqual([{ code: 'hidden-sheet-skipped', sheet: 'choices' }]);
  });
});
