import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuck } from '../../core/archive/duck.js';
import type { Duck } from '../../core/archive/duck.js';
import { proposeKey } from '../../core/mapping/propose.js';
import { mapTable } from '../../core/mapping/table.js';
import { columns, people, source } from './sample.js';

let duck: Duck;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-'));
  duck = await openDuck({ archivePath: null, tempDir: folder, memoryLimitMb: 200, threads: 2 });
});
afterAll(async () => {
  await duck.close();
  await rm(folder, { recursive: true, force: true });
});

/** Rows as a FROM-clause with row, c0, c1 … */
function rowsOf(rows: readonly (readonly (string | null)[])[]): string {
  const cell = (text: string | null) => (text === null ? 'NULL' : `'${text}'`);
  const values = rows.map((row, at) => `(${[String(at + 2), ...row.map(cell)].join(', ')})`);
  return `(VALUES ${values.join(', ')}) AS t(row, ${rows[0]?.map((_, at) => `c${at}`).join(', ')})`;
}

const propose = (headers: string[], rows: (string | null)[][]) => {
  const { mapping } = mapTable({ table: { columns: columns(headers) }, dataset: people, stored: null, source });
  return duck.read((s) => proposeKey(s, [{ from: rowsOf(rows), mapping }], people));
};

test('name and phone when filled and unique', async () => {
  const rows = [
    ['张三', '138'],
    ['张三', '139'],
    ['李四', '139'],
  ];
  expect(await propose(['姓名', '手机'], rows)).toEqual(['name', 'phone']);
});

test('the next candidate when the first is not filled', async () => {
  const rows = [
    ['张三', null, 'a@x.cn'],
    ['张三', '139', 'b@x.cn'],
  ];
  expect(await propose(['姓名', '手机', '邮箱'], rows)).toEqual(['name', 'email']);
});

test('repeated whole rows do not speak against a key, different rows do', async () => {
  const row = ['张三', '138', '北京'];
  expect(await propose(['姓名', '手机', '城市'], [row, row, ['李四', '139', '北京']])).toEqual(['name', 'phone']);
  expect(await propose(['姓名', '手机', '城市'], [row, ['张三', '138', '上海'], ['李四', '139', '北京']])).toBeNull();
});

test('a phone never identifies by itself, and an identifier needs no proposal', async () => {
  expect(
    await propose(
      ['公司', '手机'],
      [
        ['甲', '138'],
        ['乙', '139'],
      ],
    ),
  ).toBeNull();
  expect(
    await propose(
      ['编号', '姓名', '手机'],
      [
        ['1', '张三', '138'],
        ['2', '李四', '139'],
      ],
    ),
  ).toBeNull();
});
