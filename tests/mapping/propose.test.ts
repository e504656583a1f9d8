import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuck } from '../../core/archive/duck.js';
import type { Duck } from '../../core/archive/duck.js';
import { countingColumns } from '../../core/mapping/counting.js';
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

describe('a column that may only count the rows', () => {
  const list = (header: string, ids: string[]) => {
    const headers = [header, '姓名', '手机'];
    const rows = ids.map((id, at) => [id, `客户${at}`, `1380000000${at}`]);
    const from = rowsOf(rows);
    return duck.read(async (s) => {
      const found = await countingColumns(s, [{ table: 0, from, columns: columns(headers) }]);
      const counts = found.get(0);
      const counting = counts && { counting: counts };
      const table = { columns: columns(headers) };
      const { mapping } = mapTable({ table, ...counting, dataset: people, stored: null, source });
      const proposed = await proposeKey(s, [{ from, mapping, ...counting }], people);
      const again = mapTable({ table, ...counting, dataset: people, stored: map(headers), source });
      return {
        key: mapping.key,
        proposed,
        again: again.mapping.key,
        fields: mapping.columns.map(({ field }) => field),
      };
    });
  };
  const map = (headers: string[]) =>
    mapTable({ table: { columns: columns(headers) }, dataset: people, stored: null, source }).mapping;
  const identifier = { kind: 'fields', fields: ['external_id'], decidedBy: 'identifier' };

  test.each([
    ['编号', 'external_id'],
    ['编 号', 'external_id'],
    ['ID', null],
    ['No.', null],
  ])('%s with 1, 2, 3 … feeds %s, and is no key by itself', async (header, field) => {
    const { key, proposed, fields } = await list(header, ['1', '2', '3', '4']);
    expect(key).toEqual({ kind: 'content' });
    expect(proposed).toEqual(['name', 'phone']);
    expect(fields[0]).toBe(field);
  });

  test('other numbers, few rows and headers that say what is numbered are identifiers', async () => {
    expect((await list('编号', ['1', '2', '4'])).key).toEqual(identifier);
    expect((await list('编号', ['3', '2', '1'])).key).toEqual(identifier);
    expect((await list('编号', ['1', '2'])).key).toEqual(identifier);
    expect((await list('客户编号', ['1', '2', '3'])).key).toEqual(identifier);
  });

  const countingIn = (...tables: [header: string, ids: string[]][]) =>
    duck.read(async (s) => {
      const all = tables.map(([header, ids], table) => ({
        table,
        from: rowsOf(ids.map((id) => [id, `客户${id}`])),
        columns: columns([header, '姓名']),
      }));
      return [...(await countingColumns(s, all)).keys()].toSorted((one, other) => one - other);
    });

  test('where one table counts, those of the same name count, too, be they short or go on', async () => {
    expect(await countingIn(['编号', ['1', '2', '3']], ['编号', ['1', '2']], ['编号', ['7']])).toEqual([0, 1, 2]);
    expect(await countingIn(['编号', ['1', '2', '3']], ['编号', ['4', '5']], ['编号', ['6', '7', '8']])).toEqual([
      0, 1, 2,
    ]);
    expect(await countingIn(['编号', ['1', '2']], ['编 号', ['1']])).toEqual([0, 1]);
  });

  test('other names and numbers that do not go on are not counted with them', async () => {
    expect(await countingIn(['编号', ['1', '2', '3']], ['ID', ['4', '5']])).toEqual([0]);
    expect(await countingIn(['编号', ['1', '2', '3']], ['编号', ['4', '6']], ['编号', ['a', 'b']])).toEqual([0]);
    expect(await countingIn(['编号', ['101', '102']], ['编号', ['103', '104']])).toEqual([]);
  });

  test('the key that its source has stays', async () => {
    expect((await list('编号', ['1', '2', '3'])).again).toEqual(identifier);
  });
});
