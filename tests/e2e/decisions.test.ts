/** What people decide about how files are read, with a running keeper: by command, and in the receipt. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, type Up, run, startUp } from './program.js';

const desk = new Desk();
let keeper: Up;
beforeAll(async () => {
  await desk.init();
  desk.configure("{ sources: { plain: { dataset: 'customers', region: 'CN' } } }");
  keeper = await startUp(desk.root);
});
afterAll(async () => {
  await keeper?.stop();
  desk.remove();
});

function drop(source: string, name: string, bytes: string | Uint8Array) {
  writeFileSync(join(desk.root, 'inbox', source, name), bytes);
  return keeper.delivered(name);
}

const list = (titles: string[], people: string[]) =>
  [
    ...titles.map((title) => `${title},,`),
    '客户编号,姓名,城市',
    'X0,示例先生,某市',
    ...people,
    '经办人：王芳,,',
    '9,说明,行',
  ].join('\n');
const march = list(['某公司 3 月'], ['K1,张三,北京', 'K2,李四,上海']);
const april = list(['某公司 4 月', '更新于 2024-04-08'], ['K2,李四,天津', 'K3,王五,广州', 'K4,赵六,深圳']);

test('check previews a decision; source set keeps it for every later file of that shape', async () => {
  const path = desk.file('march.csv', march);
  const rows = ['--header-row', '2', '--first-row', '4', '--last-row', '5'];
  const checked = await run(['check', path, '--dataset', 'customers', '--lang', 'zh', ...rows], { cwd: desk.folder });
  expect(checked.stdout).toContain('5 行   2 接受   0 退回   3 跳过');
  expect(checked.stdout).toContain('表头第 2 行（按人工确认），数据第 4–5 行，共 2 行');
  expect(checked.stdout).toContain('3 按人工确认不读取的行');

  const set = await desk.json<{ version: number; rules: unknown[] }>('source', 'set', 'plain', '--like', path, ...rows);
  expect(set.json).toMatchObject({ source: 'plain', dataset: 'customers', version: 1 });
  expect(set.json.rules).toHaveLength(1);
  // In the workspace a check reads by what is decided for the source, with and without a keeper.
  const again = await desk.json('check', path, '--dataset', 'customers', '--source', 'plain');
  expect(again.json).toMatchObject({ rows: 5, accepted: 2, skipped: 3, tables: [{ header: { by: 'remembered' } }] });
  expect(await drop('plain', 'march.csv', march)).toMatchObject({
    status: 'committed',
    accepted: 2,
    new: 2,
    skipped: 3,
  });
  expect(await drop('plain', 'april.csv', april)).toMatchObject({ new: 2, changed: 1, rejected: 0, skipped: 3 });
  expect(await desk.sql("SELECT external_id, city FROM customers WHERE source = 'plain' ORDER BY 1")).toEqual([
    { external_id: 'K1', city: '北京' },
    { external_id: 'K2', city: '天津' },
    { external_id: 'K3', city: '广州' },
    { external_id: 'K4', city: '深圳' },
  ]);
});

test('the same bytes are a duplicate until the decision changes; then they are read anew', async () => {
  expect(await drop('plain', 'april again.csv', april)).toMatchObject({ status: 'duplicate' });
  expect((await desk.json('source', 'forget', 'plain')).json).toMatchObject({ rules: [] });
  const anew = await drop('plain', 'april anew.csv', april);
  // Only the line of the maker says of itself that it is no row.
  expect(anew).toMatchObject({ status: 'committed', rows: 6, skipped: 1 });
  const shown = await desk.json('source', 'show', 'plain');
  expect(shown.json).toMatchObject({ rules: [] });
});

test('rows can not be decided without the example of a file, and a wrong row is named', async () => {
  const usage = (error: object) => ({ code: 2, json: { ok: false, error } });
  expect(await desk.json('source', 'set', 'plain', '--header-row', '3')).toMatchObject(usage({ code: 'usage' }));
  expect(await desk.json('source', 'set', 'plain', '--header-row', 'x')).toMatchObject(usage({ code: 'usage' }));
  expect(await desk.json('source', 'set', 'nobody', '--encoding', 'big5')).toMatchObject(
    usage({ code: 'unknown-source' }),
  );
  expect(await desk.json('source', 'set', 'plain')).toMatchObject(usage({ code: 'usage' }));
});

test('check without a keeper asks the archive itself, and writes none where there is none', async () => {
  const other = new Desk('other');
  try {
    await other.init();
    other.configure("{ sources: { plain: { dataset: 'customers', region: 'CN' } } }");
    const path = other.file('march.csv', march);
    const args = ['check', path, '--dataset', 'customers', '--source', 'plain'];
    const before = await other.json(...args);
    expect(existsSync(join(other.root, 'archive', 'archive.duckdb'))).toBe(false);
    const rows = ['--header-row', '2', '--first-row', '4', '--last-row', '5'];
    await other.json('source', 'set', 'plain', '--like', path, ...rows);
    expect((await other.json(...args)).json).toMatchObject({ rows: 5, accepted: 2, skipped: 3 });
    expect(before.json).not.toMatchObject({ skipped: 3 });
  } finally {
    other.remove();
  }
});

test('rows that name groups are customers, and blank cells hold the value above, once somebody said so', async () => {
  const people = ['甲门店,,', 'A,13800138001,', 'B,13800138002,上海', '乙门店,,', 'C,13800138003,', 'D,13800138004,'];
  const path = desk.file('groups.csv', ['客户名称,电话,城市', ...people].join('\n'));
  const set = await desk.json<{ rules: unknown[] }>('source', 'set', 'plain', '--like', path, '--heading-rows', 'none');
  expect(set.json.rules).toMatchObject([{ said: { headings: [] }, shape: { headings: [] } }]);
  const shown = await run(['source', 'show', 'plain', '--lang', 'zh'], { cwd: desk.root });
  expect(shown.stdout).toContain('分组标题行 无');
  const check = (...more: string[]) => desk.json('check', path, '--dataset', 'customers', '--source', 'plain', ...more);
  expect((await check()).json).toMatchObject({ rows: 6, skipped: 0, skippedBy: {} });
  expect((await check('--heading-rows', '2')).json).toMatchObject({ rows: 6, skipped: 2, skippedBy: { group: 2 } });
  const filled = await desk.json<{ rules: unknown[] }>('source', 'set', 'plain', '--like', path, '--fill-down', '3');
  const both = { headings: [], fillDown: [{ header: '城市' }] };
  expect(filled.json.rules).toMatchObject([{ said: { headings: [], fillDown: ['3'] }, shape: both }]);
  const preview = await check('--fill-down', '3');
  expect(preview.json).toMatchObject({ rows: 6, skipped: 0, skippedBy: {} });
  const forget = (...more: string[]) => desk.json<{ rules: unknown[] }>('source', 'forget', 'plain', ...more);
  const left = await forget('--rule', '1', '--word', 'fill-down');
  expect(left.json.rules).toMatchObject([{ said: { headings: [] }, shape: { headings: [] } }]);
  expect(JSON.stringify(left.json)).not.toContain('fillDown');
  expect(await forget('--word', 'fill-down')).toMatchObject({ code: 2, json: { error: { code: 'usage' } } });
  expect(await forget('--word', 'colour')).toMatchObject({ code: 2 });
  expect(await forget('--rule', '9')).toMatchObject({
    code: 2,
    json: { error: { message: expect.stringMatching(/"sheetkeep --workspace \S+ source show plain"/) as unknown } },
  });
  for (const wrong of [
    ['--heading-rows', '3'],
    ['--fill-down', '9'],
  ]) {
    const refused = await desk.json('source', 'set', 'plain', '--like', path, ...wrong);
    expect(refused).toMatchObject({ code: 4, json: { error: { code: 'decided-not-found' } } });
  }
});

test('the same bytes are another reading once somebody said that blank cells hold the value above', async () => {
  const people = ['G1,张一,上海', 'G2,张二,', 'G3,张三,', 'G4,李四,北京', 'G5,李五,'];
  const bytes = ['客户编号,姓名,城市', ...people].join('\n');
  expect(await drop('plain', 'starts.csv', bytes)).toMatchObject({ status: 'committed', new: 5 });
  const path = desk.file('starts.csv', bytes);
  expect((await desk.json('source', 'set', 'plain', '--like', path, '--fill-down', '3')).code).toBe(0);
  expect(await drop('plain', 'filled.csv', bytes)).toMatchObject({ status: 'committed', changed: 3, unchanged: 2 });
  expect(await drop('plain', 'filled again.csv', bytes)).toMatchObject({ status: 'duplicate' });
});
