/** Lists side by side with other headers and no blank column between them: parted where it is sure that they are two, else told. */
import { describe, expect, test } from 'vitest';
import { book } from './made-books.js';
import type { Cell } from './made-books.js';
import { parsed, stagedRows } from './parsing.js';

/** Per table the header, and the first cell of each row. */
async function lists(text: string): Promise<[string, (string | null)[]][]> {
  const { tables } = await parsed(text);
  return Promise.all(
    tables.map(async (table): Promise<[string, (string | null)[]]> => [
      table.columns.map(({ header }) => header).join(' '),
      (await stagedRows(table)).map((row) => row[1] ?? null),
    ]),
  );
}

const told = async (lines: readonly string[]) =>
  (await parsed(lines.join('\n'))).issues.filter(({ code }) => code === 'maybe-lists-touch');
const at = (column: string) => [{ code: 'maybe-lists-touch', sheet: null, params: { column } }];

describe('lists that touch are two', () => {
  test('where the rows are numbered twice', async () => {
    const text = '序号,姓名,电话,序号,产品,数量\n1,张三,138,1,标准版,3\n2,李四,139,2,旗舰版,3\n3,王五,137,,,\n';
    expect(await lists(text)).toEqual([
      ['序号 姓名 电话', ['1', '2', '3']],
      ['序号 产品 数量', ['1', '2']],
    ]);
  });

  test('where the first name of the header comes again, and one ends rows before the other', async () => {
    const text = '姓名,电话,姓名,部门\n张三,138,李明,销售部\n李四,139,王刚,财务部\n王五,137,,\n赵六,136,,\n';
    expect(await lists(text)).toEqual([
      ['姓名 电话', ['张三', '李四', '王五', '赵六']],
      ['姓名 部门', ['李明', '王刚']],
    ]);
  });

  test('where titles call them lists, and one ends rows before the other', async () => {
    const titled: Cell[][] = [
      ['客户名单', null, null, '产品目录'],
      ['客户编号', '客户名称', '城市', '产品', '单价'],
      ['KH1', '甲', '上海', 'A', 1],
      ['KH2', '乙', '北京', 'B', 2],
      ['KH3', '丙', '成都'],
      ['KH4', '丁', '广州'],
    ];
    const file = await book({ A: titled }, ['A1:C1', 'D1:E1']);
    expect(file.tables.map(({ columns, rows }) => [columns.map(({ label }) => label).join(''), rows])).toEqual([
      ['ABC', 4],
      ['DE', 2],
    ]);
  });
});

describe('lists that touch may be two: that is told', () => {
  const header = '客户编号,客户名称,产品,单价';
  const rows = ['KH1,甲公司,A,1', 'KH2,乙公司,B,2'];

  test.each([
    ['the right one ends first', ['KH3,丙公司,,', 'KH4,丁公司,,']],
    ['the right one ends first, in short lines', ['KH3,丙公司', 'KH4,丁公司', '合计,4']],
    ['the left one ends first', [',,C,3', ',,D,4']],
  ])('%s', async (_, more) => {
    expect(await told([header, ...rows, ...more])).toEqual(at('3'));
  });

  test('the rows are numbered twice, but not from one on', async () => {
    expect(await told(['序号,姓名,序号,产品', '1,张三,3,A', '2,李四,4,B'])).toEqual(at('3'));
  });

  test('titles call them lists, and they are as long', async () => {
    expect(await told(['客户名单,,产品目录,', header, ...rows])).toEqual(at('3'));
  });
});

describe('one list', () => {
  const header = '客户编号,客户名称,城市,跟进日期,跟进结果';
  const rows = ['KH1,甲公司,上海,2024-03-01,有意向', 'KH2,乙公司,北京,2024-03-02,无'];
  const more = ['KH3,丙公司,成都,,', 'KH4,丁公司,广州,,'];

  test.each([
    ['the last columns of which are filled in its first rows only', [header, ...rows, ...more]],
    ['with labels that group such columns', ['基本信息,,,跟进情况,', header, ...rows, ...more]],
    ['made of two by a key', ['id,name,id,amount', '1,甲,1,5', '2,乙,2,6', '3,丙,,', '4,丁,,']],
    ['below which others stand', ['产品,单价,数量,金额', 'A,1,2,2', 'B,1,2,2', '合计,2', '制表：王芳,审核：李明']],
  ])('%s', async (_, lines) => {
    const { tables } = await parsed(lines.join('\n'));
    expect(tables).toHaveLength(1);
    expect(await told(lines)).toEqual([]);
  });
});
