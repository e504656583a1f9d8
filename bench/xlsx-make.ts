/** Makes the workbook of made-up customers for the reader's bench: `node dist/bench/xlsx-make.js OUT ROWS [shared|inline]`. */
import exceljs from 'exceljs';

const headers = [
  '客户编号',
  '姓名',
  '公司',
  '手机',
  '邮箱',
  '省份',
  '城市',
  '地址',
  '签约日期',
  '金额',
  '数量',
  '状态',
  '备注',
];
const provinces = ['上海', '北京', '广东', '浙江', '江苏', '四川', '湖北', '山东'];
const surnames = ['王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周'];
const states = ['active', 'paused', 'closed', 'new'];

/** Pseudo-random numbers in [0, 1) from a seed (mulberry32): the same file every time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function customerRow(i: number, random: () => number): (string | number | Date)[] {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)]!;
  const name = pick(surnames) + String.fromCharCode(0x4e00 + Math.floor(random() * 2000));
  return [
    `C${String(i).padStart(8, '0')}`,
    name,
    `${pick(provinces)}第${i % 5000}贸易有限公司`,
    `1${3 + Math.floor(random() * 6)}${String(Math.floor(random() * 1e9)).padStart(9, '0')}`,
    `user${i}@example${i % 97}.com`,
    pick(provinces),
    pick(provinces),
    `No. ${Math.floor(random() * 999)} Example Road, Block ${i % 40}`,
    new Date(Date.UTC(2015, 0, 1 + Math.floor(random() * 3600))),
    Math.round(random() * 1e7) / 100,
    Math.floor(random() * 500),
    pick(states),
    random() < 0.3 ? `note ${Math.floor(random() * 1e6)}` : '',
  ];
}

export async function makeWorkbook(path: string, rows: number, useSharedStrings: boolean): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings, useStyles: true });
  const sheet = book.addWorksheet('customers');
  sheet.getColumn(9).numFmt = 'yyyy-mm-dd';
  sheet.addRow(headers).commit();
  const random = randomFrom(7);
  for (let i = 1; i <= rows; i++) sheet.addRow(customerRow(i, random)).commit();
  sheet.commit();
  await book.commit();
}

const [out, rows = '200000', strings = 'shared'] = process.argv.slice(2);
if (out && process.argv[1]?.endsWith('xlsx-make.js')) await makeWorkbook(out, Number(rows), strings === 'shared');
