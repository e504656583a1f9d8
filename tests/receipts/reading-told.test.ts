/** What a receipt tells of how the file was read. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IssueKind, ReceiptInput } from '../../core/intake/receipts/input.js';
import { tagSheetName } from '../../schemas/receipt.js';
import { delivery, makeOutbox, receipt, texts } from './sample.js';
import type { Outbox } from './sample.js';

let outbox: Outbox;
beforeEach(async () => {
  outbox = await makeOutbox();
});
afterEach(() => outbox.remove());

test('totals of the file are told in numbers: each difference, and where they agree', async () => {
  const place = { sheet: '上海', row: 9, column: 'F', value: null };
  const params = { total: '25000', sum: '24000.5', difference: '999.5', rejected: 1, repeats: 0 };
  const kind = (code: string, level: IssueKind['level'], more: Partial<IssueKind>): IssueKind => ({
    code,
    level,
    field: 'name',
    count: 1,
    places: [{ ...place, params }],
    ...more,
  });
  const issues = [
    kind('total-agrees', 'info', { field: 'phone', places: [{ ...place, params: { totals: 3 } }] }),
    kind('total-differs', 'warning', { count: 12 }),
  ];
  const lines = async (lang: 'en' | 'zh', sheet: string) => {
    const { path } = await outbox.write(receipt({ lang, issues }));
    return texts(await outbox.open(path), sheet).map((line) => line.join('|'));
  };
  const zh = (await lines('zh', '摘要')).filter((line) => line.startsWith('合计核对|'));
  expect(zh).toEqual([
    '合计核对|客户名称：上海!F9：合计为 25000，所含已接受各行之和为 24000.5，相差 999.5。未计入：退回 1 行，重复 0 行。',
    '合计核对|客户名称：另有 11 处合计不符',
    '合计核对|电话：该列的合计（3 处）与已接受各行之和一致。',
  ]);
  expect(await lines('en', 'Summary')).toContain(
    'Totals compared|Phone: The totals of this column (3) agree with the sums of the rows taken.',
  );
});

const table = {
  from: 'A',
  to: 'F',
  header: { by: 'evidence' as const, confidence: 0.95 },
  headers: [],
  skippedBy: {},
};
const reading: ReceiptInput['reading'] = {
  format: 'csv',
  encoding: 'gb18030',
  dialect: { delimiter: '\t', quote: '"', newline: '\r\n', confidence: 0.9 },
  sureness: {
    encoding: { by: 'declared', confidence: 0.3 },
    dialect: { by: 'evidence', confidence: 0.5, rival: ';' },
  },
  tables: [
    { ...table, table: 0, sheet: '上海', headerRows: [3, 4], firstRow: 5, lastRow: 120, rows: 1116, notTaken: null },
    { ...table, table: 1, sheet: '价格', headerRows: [], firstRow: 1, lastRow: 9, rows: 9, notTaken: 'other-columns' },
    { ...table, table: 2, sheet: '摘要', headerRows: [1], firstRow: 2, lastRow: 9, rows: 8, notTaken: 'own-sheet' },
  ],
  sheetsLeftOut: [
    { sheet: '汇总', code: 'summary-sheet-skipped' },
    { sheet: tagSheetName(delivery), code: 'hidden-sheet-skipped' },
  ],
};

test('the summary tells encoding, dialect, tables and what was left out, and how sure that is', async () => {
  const lines = async (lang: 'en' | 'zh') => {
    const { path } = await outbox.write(receipt({ lang, reading }));
    return texts(await outbox.open(path), lang === 'zh' ? '摘要' : 'Summary').map((line) => line.join('|'));
  };
  const zh = await lines('zh');
  expect(zh).toContain('文字编码|gb18030（按设置，30%，请确认）');
  expect(zh).toContain('分隔方式|制表符，引号 "（按内容判断，50%，请确认，也可能是：分号）');
  expect(zh).toContain('已读取的表|上海!A–F：表头第 3–4 行，数据第 5–120 行，共 1,116 行');
  expect(zh).toContain(
    '未读取|价格!A–F：无表头，数据第 1–9 行，共 9 行（列与该数据集不符）\n汇总（该工作表是汇总表，已跳过。）',
  );
  const en = await lines('en');
  expect(en).toContain('Encoding|gb18030 (as declared, 30%, please check)');
  expect(en).toContain('Tables taken|上海!A–F: header in row 3–4, data in rows 5–120 (1,116)');
});

test('rows left out of a file that waits are counted by kind', async () => {
  const waiting = reading && {
    ...reading,
    tables: reading.tables.map((one) => ({ ...one, skippedBy: { total: 2, blank: 1 } })),
  };
  const { path } = await outbox.write(receipt({ status: 'needs-mapping', reading: waiting, skippedRows: [] }));
  const lines = texts(await outbox.open(path), '摘要').map((line) => line.join('|'));
  expect(lines).toContain('跳过原因|2 合计行、1 空行');
});
