/** A header one name short: the first cells name the rows, as R writes them, where that is sure; else it is told what it may be. */
import { describe, expect, test } from 'vitest';
import { headers } from './made-books.js';
import { onlyTable, parsed, stagedRows } from './parsing.js';

const cars = ['"mpg","cyl","disp"', '"Mazda RX4",21,6,160', '"Mazda RX4 Wag",21,6,160', '"Datsun 710",22.8,4,108'];

describe('rows have names', () => {
  test.each([
    ['in quotes, with numbers that have points', cars.join('\n'), ['', 'mpg', 'cyl', 'disp']],
    ['in quotes, numbered', '"name","city"\n"1","Ann","London"\n"2","Bob","Paris"', ['', 'name', 'city']],
    ['in quotes, parted by blanks', '"name" "city"\n"3" "Ann" "London"\n"7" "Bob" "Paris"', ['', 'name', 'city']],
    ['parted by tabs', 'S1\tS2\nGENE1\t1.5\t2\nGENE2\t1\t2', ['', 'S1', 'S2']],
    ['numbered, without quotes', '姓名,城市\n1,张三,上海\n2,李四,北京', ['', '姓名', '城市']],
  ])('%s', async (_, text, names) => {
    const file = await parsed(text);
    expect(headers(file)).toEqual(names);
    expect(file.issues.map(({ code }) => code)).toEqual(['row-names', 'empty-header']);
  });

  test('each value stands in its column', async () => {
    const table = onlyTable(await parsed(cars.join('\n')));
    expect((await stagedRows(table))[0]).toEqual(['2', 'Mazda RX4', '21', '6', '160']);
  });
});

describe('it is told what it may be, and the rows are to fix', () => {
  test.each([
    ['numbers with commas', 'name,price\nFoo,12,5\nBar,13,5'],
    ['numbers with commas in numbered rows', 'No,name,price\n1,Foo,12,5\n2,Bar,13,5'],
    ['texts with commas', 'name,email\nSmith,John,a@example.com\nDoe,Jane,b@example.com'],
    ['a last column without a name', 'id\tname\n7\tAnn\tnice\n8\tBob\tbad'],
    ['dates', 'Date,Name\n2024-01-01,Foo,a\n2024-01-02,Bar,c'],
    ['names that come again', 'S1\tS2\nA\t1.5\t2\nA\t1\t2'],
  ])('%s', async (_, text) => {
    const file = await parsed(text);
    expect(file.issues[0]).toEqual({ code: 'maybe-row-names', row: 1 });
    expect(file.issues.filter(({ code }) => code === 'ragged-long')).toHaveLength(2);
  });
});

test.each([
  ['one row is as short as the header', 'a,b\nx,1,2\ny,1'],
  ['a title stands above', '客户名单\n甲公司,138\n乙公司,139'],
  ['labels stand above', '制表人：张三,日期：2024-03-05\n客户编号,城市,等级\nKH1,上海,A'],
  ['a line in two cells stands above', '华东区,三月\n客户编号,城市,等级\nKH1,上海,A'],
  ['the last delimiter of the header is left out', 'a,b,c\nx,1,2\ny,1,2'],
])('nothing of that kind: %s', async (_, text) => {
  const { issues } = await parsed(text);
  expect(issues.filter(({ code }) => code.endsWith('row-names'))).toEqual([]);
});
