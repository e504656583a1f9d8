import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bad, codesOf, corrected, corrections, file, fixUp, good, header, withoutTokens } from './customers.js';
import { openDesk } from './desk.js';
import type { Desk, Taken } from './desk.js';

/** The desk after its first delivery, where every test begins. */
let begun: Desk;
let delivered: Taken;
let desk: Desk;
let first: Taken;

beforeAll(async () => {
  begun = await openDesk();
  delivered = await begun.take(await file(begun, [header, ...good, ...bad]));
});
afterAll(() => begun.close());
beforeEach(async () => {
  desk = await begun.copy();
  first = desk.known(delivered);
});
afterEach(() => desk.close());

test('the first delivery leaves three rows to fix', () => {
  expect(first.counts).toMatchObject({ rows: 23, accepted: 20, new: 20, rejected: 3 });
});

test.each(['xlsx', 'csv'] as const)('corrected, sorted and with an added row, as %s', async (form) => {
  const back = await fixUp(desk, first, (rows) => {
    const [head = [], ...rest] = corrected(rows);
    return [head, ['99', '新客户', '13512345678', 'new@example.com', '深圳', 'A', '', ''], ...rest.reverse()];
  });
  const second = await desk.take(await back[form]());
  expect(second.counts).toMatchObject({ rows: 4, accepted: 4, new: 4, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
});

test.each(['xlsx', 'csv'] as const)('without its tokens, as %s, by the cells nobody changed', async (form) => {
  const back = await fixUp(desk, first, (rows) => withoutTokens(corrected(rows)));
  const second = await desk.take(await back[form]());
  expect(second.counts).toMatchObject({ accepted: 3, new: 3, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
});

test('the corrected original sent back whole completes the first receipt and changes nothing else', async () => {
  const lines = bad.map((line) => corrections[line.split(',')[1] ?? '']?.(line.split(',')).join(',') ?? line);
  const second = await desk.take(await file(desk, [header, ...good, ...lines]));
  expect(second.counts).toMatchObject({ rows: 23, new: 3, unchanged: 20, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
});

test('a row that comes again just as it was goes on waiting', async () => {
  const again = await desk.take(
    await file(desk, [
      header,
      ...good.slice(0, 5),
      ...bad.slice(0, 2),
      corrections['王五']?.((bad[2] ?? '').split(',')).join(',') ?? '',
    ]),
  );
  expect(again.counts).toMatchObject({ unchanged: 5, new: 1, rejected: 2 });
  expect(await desk.resolved(first.batch)).toBe(1);
});

test('the sheet to fix has the numbers of the sender’s list, and a row with another number is the same row', async () => {
  const { rows } = await fixUp(desk, first, (sent) => sent);
  expect(rows.map(([number]) => number)).toEqual(['序号', '21', '22', '23']);
  const renumbered = bad.map((line, at) => [String(at + 1), ...line.split(',').slice(1)].join(','));
  const again = await desk.take(await file(desk, [header, '4,钱七,13412345678,not@example.com,上海,B', ...renumbered]));
  expect(again.counts).toMatchObject({ new: 1, rejected: 3 });
  expect(await desk.resolved(first.batch)).toBe(0);
});

test('a coloured cell that comes back empty is a decision, told; required ones and those of removed columns are still to fix', async () => {
  const nameless = await fixUp(desk, first, ([head = [], ...rows]) => [
    head,
    ...rows.map((row) => row.with(row[1] === '张三' ? 2 : row[1] === '李四' ? 1 : 3, '')),
  ]);
  const emptied = await desk.take(await nameless.xlsx());
  expect(emptied.counts).toMatchObject({ accepted: 2, new: 2, rejected: 1 });
  const told = await desk.duck.read((s) =>
    s.rows(
      `SELECT field, code, level, value FROM archive.log.issues WHERE batch = ${emptied.batch} AND level <> 'info' ORDER BY ALL`,
    ),
  );
  expect(told).toEqual([
    { field: 'email', code: 'cell-emptied', level: 'warning', value: 'wang@@example.com' },
    { field: 'email', code: 'email-invalid', level: 'error', value: 'not-an-address' },
    { field: 'name', code: 'one-of-required', level: 'error', value: null },
    { field: 'phone', code: 'cell-emptied', level: 'warning', value: '138' },
  ]);
  expect(await desk.resolved(first.batch)).toBe(2);
  await desk.undo(emptied.batch);
  const columns = await fixUp(desk, first, (rows) => corrected(rows).map((row) => row.toSpliced(2, 1)));
  const absent = await desk.take(await columns.csv());
  expect(absent.counts).toMatchObject({ accepted: 2, rejected: 1 });
  expect(await desk.resolved(first.batch)).toBe(2);
});

test('without its tokens what was sent back is known by the unchanged cells: removed columns are still to fix, emptied cells told', async () => {
  const back = await fixUp(desk, first, (rows) => withoutTokens(corrected(rows)).map((row) => row.toSpliced(2, 1)));
  const absent = await desk.take(await back.xlsx());
  expect(absent.counts).toMatchObject({ accepted: 2, rejected: 1 });
  expect(await codesOf(desk, absent)).toEqual(['correction-absent']);
  expect(await desk.resolved(first.batch)).toBe(2);
  await desk.undo(absent.batch);
  const emptied = await fixUp(desk, first, (rows) =>
    withoutTokens(corrected(rows)).map((row) => (row[1] === '张三' ? row.with(2, '') : row)),
  );
  const told = await desk.take(await emptied.xlsx());
  expect(told.counts).toMatchObject({ accepted: 3, rejected: 0 });
  expect(await codesOf(desk, told, 'warning')).toEqual(['cell-emptied']);
});

test('a coloured cell whose column was renamed has come back; one whose column went while another has its field has not', async () => {
  const back = await fixUp(desk, first, (rows) => {
    const [head = [], ...rest] = corrected(rows);
    return [head.map((name) => ({ 手机: 'Mobile', 姓名: '客户名称', 邮箱: 'E-mail' })[name] ?? name), ...rest];
  });
  const renamed = await desk.take(await back.csv());
  expect(renamed.counts).toMatchObject({ accepted: 3, new: 3, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
  const two = await desk.take(
    await file(desk, ['姓名,手机,邮箱,城市,电话', '钱七,138,qian@example.com,上海,02162345678']),
  );
  expect(two.counts).toMatchObject({ rejected: 1 });
  const gone = await fixUp(desk, two, (rows) => rows.map((row) => row.toSpliced(1, 1)));
  expect(await codesOf(desk, await desk.take(await gone.csv()))).toEqual(['correction-absent']);
});

test('pasted together from two', async () => {
  const other = await desk.take(await file(desk, [header, '1,赵六,137,zhao@example.com,成都,A']));
  const one = await fixUp(desk, first, corrected);
  const two = await fixUp(desk, other, ([, ...rows]) => rows.map((row) => row.with(2, '13312345678')));
  const path = await file(
    desk,
    [...one.rows, ...two.rows].map((row) => row.map((cell) => `"${cell}"`).join(',')),
  );
  const child = await desk.take(path);
  expect(child.counts).toMatchObject({ accepted: 4, rejected: 0 });
  expect([await desk.resolved(first.batch), await desk.resolved(other.batch)]).toEqual([3, 1]);
});

test('sent twice, the second time with the rest corrected: what went in before is unchanged', async () => {
  const some = await fixUp(desk, first, (rows) =>
    corrected(rows).map((row) => (row[1] === '张三' ? row.with(2, '138') : row)),
  );
  const second = await desk.take(await some.xlsx());
  expect(second.counts).toMatchObject({ accepted: 2, new: 2, rejected: 1 });
  expect(await desk.resolved(first.batch)).toBe(2);
  const all = await fixUp(desk, first, corrected);
  const third = await desk.take(await all.xlsx());
  expect(third.counts).toMatchObject({ accepted: 3, new: 1, unchanged: 2, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
  expect(await desk.resolved(second.batch)).toBe(1);
});

test('an outdated row is refused, and after the undo of what resolved it taken', async () => {
  const second = await desk.take(await (await fixUp(desk, first, corrected)).xlsx());
  const stale = await fixUp(desk, first, (rows) =>
    corrected(rows).map((row) => (row[1] === '李四' ? row.with(3, 'other@example.com') : row)),
  );
  const path = await stale.xlsx();
  const third = await desk.take(path);
  expect(third.counts).toMatchObject({ accepted: 2, unchanged: 2, rejected: 1 });
  expect(await codesOf(desk, third)).toEqual(['token-outdated']);
  // As its issue says: what is right goes in with the receipt of this file.
  const once = await desk.take(await (await fixUp(desk, third, (rows) => rows)).xlsx());
  expect(once.counts).toMatchObject({ accepted: 1, rejected: 0 });
  await desk.undo(once.batch);
  await desk.undo(third.batch);
  await desk.undo(second.batch);
  expect(await desk.resolved(first.batch)).toBe(0);
  expect((await desk.take(path)).counts).toMatchObject({ accepted: 3, new: 3, rejected: 0 });
  expect(await desk.resolved(first.batch)).toBe(3);
});

test.each([
  ['with tokens', (rows: string[][]) => rows],
  ['without them', withoutTokens],
])(
  'what was sent back by an import that was taken back since is told, %s, and goes in when sent once more',
  async (_, save) => {
    const path = await (await fixUp(desk, first, (rows) => save(corrected(rows)))).xlsx();
    await desk.undo(first.batch);
    const late = await desk.take(path);
    expect(late.counts).toMatchObject({ accepted: 0, rejected: 3 });
    expect(await codesOf(desk, late)).toEqual(['token-undone']);
    const more = await desk.take(await (await fixUp(desk, late, (rows) => rows)).xlsx());
    expect(more.counts).toMatchObject({ accepted: 3, new: 3 });
    expect(await desk.resolved(late.batch)).toBe(3);
  },
);

test('of an import that was taken back and sent once more, corrections are of the second', async () => {
  const path = await (await fixUp(desk, first, corrected)).xlsx();
  await desk.undo(first.batch);
  const again = await desk.take(first.path);
  expect((await desk.take(path)).counts).toMatchObject({ accepted: 3, new: 3 });
  expect(await desk.resolved(again.batch)).toBe(3);
});

test('two who correct a row alike are no conflict, though one of them fills in more', async () => {
  const lines = ['编号,姓名,手机,邮箱,备注', 'K1,张三,138,zhang@example.com,', 'K2,李四,139,li@example.com,好'];
  const sent = await desk.take(await file(desk, lines));
  const back = (phone: string, notes: string) =>
    fixUp(desk, sent, ([head = [], ...rows]) => [
      head,
      ...rows.map((row) => row.with(2, phone).with(4, notes || (row[4] ?? ''))),
    ]);
  const one = await desk.take(await (await back('13612345678', '')).xlsx());
  expect(one.counts).toMatchObject({ accepted: 2, new: 2 });
  const two = await desk.take(await (await back('13612345678', '好')).xlsx());
  expect(two.counts).toMatchObject({ accepted: 2, changed: 1, unchanged: 1, rejected: 0 });
  const three = await desk.take(await (await back('13712345678', '好')).xlsx());
  expect(three.counts).toMatchObject({ accepted: 0, rejected: 2 });
  expect(await codesOf(desk, three)).toEqual(['token-outdated']);
});

test('undoing the first delivery undoes what corrected it', async () => {
  const second = await desk.take(await (await fixUp(desk, first, corrected)).xlsx());
  await desk.undo(first.batch);
  const undone = await desk.duck.read((s) => s.rows('SELECT batch FROM archive.log.undos ORDER BY batch'));
  expect(undone).toEqual([{ batch: String(first.batch) }, { batch: String(second.batch) }]);
});

test('rows of another workspace are refused one by one', async () => {
  const other = await openDesk(Buffer.from('another secret'));
  try {
    const foreign = await other.take(await file(desk, [header, ...bad]));
    const back = await fixUp(desk, foreign, (rows) =>
      corrected([...rows, ['9', '孙七', '13212345678', 'sun@example.com', '成都', 'A', '', '']]),
    );
    const taken = await desk.take(await back.xlsx());
    expect(taken.counts).toMatchObject({ accepted: 1, rejected: 3 });
    expect(await codesOf(desk, taken)).toEqual(['token-foreign']);
  } finally {
    await other.close();
  }
});
