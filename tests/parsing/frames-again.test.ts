/** Bills and reports one below the other: what stands above each header is told of the rows below it. */
import { describe, expect, test } from 'vitest';
import { onlyTable, parsed, stagedRows } from './parsing.js';

type Line = (at: number) => string;
const header = '品名,数量,金额,备注';
/** Three of them, each of two rows. */
const bills = (...frame: Line[]): string =>
  [1, 2, 3]
    .flatMap((at) => [...frame.map((line) => line(at)), header, `纸${at},${at},10,`, '笔,2,20,急', ',,,'])
    .join('\n');
const customer: Line = (at) => `客户：${'甲乙丙'[at - 1]}公司,,日期：2024-03-0${at},`;
const title: Line = (at) => `销售单 S00${at},,,`;

async function readOf(
  text: string,
): Promise<{ columns: string[]; rows: string[]; skipped: Record<string, number | undefined> }> {
  const table = onlyTable(await parsed(text));
  const rows = (await stagedRows(table)).map((row) => row.slice(1).join(' '));
  return { columns: table.columns.map((column) => column.header), rows, skipped: table.skippedBy };
}

const own = ['品名', '数量', '金额', '备注'];

describe('are told of each row', () => {
  test.each([
    ['labels with their values', [customer], ['客户', '日期'], '乙公司 2024-03-02'],
    ['a title above them', [title, customer], ['上方小标题', '客户', '日期'], 'S002 乙公司 2024-03-02'],
    [
      'two lines',
      [title, customer, (at: number) => `电话：1380013800${at},,城市：杭州,`],
      ['上方小标题', '客户', '日期', '电话'],
      'S002 乙公司 2024-03-02 13800138002',
    ],
    [
      'names with what they say beside them, one below the other',
      [(at: number) => `客户,${'甲乙丙'[at - 1]}公司,,`, (at: number) => `城市,${['杭州', '上海', '北京'][at - 1]},,`],
      ['客户', '城市'],
      '乙公司 上海',
    ],
    [
      'a line of one cell and one of two',
      [(at: number) => `单号：S00${at},,,`, customer],
      ['单号', '客户', '日期'],
      'S002 乙公司 2024-03-02',
    ],
    [
      'names with their values beside them',
      [title, (at: number) => `客户,${'甲乙丙'[at - 1]}公司,日期,2024-03-0${at}`],
      ['上方小标题', '客户', '日期'],
      'S002 乙公司 2024-03-02',
    ],
  ])('%s', async (_, frame, more, told) => {
    const { columns, rows, skipped } = await readOf(bills(...frame));
    expect(columns).toEqual([...own, ...more]);
    expect(rows).toHaveLength(6);
    expect(rows[2]).toBe(`纸2 2 10  ${more[0] === '上方小标题' ? '销售单 ' : ''}${told}`);
    expect(rows[3]?.endsWith(told)).toBe(true);
    expect(skipped).toMatchObject({ group: 2 * frame.length, 'repeated-header': 2 });
  });
});

describe('say nothing of rows', () => {
  test('pages of a report, and who printed it', async () => {
    const { columns, rows } = await readOf(bills((at) => `部门：销售部,,制表人：张三,页码：${at}`));
    expect(columns).toEqual(own);
    expect(rows).toHaveLength(6);
  });

  test('a row of labels that stood above no header', async () => {
    const text = [customer(1), header, '纸,1,10,', ',,,', '客户：乙公司,,电话：13800138002,', header, '笔,2,20,'].join(
      '\n',
    );
    const { columns, rows } = await readOf(text);
    expect(columns).toEqual(own);
    expect(rows).toContain('客户：乙公司  电话：13800138002 ');
  });

  test('the last row of a page, of which only one cell is filled', async () => {
    const text = [customer(1), header, '纸,1,10,', '笔,,,', customer(2), header, '墨,2,20,'].join('\n');
    const { rows } = await readOf(text);
    expect(rows.map((row) => row.split(' ')[0])).toEqual(['纸', '笔', '墨']);
  });
});
