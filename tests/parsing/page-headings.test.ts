/** Reports that are printed page by page, or group by group: what heads each page is no row, whatever number it has. */
import { describe, expect, test } from 'vitest';
import { onlyTable, parsed, skippedOf, stagedRows } from './parsing.js';

const read = (lines: readonly string[]) => parsed([...lines, ''].join('\n'));
const numbered = async (lines: readonly string[]) => {
  const table = onlyTable(await read(lines));
  const rows = (await stagedRows(table)).map(([row]) => Number(row));
  return { header: table.headerRows, rows, skipped: (await skippedOf(table)).map(([row]) => Number(row)), table };
};

describe('a line that heads each page', () => {
  const pages = (heading: (page: number) => string[], foot: string) => [
    ...heading(1),
    '客户名称,电话,城市,余额',
    '甲公司,021-51234567,上海,100',
    '乙公司,0571-61234567,杭州,200',
    foot,
    ...heading(2),
    '客户名称,电话,城市,余额',
    '丙公司,010-81234567,北京,50',
    '总计,,,350',
  ];

  test.each([
    ['a title and the page beside it', (page: number) => [`客户余额表,,,第${page}页`]],
    ['of two', (page: number) => [`客户余额表,,,第 ${page} 页 共 2 页`]],
    ['in English', (page: number) => [`Customer report,,,Page: ${page}`]],
    ['behind a line with a date', (page: number) => ['甲集团,,,2024-05-01', `客户余额表,,,第${page}页`]],
    ['below a title', (page: number) => ['客户余额表,,,', `第${page}页,,,`]],
  ])('%s', async (_, heading) => {
    const found = await numbered(pages(heading, '本页小计,,,300'));
    const above = heading(1).length;
    expect(found.header).toEqual([above + 1]);
    expect(found.rows).toEqual([above + 2, above + 3, 2 * above + 6]);
    expect(found.table.columns.map(({ header }) => header)).toEqual(['客户名称', '电话', '城市', '余额']);
  });

  test.each(['第1页 共2页,,,', ',,Page 1 of 2,'])('below the rows of each page: %s', async (foot) => {
    const found = await numbered(pages(() => ['客户余额表,,,'], foot));
    expect(found.rows).toEqual([3, 4, 8]);
    expect(found.skipped).toContain(5);
  });

  test('labels that group columns are still part of the header', async () => {
    const found = await numbered([
      '客户,,联系,第1季度',
      '名称,城市,电话,金额',
      '甲,上海,021-51234567,12',
      '乙,北京,010-1,13',
    ]);
    expect(found.header).toEqual([1, 2]);
  });
});

test('small groups, each with its title and the header again, are told apart within a few rows', async () => {
  const group = (name: string, ...rows: string[]) => [`${name},,,`, '客户名称,电话,城市,额度', ...rows, ',,,'];
  const found = await numbered([
    ...group('华东区客户', '甲公司,021-51234567,上海,100', '乙公司,0571-61234567,杭州,200'),
    ...group('华北区客户', '丙公司,010-81234567,北京,50', '丁公司,022-21234567,天津,60'),
    ...group('西南区客户', '戊公司,028-81234567,成都,70'),
    ...group('西北区客户', '己公司,029-81234567,西安,80'),
  ]);
  const rows = await stagedRows(found.table);
  expect(rows.map(([, name, , , , heading]) => [name, heading])).toEqual([
    ['甲公司', '华东区客户'],
    ['乙公司', '华东区客户'],
    ['丙公司', '华北区客户'],
    ['丁公司', '华北区客户'],
    ['戊公司', '西南区客户'],
    ['己公司', '西北区客户'],
  ]);
});
