/** Rows of an outline that hold the sums of the rows below them: told, for as rows of a list they count twice. */
import { describe, expect, test } from 'vitest';
import { parsed } from './parsing.js';

const told = async (lines: readonly string[]) =>
  (await parsed(lines.join('\n'))).issues.filter(({ code }) => code === 'sums-above');

describe('sums above the rows they sum up', () => {
  test.each([
    [
      'in a column of their own',
      ['地区,客户名称,金额', '华东,,30', ',甲公司,10', ',乙公司,20', '华北,,8', ',丙公司,7', ',丁公司,1'],
    ],
    [
      'that miss what the others have',
      ['客户,产品,金额', '甲,,3', '甲,A,1', '甲,B,2', '乙,,5', '乙,A,4', '乙,B,1', '合计,,8'],
    ],
    [
      'above indented rows',
      ['项目,金额', '华东,30', '  甲公司,10', '  乙公司,20', '华北,8', '  丙公司,7', '  丁公司,1'],
    ],
    [
      'in two columns',
      ['客户,金额,成本', '华东,300,150', '甲,100,50', '乙,200,100', '华北,500,400', '丙,400,300', '丁,100,100'],
    ],
  ])('%s', async (_, lines) => {
    expect(await told(lines)).toEqual([{ code: 'sums-above', sheet: null, row: 2, params: { rows: 2 } }]);
  });
});

describe('no sums', () => {
  test.each([
    ['small numbers of one column', ['客户,金额', '甲,3', '乙,1', '丙,2', '丁,5', '戊,3', '己,2']],
    ['but for one row', ['地区,客户,金额', '华东,,30', ',甲,10', ',乙,20', '华北,,9', ',丙,7', ',丁,1']],
    ['each of a single row', ['地区,客户,金额', '华东,,10', ',甲,10', '华北,,7', ',丙,7', '华南,,1', ',丁,1']],
  ])('%s', async (_, lines) => {
    expect(await told(lines)).toEqual([]);
  });
});
