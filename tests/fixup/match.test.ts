import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../core/archive/duck.js';
import { matchReturns } from '../../core/judging/fixup/match.js';
import type { MatchInput } from '../../core/judging/fixup/match.js';
import { refuseAtOnce, refuseOutdated } from '../../core/judging/fixup/outdated.js';
import { makeToken } from '../../core/judging/fixup/token.js';
import { readTokens } from '../../core/judging/fixup/tokens.js';
import { people } from '../mapping/sample.js';
import { addBatch, addJudged, openLog, resolutions, staged } from './workbench.js';

const secret = Buffer.from('a secret of this workspace');
const first = `d${'a'.repeat(24)}`;
const second = `d${'b'.repeat(24)}`;
let log: Awaited<ReturnType<typeof openLog>>;

beforeEach(async () => {
  log = await openLog(people);
  await log.duck.write((s) =>
    addBatch(s, {
      seq: 10,
      delivery: first,
      fields: [null, 'name', 'phone', 'email', 'city'],
      rejected: {
        5: ['1', '张三', '138', 'bad', '上海'],
        9: ['2', '李四', '139', 'worse', '上海'],
        12: ['3', '王五', '12', 'w@x.cn', '北京'],
      },
    }),
  );
});
afterEach(() => log.close());

const input: MatchInput = {
  source: 'crm',
  dataset: people,
  key: { kind: 'content' },
  hasTokens: false,
  isReturn: true,
  parent: first,
  knownCells: false,
  sources: [],
};
const byPhone: MatchInput = { ...input, key: { kind: 'fields', fields: ['phone', 'name'], decidedBy: 'config' } };
const token = (row: number, delivery = first) => makeToken(secret, { delivery, part: '0', row });
const person = (name: string, phone: string, email: string, city: string) => ({ name, phone, email, city });

async function matched(
  rows: Parameters<typeof addJudged>[3],
  how: MatchInput,
  tokens: Record<number, (string | null)[]> | null = null,
  rejected: readonly string[][] = [],
): Promise<string[]> {
  return log.duck.scratch(async (s, scratch) => {
    if (tokens) await readTokens(s, scratch, [{ part: 0, staged: staged(tokens), position: 0 }], secret);
    await addJudged(s, scratch, people, rows);
    for (const [at, cells] of rejected.entries())
      await s.run(`INSERT INTO ${scratch}.main.rejected VALUES (0, ${100 + at}, $1)`, [JSON.stringify(cells)]);
    await matchReturns(s, scratch, { ...how, hasTokens: tokens !== null });
    return resolutions(s, scratch);
  });
}

test('by token, sorted, with added rows and every other cell changed', async () => {
  const rows = {
    2: person('王', '2', 'b@x.cn', '广州'),
    3: person('新', '1', 'n@x.cn', '深圳'),
    4: person('张', '3', 'a@x.cn', '杭州'),
  };
  expect(await matched(rows, input, { 2: [token(12)], 3: [null], 4: [token(5)] })).toEqual(['4 -> 10:5', '2 -> 10:12']);
});

test('a row copied with its token resolves once; one that was rejected again does not resolve', async () => {
  const rows = { 2: person('a', '1', 'a@x.cn', 'b'), 3: person('c', '2', 'c@x.cn', 'd') };
  expect(await matched(rows, input, { 2: [token(5)], 3: [token(5)], 4: [token(9)] })).toEqual(['2 -> 10:5']);
});

test('a row that corrects by its token corrects no other of the same file by its cells', async () => {
  const rows = { 2: person('李四', '139', 'l@x.cn', '上海') };
  expect(await matched(rows, input, { 2: [token(5)] })).toEqual(['2 -> 10:5']);
});

test('a row that comes again as it was goes on waiting, however alike an accepted one is', async () => {
  const rows = { 2: person('张三', '138', 'a@x.cn', '上海') };
  expect(await matched(rows, input, null, [['1', '张三', '138', 'bad', '上海']])).toEqual([]);
  // As judging keeps it where the first column only counts the rows.
  const counted = { ...input, sources: [{ part: 0, staged: '', counters: [0] }] };
  const uncounted = JSON.parse('[[null, "张三", "138", "bad", "上海"]]') as string[][];
  expect(await matched(rows, input, null, uncounted)).not.toEqual([]);
  expect(await matched(rows, counted, null, uncounted)).toEqual([]);
});

test('by key when the tokens are gone', async () => {
  const rows = { 2: person('李四', '139', 'new@x.cn', '南京'), 3: person('李四', '140', 'o@x.cn', '上海') };
  expect(await matched(rows, byPhone)).toEqual(['2 -> 10:9']);
});

test('by the unchanged cells when the key is what was wrong', async () => {
  const rows = { 7: person('王五', '13812345678', 'w@x.cn', '北京'), 8: person('赵六', '1', 'z@x.cn', '北京') };
  expect(await matched(rows, byPhone)).toEqual(['7 -> 10:12']);
});

test('in an ordinary file a row with another key is another thing, unless the key was what was wrong', async () => {
  const rows = { 7: person('王五', '13812345678', 'w@x.cn', '北京'), 8: person('赵六', '1', 'z@x.cn', '北京') };
  const ordinary = { ...byPhone, isReturn: false, parent: null };
  const issue = (level: string) =>
    log.duck.write((s) => s.run(`INSERT INTO archive.log.issues VALUES (10, 0, 12, 'phone', '${level}')`));
  await issue('warning');
  expect(await matched(rows, ordinary)).toEqual([]);
  await issue('error');
  expect(await matched(rows, ordinary)).toEqual(['7 -> 10:12']);
});

test('a row that corrects by its token corrects no row with another key of another delivery', async () => {
  await log.duck.write((s) =>
    addBatch(s, {
      seq: 20,
      delivery: second,
      fields: ['name', 'phone', 'email', 'city'],
      rejected: { 3: ['孙七', '136', 'bad', '上海'], 4: ['李四', '139', 'same', '上海'] },
    }),
  );
  const rows = { 2: person('张三', '138', 'bad', '上海'), 3: person('李四', '139', 'l@x.cn', '上海') };
  expect(await matched(rows, byPhone, { 2: [token(5)], 3: [token(9)] })).toEqual([
    '2 -> 10:5',
    '3 -> 10:9',
    '3 -> 20:4',
  ]);
});

test('two rows that fit equally well are no match', async () => {
  const rows = { 2: person('张三', '138', 'a@x.cn', '上海'), 3: person('张三', '138', 'b@x.cn', '上海') };
  expect(await matched(rows, input)).toEqual([]);
});

test('a row that corrects two equally well corrects neither', async () => {
  await log.duck.write((s) =>
    addBatch(s, {
      seq: 20,
      delivery: second,
      fields: ['name', 'phone', 'city'],
      rejected: { 3: ['孙七', '1', '成都'], 4: ['孙七', '2', '成都'] },
    }),
  );
  expect(await matched({ 2: person('孙七', '13712345678', 's@x.cn', '成都') }, input)).toEqual([]);
});

test('of two that a row is alike it corrects the one with more of its cells', async () => {
  await log.duck.write((s) =>
    addBatch(s, {
      seq: 20,
      delivery: second,
      fields: ['name', 'phone', 'email', 'city'],
      rejected: { 3: ['孙七', '2', 's@x.cn', '西安'], 4: ['孙七', '1', 's@x.cn', '成都'] },
    }),
  );
  expect(await matched({ 2: person('孙七', '137', 's@x.cn', '成都') }, input)).toEqual(['2 -> 20:4']);
});

test('half of the cells unchanged are enough, for a row of another receipt or in an ordinary file two thirds', async () => {
  await log.duck.write((s) =>
    addBatch(s, {
      seq: 20,
      delivery: second,
      fields: ['name', 'phone', 'email', 'city'],
      rejected: {
        3: ['孙七', '1', null, null],
        4: ['周八', '2', 'z@x.cn', '成都'],
        5: ['吴九', 'x', 'w@x.cn', '苏州'],
      },
    }),
  );
  const rows = { 2: person('孙七', '137', 's@x.cn', '西安'), 3: person('周八', '2', 'z8@x.cn', '重庆') };
  Object.assign(rows, { 4: person('吴九', '135', 'w@x.cn', '苏州') });
  expect(await matched(rows, { ...input, parent: second })).toEqual(['2 -> 20:3', '3 -> 20:4', '4 -> 20:5']);
  expect(await matched(rows, input)).toEqual(['4 -> 20:5']);
  expect(await matched(rows, { ...input, isReturn: false, parent: null })).toEqual(['4 -> 20:5']);
});

test('the corrected original sent back whole: the rows that were wrong are found among the others', async () => {
  const others = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [20 + at, person(`客户${at}`, `1${at}`, `c${at}@x.cn`, '上海')]),
  );
  const rows = { ...others, 5: person('张三', '138', 'a@x.cn', '上海'), 9: person('李四', '139', 'b@x.cn', '上海') };
  expect(await matched(rows, { ...input, isReturn: false, parent: null })).toEqual(['5 -> 10:5', '9 -> 10:9']);
});

test('pasted together from two, by token and by cells; a row resolves in every delivery that waits for it', async () => {
  await log.duck.write((s) =>
    addBatch(s, {
      seq: 20,
      delivery: second,
      fields: ['name', 'phone', 'city'],
      rejected: { 3: ['张三', '138', '上海'], 4: ['孙七', '1', '成都'] },
    }),
  );
  const rows = { 2: person('张三', '138', 'a@x.cn', '上海'), 3: person('孙七', '13712345678', 's@x.cn', '成都') };
  expect(await matched(rows, input, { 2: [token(5)], 3: [token(4, second)] })).toEqual([
    '2 -> 10:5',
    '2 -> 20:3',
    '3 -> 20:4',
  ]);
});

test.each([`source = 'shop'`, `dataset = 'others'`])('rows of another place do not wait here: %s', async (place) => {
  const rows = { 2: person('张三', '138', 'a@x.cn', '上海') };
  expect(await matched(rows, input, { 2: [token(5)] })).toEqual(['2 -> 10:5']);
  await log.duck.write((s) => s.run(`UPDATE archive.log.batches SET ${place}`));
  expect(await matched(rows, input, { 2: [token(5)] })).toEqual([]);
});

test('rows resolved by a live batch do not wait; after its undo they wait again', async () => {
  const rows = { 2: person('张三', '138', 'a@x.cn', '上海') };
  const settle = (parent: number) =>
    log.duck.write((s) => s.run(`INSERT INTO archive.log.resolutions VALUES (0, 30, ${parent}, 0, 5)`));
  await settle(20);
  expect(await matched(rows, input)).toEqual(['2 -> 10:5']);
  await settle(10);
  expect(await matched(rows, input)).toEqual([]);
  await log.duck.write((s) => s.run(`INSERT INTO archive.log.undos VALUES (0, 30, 'me', now()::TIMESTAMP)`));
  expect(await matched(rows, input)).toEqual(['2 -> 10:5']);
  await log.duck.write((s) => s.run(`INSERT INTO archive.log.undos VALUES (0, 10, 'me', now()::TIMESTAMP)`));
  expect(await matched(rows, input)).toEqual([]);
});

test('foreign rows are refused, outdated ones too unless they say what is known', async () => {
  await log.duck.write(async (s) => {
    await s.run('INSERT INTO archive.log.resolutions VALUES (0, 30, 10, 0, 5), (0, 30, 10, 0, 9)');
    await s.run(`INSERT INTO archive.log.records VALUES (40, 'crm', 'people', '00000000-0000-0000-0000-000000000003')`);
    await s.run(
      `INSERT INTO archive.log.content_people (seq, record, digest) VALUES (41, 40, '00000000-0000-0000-0000-000000001003')`,
    );
  });
  const tokens = {
    2: [token(5)],
    3: [token(9)],
    4: [token(12)],
    5: [makeToken(Buffer.from('other'), { delivery: first, part: '0', row: 1 })],
  };
  const known = person('x', '1', 'x@x.cn', 'y');
  const refused = async (s: Session, scratch: string) => {
    await readTokens(s, scratch, [{ part: 0, staged: staged(tokens), position: 0 }], secret);
    await addJudged(s, scratch, people, { 2: known, 3: known, 4: known, 5: known });
    expect(await refuseAtOnce(s, scratch, null, [])).toBe(1);
    expect(await refuseOutdated(s, scratch, 'crm', people)).toBe(1);
    return s.rows(`SELECT "row"::INTEGER AS r, code FROM ${scratch}.main.refused_tokens ORDER BY r`);
  };
  expect(await log.duck.scratch(refused)).toEqual([
    { r: 2, code: 'token-outdated' },
    { r: 5, code: 'token-foreign' },
  ]);
});
