/** A workbook of one sheet per branch: corrected rows stay rows of their branch. */
import { expect, test } from 'vitest';
import { rowTokenHeader } from '../../schemas/receipt.js';
import { KeptDesk, type Delivered } from './program.js';
import { bytesOf, columnOf, correct, openBook, workbook } from './workbooks.js';

const desk = KeptDesk.forTests('分店');

const header = ['客户编号', '客户名称', '邮箱'];
const branches = (prefix: string) =>
  workbook({
    北京: [header, [`${prefix}1`, '甲公司', 'a@example.com'], [`${prefix}2`, '乙公司', 'b@example']],
    上海: [header, [`${prefix}3`, '丙公司', 'c@example'], [`${prefix}4`, '丁公司', 'd@example.com']],
  });

/** Sends a file of two branches, corrects its receipt and drops it back. */
async function corrected(prefix: string, change: (path: string) => Promise<Uint8Array>): Promise<Delivered> {
  const sent = await desk.ingest(desk.file(`${prefix}.xlsx`, await branches(prefix)), '--dataset', 'customers');
  expect(sent).toMatchObject({ status: 'committed', accepted: 2, rejected: 2 });
  const back = desk.file(`${prefix} 改.xlsx`, await change(sent.receipt ?? ''));
  const answer = await desk.ingest(back, '--dataset', 'customers');
  expect(answer).toMatchObject({ status: 'committed', accepted: 2, rejected: 0 });
  return answer;
}

const branchesOf = (prefix: string) =>
  desk.sql(`SELECT external_id, sheet FROM customers WHERE starts_with(external_id, '${prefix}') ORDER BY 1`);

async function mend(path: string, prefix: string) {
  const book = await openBook(path);
  const of = (name: string) => {
    const sheet = book.getWorksheet(name);
    if (!sheet) throw new Error(`no sheet ${name}`);
    return sheet;
  };
  correct(of('退回 北京'), ['客户编号', `${prefix}2`], '邮箱', 'b@example.com');
  correct(of('退回 上海'), ['客户编号', `${prefix}3`], '邮箱', 'c@example.com');
  return book;
}

const whole = (prefix: string) =>
  ['北京', '北京', '上海', '上海'].map((sheet, at) => ({ external_id: `${prefix}${at + 1}`, sheet }));

test('by their tokens, whatever the sheets are called', async () => {
  await corrected('T', async (path) => {
    const book = await mend(path, 'T');
    for (const sheet of book.worksheets) if (sheet.name === '退回 上海') sheet.name = 'Sheet1';
    return bytesOf(book);
  });
  expect(await branchesOf('T')).toEqual(whole('T'));
});

test('by the names of the sheets, where the tokens are gone', async () => {
  await corrected('N', async (path) => {
    const book = await mend(path, 'N');
    for (const sheet of book.worksheets)
      if (sheet.name.startsWith('退回')) sheet.spliceColumns(columnOf(sheet, rowTokenHeader), 1);
    return bytesOf(book);
  });
  expect(await branchesOf('N')).toEqual(whole('N'));
});
