/** What a removal takes out of the log, and that nothing else changes. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rebuild } from '../../../core/archive/derive.js';
import { placeHold, recordHold } from '../../../core/archive/log/holds.js';
import { removalIds } from '../../../core/archive/log/removals.js';
import { transaction } from '../../../core/archive/log/transactions.js';
import { removeRecords } from '../../../core/archive/removal.js';
import { digestRows } from '../../../core/archive/row-digest.js';
import { undoBatch } from '../../../core/archive/undo.js';
import { verifyAudit } from '../../../core/audit/verify.js';
import { addDigests } from '../../../core/snapshots/manifest/model.js';
import { Kit, keyOf } from '../kit.js';
import { tablesWith } from './sentinel.js';

const sentinel = '张三-1380013';

let kit: Kit;
beforeEach(async () => {
  kit = await Kit.open();
});
afterEach(() => kit.end());

const recordOf = async (key: string, source = 's'): Promise<number> => {
  const [row] = await kit.rows<{ seq: string }>(
    `SELECT seq FROM archive.log.records WHERE key_digest = '${keyOf(source, key)}'`,
  );
  return Number(row?.seq);
};

const remove = (records: readonly number[], originals: readonly string[] = []) =>
  kit.duck.write((s) =>
    removeRecords(s, {
      records: `SELECT unnest([${records.join(', ')}]::BIGINT[]) AS record`,
      originals,
      reason: 'erasure',
      actor: 'test',
    }),
  );

const logRows = (table: string) => kit.duck.read((s) => s.count(`SELECT count(*) FROM archive.log.${table}`));

async function derivedAnew(): Promise<void> {
  const said = async () => [
    await kit.rows('SELECT * FROM archive.derived.heads ORDER BY record'),
    await kit.rows('SELECT * FROM archive.derived.fold_things ORDER BY record'),
  ];
  const before = await said();
  await kit.duck.write(rebuild);
  expect(await said()).toEqual(before);
}

test('no table says the text any more, the other records say what they said', async () => {
  await kit.deliver({
    rows: [
      { key: '1', a: sentinel, extra: `{"n":"${sentinel}"}` },
      { key: '2', a: 'other', b: 'b' },
    ],
  });
  await kit.deliver({
    rows: [
      { key: '1', b: `${sentinel} again` },
      { key: '3', a: 'third' },
    ],
  });
  await kit.deliver({
    rows: [{ key: '2', b: '' }],
    rejected: 2,
    presentKeys: ['1'],
    cells: [
      [sentinel, 'x'],
      ['theirs', 'y'],
    ],
  });
  const { [keyOf('s', '1')]: mine, ...others } = await kit.current();
  expect(mine).toMatchObject({ a: sentinel });
  expect(await tablesWith(kit, sentinel)).toEqual([
    'derived.fold_things',
    'log.content_things',
    'log.issues',
    'log.rejected',
  ]);
  const record = await recordOf('1');
  const done = await remove([record]);
  expect(done).toMatchObject({
    records: 1,
    rows: { content_things: 2, issues: 1, links: 1, records: 1, rejected: 1, sightings: 3 },
  });
  expect(await tablesWith(kit, sentinel)).toEqual([]);
  expect(await tablesWith(kit, keyOf('s', '1'))).toEqual([]);
  expect(await kit.current()).toEqual(others);
  expect(await kit.rows('SELECT cells FROM archive.log.rejected')).toEqual([{ cells: '["theirs","y"]' }]);
  await derivedAnew();
  expect(await kit.duck.read((s) => verifyAudit(s, []))).toMatchObject({ ok: true });
  expect(await remove([record])).toBeNull();
  // Sent again it is another record.
  await kit.deliver({ rows: [{ key: '1', a: 'sent again' }] });
  expect(await recordOf('1')).toBeGreaterThan(record);
  await derivedAnew();
});

test('the log says which rows went: digests before and after differ by just these', async () => {
  await kit.deliver({ rows: ['1', '2', '3', '4'].map((key) => ({ key, a: `value ${key}` })) });
  const taken = await kit.rows<{ seq: string }>(
    `SELECT seq FROM archive.log.content_things WHERE f_a IN ('value 2', 'value 3')`,
  );
  const columns = ['seq', 'record', 'digest', 'clears', 'extra', 'repairs', 'f_a'];
  const seqs = taken.map(({ seq }) => seq).join(', ');
  const gone = await kit.duck.read((s) => digestRows(s, 'archive.log.content_things', columns, `seq IN (${seqs})`));
  const ids = [await recordOf('2'), await recordOf('3')];
  const removal = (await remove(ids))?.removal ?? '';
  const [row] = await kit.rows<Record<string, string>>(
    `SELECT * FROM archive.log.removals WHERE of_table = 'content_things'`,
  );
  expect(row).toMatchObject({ removal, reason: 'erasure', rows_before: '2', rows_after: '0', by_whom: 'test' });
  expect(addDigests(row?.['digest_after'] ?? '', gone.digest)).toBe(row?.['digest_before']);
  expect(
    await kit.rows(`SELECT first_seq, last_seq, batch FROM archive.log.removed WHERE of_table = 'content_things'`),
  ).toEqual([{ first_seq: row?.['from_seq'], last_seq: row?.['to_seq'], batch: null }]);
  expect(await kit.rows('SELECT record, golden FROM archive.log.erasures ORDER BY record')).toEqual(
    ids.map((id) => ({ record: String(id), golden: String(id) })),
  );
  expect(await kit.duck.read(async (s) => removalIds(s, 1e9))).toEqual([removal]);
});

test('what is on hold stays, and with it all that was asked for', async () => {
  await kit.deliver({
    rows: [
      { key: '1', a: 'x' },
      { key: '2', a: 'y' },
      { key: '3', a: 'z' },
    ],
  });
  const [one, two, three] = [await recordOf('1'), await recordOf('2'), await recordOf('3')];
  // The second becomes the same thing as the first.
  await kit.duck.write(async (s) => {
    const tx = await transaction(s, 'merge');
    await s.run(
      `INSERT INTO archive.log.links VALUES (${tx.take()}, NULL, ${two}, ${one}, 'person', now()::TIMESTAMP)`,
    );
  });
  const on = { dataset: 'things', record: one };
  const hold = await kit.duck.write((s) => placeHold(s, on, 'test'));
  const before = await kit.current();
  for (const ids of [[one], [two], [three, two]]) {
    await expect(remove(ids)).rejects.toMatchObject({ code: 'record-held' });
  }
  expect(await kit.current()).toEqual(before);
  expect(await logRows('removals')).toBe(0);
  expect(await remove([three])).toMatchObject({ records: 1 });
  await kit.duck.write((s) => recordHold(s, { hold, ...on }, 'lifted', 'test'));
  expect(await remove([two])).toMatchObject({ records: 1 });
  await kit.duck.write((s) => placeHold(s, { dataset: 'things', record: null }, 'test'));
  await expect(remove([one])).rejects.toMatchObject({ code: 'record-held' });
});

test('rejected lines that were corrected later go too, those of others stay', async () => {
  const parent = await kit.deliver({
    rows: [{ key: '9', a: 'nine' }],
    rejected: 3,
    cells: [
      ['bad phone', sentinel, 'Main Street'],
      ['bad too', 'somebody', 'Main Street'],
      ['never', sentinel, 'corrected'],
    ],
  });
  const [delivery] = await kit.rows<{ delivery: string }>('SELECT delivery FROM archive.log.deliveries');
  const at = (row: number) => ({ parentBatch: parent.batch, part: 0, row });
  await kit.deliver({
    rows: [
      { key: '1', a: 'right', b: sentinel, c: 'Main Street' },
      { key: '2', a: 'right', b: 'somebody', c: 'Main Street' },
    ],
    parent: delivery?.delivery ?? '',
    resolutions: [at(1000), at(1001)],
  });
  await remove([await recordOf('1')]);
  const left = await kit.rows<{ cells: string }>('SELECT cells FROM archive.log.rejected ORDER BY "row"');
  expect(left.map(({ cells }) => (JSON.parse(cells) as string[])[0])).toEqual(['bad too', 'never']);
});

test('the number of a row in its list says nothing of it', async () => {
  const cells = [
    ['1', sentinel, 'bad'],
    ['1', 'somebody', 'bad phone'],
    ['2', sentinel, ''],
  ];
  const parent = await kit.deliver({ rows: [{ key: '9', a: 'nine' }], rejected: 3, cells });
  const columns = [
    { label: '1', header: '序号', field: null, unit: '1', counter: true },
    ...['a', 'b'].map((field) => ({ label: field, header: field, field, unit: '1' })),
  ];
  await kit.duck.write((s) => s.run('UPDATE archive.log.parts SET columns = $1', [JSON.stringify(columns)]));
  const [delivery] = await kit.rows<{ delivery: string }>('SELECT delivery FROM archive.log.deliveries');
  const at = (row: number) => ({ parentBatch: parent.batch, part: 0, row });
  await kit.deliver({
    rows: [
      { key: '1', a: sentinel, b: 'bad', c: '1' },
      { key: '2', a: 'somebody' },
    ],
    parent: delivery?.delivery ?? '',
    resolutions: [at(1000), at(1001), at(1002)],
  });
  await remove([await recordOf('1')]);
  const left = await kit.rows<{ cells: string }>('SELECT cells FROM archive.log.rejected');
  expect(left.map(({ cells: text }) => (JSON.parse(text) as string[])[1])).toEqual(['somebody']);
});

test('rejected lines of the same key go with the one that was seen', async () => {
  await kit.duck.write(async (s) => {
    const tx = await transaction(s, 'mapping');
    const mapping = JSON.stringify({ key: { kind: 'fields', fields: ['a'] } });
    await s.run(
      `INSERT INTO archive.log.mappings VALUES (${tx.take()}, 's', 'things', 1, $1, 'test', now()::TIMESTAMP)`,
      [mapping],
    );
  });
  await kit.deliver({
    rows: [],
    rejected: 3,
    presentKeys: ['1'],
    cells: [
      ['K1', sentinel],
      ['K1', `${sentinel} twice`],
      ['K2', 'somebody'],
    ],
  });
  await remove([await recordOf('1')]);
  expect(await kit.rows('SELECT cells FROM archive.log.rejected')).toEqual([{ cells: '["K2","somebody"]' }]);
  expect(await logRows('issues')).toBe(1);
});

test('rows known by their text are forgotten, originals go when asked for, an undo afterwards still works', async () => {
  const first = await kit.deliver({
    rows: [
      { key: '1', a: 'x' },
      { key: '2', a: 'y' },
    ],
  });
  await kit.duck.write((s) =>
    s.run('CREATE SCHEMA archive.cache; CREATE TABLE archive.cache.known_rows AS SELECT 1 AS context'),
  );
  const [original] = await kit.rows<{ sha256: string }>('SELECT sha256 FROM archive.log.originals');
  expect(await remove([await recordOf('1')], [original?.sha256 ?? ''])).toMatchObject({ rows: { originals: 1 } });
  expect(await kit.rows(`SELECT 1 FROM duckdb_tables() WHERE schema_name = 'cache'`)).toEqual([]);
  expect(await logRows('originals')).toBe(0);
  await kit.duck.write((s) => undoBatch(s, first.batch, 'test'));
  expect(await kit.current()).toEqual({});
  await derivedAnew();
});
