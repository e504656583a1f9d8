import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellText, displayWidth } from '../../core/archive/sql/text-table.js';
import { ask, makePublished } from './ask.js';

let place: Awaited<ReturnType<typeof makePublished>>;

beforeAll(async () => {
  place = await makePublished([
    `CREATE TABLE t AS SELECT * FROM (VALUES
      (1::BIGINT, '上海', 12.50::DECIMAL(18,2), TIMESTAMP '2024-03-05 08:00:00', NULL),
      (9007199254740993::BIGINT, 'a,"b"' || chr(10) || 'c', 0.10::DECIMAL(18,2), NULL, '')
    ) AS v(id, city, amount, changed_at, note)`,
  ]);
});
afterAll(() => place.remove());

test('ndjson: exact decimals, safe integers as numbers, large ones as text', async () => {
  const { text, done } = await ask(place.file, 'FROM t ORDER BY id');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(lines).toEqual([
    { id: 1, city: '上海', amount: '12.50', changed_at: '2024-03-05T08:00:00', note: null },
    { id: '9007199254740993', city: 'a,"b"\nc', amount: '0.10', changed_at: null, note: '' },
  ]);
  expect(done.columns[2]).toEqual({ name: 'amount', type: 'DECIMAL(18,2)' });
});

test('csv: NULL and empty text differ', async () => {
  const { text } = await ask(place.file, 'FROM t ORDER BY id', { format: 'csv' });
  expect(text).toBe(
    'id,city,amount,changed_at,note\n1,上海,12.50,2024-03-05T08:00:00,\n9007199254740993,"a,""b""\nc",0.10,,""\n',
  );
});

test('json: one object, also without rows', async () => {
  const full = JSON.parse((await ask(place.file, 'SELECT id FROM t ORDER BY id', { format: 'json' })).text) as unknown;
  expect(full).toEqual({
    columns: [{ name: 'id', type: 'BIGINT' }],
    rows: [{ id: 1 }, { id: '9007199254740993' }],
    truncated: false,
  });
  const none = JSON.parse((await ask(place.file, 'SELECT id FROM t WHERE false', { format: 'json' })).text) as unknown;
  expect(none).toMatchObject({ rows: [] });
});

test('csv and table show the header of an empty result', async () => {
  expect((await ask(place.file, 'SELECT id FROM t WHERE false', { format: 'csv' })).text).toBe('id\n');
  expect((await ask(place.file, 'SELECT id FROM t WHERE false', { format: 'table' })).text).toBe('id\n──\n(0 rows)\n');
});

test('table: Chinese counts two columns, numbers stand to the right', async () => {
  const { text } = await ask(place.file, `SELECT city, amount, 'x' AS x FROM t ORDER BY id LIMIT 1`, {
    format: 'table',
  });
  expect(text).toBe('city  amount  x\n────  ──────  ─\n上海   12.50  x\n(1 row)\n');
  const some = await ask(place.file, 'SELECT 1 AS n UNION ALL SELECT 2', { format: 'table', lang: 'zh', maxRows: 1 });
  expect(some.text).toMatch(/（1 行，还有更多）\n$/u);
});

test('same names are told apart', async () => {
  expect(JSON.parse((await ask(place.file, 'SELECT 1 AS a, 2 AS a')).text)).toEqual({ a: 1, 'a:1': 2 });
});

test('cells cannot steer the terminal and are cut', () => {
  expect(cellText('\u001b[31mred\u202e')).toBe('\ufffd[31mred\ufffd');
  expect(displayWidth(cellText('客'.repeat(80)))).toBeLessThanOrEqual(60);
});
