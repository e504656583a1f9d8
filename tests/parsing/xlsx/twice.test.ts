/** What stands twice in a sheet is never settled in silence: two values for a cell, two rows of a number. */
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../bench/xlsx-book.js';
import { zipOf } from '../../../bench/xlsx-zip.js';
import { kindsOf, onlyTable, parsed, stagedRows } from '../parsing.js';
import { readBook, rowsOf } from './reading.js';

const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (number: number, ...cells: string[]): string => `<row r="${number}">${cells.join('')}</row>`;
const header = row(1, cell('A1', '编号'), cell('B1', '姓名'), cell('C1', '数量'));
const person = (at: number): string =>
  row(at, cell(`A${at}`, `K${at}`), cell(`B${at}`, `客户${at}`), `<c r="C${at}"><v>${at}</v></c>`);

describe('a cell told twice', () => {
  test.each([
    ['one right behind the other', [cell('A2', 'K2'), cell('B2', '甲'), cell('B2', '乙'), cell('C2', 'x')]],
    ['with others between', [cell('B2', '甲'), cell('C2', 'x'), cell('A2', 'K2'), cell('B2', '乙')]],
    ['without their places', ['<c r="B2" t="str"><v>甲</v></c>', cell('A2', 'K2'), cell('', '乙'), cell('', 'x')]],
    ['with two values in one tag', [cell('A2', 'K2'), '<c r="B2" t="str"><v>甲</v><v>乙</v></c>', cell('C2', 'x')]],
  ])('has the last value and a flag with the other: %s', async (_, cells) => {
    const [read] = await rowsOf({ sheets: [row(2, ...cells)] });
    expect(read).toMatchObject({ row: 2, cells: ['K2', '乙', 'x'], notes: ['1:told-twice:甲'] });
  });

  test('a text and a number are two values, and so is a formula without one', async () => {
    const [text, formula] = await rowsOf({
      sheets: [
        row(1, cell('A1', '5'), '<c r="A1"><v>5</v></c>') +
          row(2, '<c r="A2"><v>5</v></c>', '<c r="A2"><f>1+1</f></c>', cell('B2', 'x')),
      ],
    });
    expect(text?.notes).toEqual(['0:told-twice:5']);
    expect(formula).toMatchObject({ cells: [null, 'x'], notes: ['0:told-twice:5', '0:no-cached-value'] });
  });

  test('the same value again, and a cell without one, are nothing', async () => {
    const cells = [cell('A1', 'x'), cell('A1', 'x'), '<c r="B1" s="0"/>', cell('B1', 'y'), '<c r="B1"/>'];
    const { outcome, sheets } = await readBook({ sheets: [row(1, ...cells)] });
    expect(sheets[0]?.rows).toEqual([{ row: 1, cells: ['x', 'y'], kinds: 't t' }]);
    expect(outcome).toMatchObject({ issues: [] });
  });

  test('far down a sheet whose rows go as bytes, and in the header', async () => {
    const people = Array.from({ length: 3000 }, (_, at) => person(at + 2));
    people[2000] = row(
      2002,
      cell('A2002', 'K2002'),
      cell('B2002', '甲'),
      '<c r="C2002"><v>1</v></c>',
      cell('B2002', '乙'),
    );
    const twice = row(1, cell('A1', '编号'), cell('B1', '名'), cell('B1', '姓名'), cell('C1', '数量'));
    const bytes = zipOf(partsOf({ sheets: [twice + people.join('')] }));
    const file = await parsed(bytes, { fileName: 'a.xlsx' });
    expect(file.issues).toEqual([{ code: 'cells-twice', sheet: 'Sheet1', params: { count: 2, first: 1 } }]);
    expect(await kindsOf(onlyTable(file))).toContainEqual(['2002', '1', 't', 'told-twice', '甲']);
    expect((await stagedRows(onlyTable(file)))[2000]).toEqual(['2002', 'K2002', '乙', '1']);
  });
});

describe('a row told twice', () => {
  const flagged = async (...rows: string[]): Promise<(string | null)[][]> => {
    const bytes = zipOf(partsOf({ sheets: [header + rows.join('')] }));
    const file = await parsed(bytes, { fileName: 'a.xlsx' });
    const [kinds, staged] = [await kindsOf(onlyTable(file)), await stagedRows(onlyTable(file))];
    const whole = kinds.filter(([, col, , flag]) => col === null && flag === 'row-twice').map(([at]) => at);
    return staged.filter(([at]) => whole.includes(at ?? null)).map(([at = null, id = null]) => [at, id]);
  };

  test('both are kept, and both are rows to fix where one stands behind the other', async () => {
    const parts = [row(4, cell('A4', 'K4')), row(4, cell('B4', '客户4'))];
    expect(await flagged(person(2), person(3), ...parts, person(6))).toEqual([
      ['4', 'K4'],
      ['5', null],
    ]);
  });

  test('with others between, too', async () => {
    const again = row(2, cell('A2', 'again'), cell('B2', '乙'));
    expect(await flagged(person(2), person(3), again, person(7))).toEqual([
      ['2', 'K2'],
      ['4', 'again'],
    ]);
  });

  test('far down a sheet whose rows go as bytes', async () => {
    const people = Array.from({ length: 3000 }, (_, at) => person(at + 2));
    const again = row(7, cell('A7', 'again'), cell('B7', '乙'));
    expect(await flagged(...people, again, person(3001), person(3001))).toEqual([
      ['7', 'K7'],
      ['3001', 'K3001'],
      ['3002', 'again'],
      ['3003', 'K3001'],
      ['3004', 'K3001'],
    ]);
  });

  test('rows in any order and blank ones are none', async () => {
    expect(await flagged(person(5), person(3), '<row r="6"/>', person(6), '<row r="6"/>', person(8))).toEqual([]);
    expect(await flagged(person(5), '<row r="5"></row>', person(6))).toEqual([]);
  });
});
