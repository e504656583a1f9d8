/** Drills: every comparison broken on purpose, what is told of those that pass, and the page of it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { undoBatch } from '../../../core/archive/undo.js';
import { certificateHtml } from '../../../core/snapshots/drill/certificate.js';
import { parseDetail } from '../../../core/snapshots/drill/detail.js';
import type { DrillCode } from '../../../core/snapshots/drill/findings.js';
import { lastProved } from '../../../core/snapshots/drill/proved.js';
import { sampleFindings, sampleRecords } from '../../../core/snapshots/drill/sample.js';
import { drills } from '../../../core/snapshots/ledger.js';
import { alertText } from '../../../apps/keeper/alerts.js';
import { Place } from '../place.js';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
  place.original('x');
});
afterEach(() => place.kit.end());

const change = (sql: string) => place.kit.duck.write((s) => s.run(sql));
const content = 'archive.log.content_things';
const firstOf = (table: string) => `seq = (SELECT min(seq) FROM ${table})`;

/** What is broken in the living archive, how it is put right again, and the finding that must be told. */
const breakages: [what: string, broken: string, mended: string, code: DrillCode, params: object][] = [
  [
    'rows',
    `INSERT INTO archive.log.skipped VALUES (2, 1, 0, 9, 'blank')`,
    `DELETE FROM archive.log.skipped WHERE seq = 2`,
    'rows-differ',
    { table: 'skipped' },
  ],
  [
    'digest',
    `UPDATE archive.log.deliveries SET file_name = 'other.csv'`,
    `UPDATE archive.log.deliveries SET file_name = 'things.csv'`,
    'digest-differs',
    { table: 'deliveries' },
  ],
  [
    'columns',
    `UPDATE ${content} SET repairs = '{}' WHERE ${firstOf(content)}`,
    `UPDATE ${content} SET repairs = NULL`,
    'columns-differ',
    { table: 'content_things' },
  ],
  [
    'records',
    `UPDATE archive.log.records SET dataset = 'others' WHERE ${firstOf('archive.log.records')}`,
    `UPDATE archive.log.records SET dataset = 'things'`,
    'records-differ',
    { dataset: 'things' },
  ],
  [
    'sum',
    `UPDATE ${content} SET f_a = '12.51' WHERE f_a = '12.50'`,
    `UPDATE ${content} SET f_a = '12.50' WHERE f_a = '12.51'`,
    'sum-differs',
    { table: 'content_things', column: 'f_a' },
  ],
  [
    'audit head',
    `UPDATE archive.log.audit SET hash = hash || 'x' WHERE action = 'commit'`,
    `UPDATE archive.log.audit SET hash = left(hash, 64) WHERE action = 'commit'`,
    'audit-head-differs',
    {},
  ],
  [
    'derived',
    `UPDATE archive.derived.heads SET gone = TRUE`,
    `UPDATE archive.derived.heads SET gone = FALSE`,
    'derived-differs',
    { table: 'heads' },
  ],
  [
    'sampled',
    `UPDATE ${content} SET f_c = 'd' WHERE f_c = 'c'`,
    `UPDATE ${content} SET f_c = 'c' WHERE f_c = 'd'`,
    'record-differs',
    { dataset: 'things' },
  ],
];

test('each comparison finds what it is there for', async () => {
  await place.kit.deliver({
    rows: [
      { key: '1', a: '12.50' },
      { key: '2', a: '3', b: 'b' },
    ],
  });
  await place.kit.deliver({ rows: [{ key: '1', b: '', c: 'c' }] });
  const { id } = await place.take();
  expect(await place.drill(id)).toMatchObject({ result: 'pass', findings: [] });
  for (const [what, broken, mended, code, params] of breakages) {
    await change(broken);
    const { result, findings } = await place.drill(id);
    expect([what, result]).toEqual([what, 'fail']);
    expect(findings).toContainEqual({ code, params: expect.objectContaining(params) });
    await change(mended);
  }
  expect(await place.drill(id)).toMatchObject({ result: 'pass', findings: [] });
}, 400_000);

test('sampled records: the log as of that seq, whatever came since; another state, order or undo is found', async () => {
  const first = await place.kit.deliver({
    rows: [
      { key: '1', a: 'x', extra: '{"n":"1"}' },
      { key: '2', a: 'y' },
    ],
  });
  await place.kit.deliver({
    rows: [
      { key: '1', b: '' },
      { key: '2', a: 'z', c: 'c' },
    ],
  });
  const { kit } = place;
  const lastSeq = await kit.duck.read((s) => s.count('SELECT max(last_seq) FROM archive.log.transactions'));
  const sampled = await kit.duck.read(sampleRecords);
  expect(sampled).toHaveLength(2);
  const findings = () => kit.duck.read((s) => sampleFindings(s, sampled, lastSeq));
  await kit.deliver({ rows: [{ key: '1', a: 'later', b: 'later', c: 'later' }] });
  await kit.duck.write((s) => undoBatch(s, first.batch, 'test'));
  expect(await findings()).toEqual([]);
  await change(`UPDATE ${content} SET f_a = 'w' WHERE f_a = 'z'`);
  expect(await findings()).toEqual([{ code: 'record-differs', params: { dataset: 'things', record: await second() } }]);
  await change(`UPDATE ${content} SET f_a = 'z' WHERE f_a = 'w'`);
  await change(`INSERT INTO archive.log.undos VALUES (${lastSeq}, ${first.batch}, 'nobody', now()::TIMESTAMP)`);
  expect(await findings()).not.toEqual([]);
});

/** The number of the record of key 2. */
async function second(): Promise<number> {
  const [row] = await place.kit.rows<{ record: string }>(`SELECT record FROM ${content} WHERE f_a = 'w'`);
  return Number(row?.record);
}

test('what passed stands in the book, by dataset, and on the certificate; what failed raises an alarm', async () => {
  await place.kit.deliver({
    rows: [
      { key: '1', a: '1' },
      { key: '2', a: '2' },
    ],
  });
  const { id } = await place.take();
  const passed = await place.drill(id);
  expect(passed.facts).toMatchObject({
    records: [{ dataset: 'things', records: 2 }],
    compared: { records: 1, sum: 1, audit: 1, sampled: 2 },
  });
  await change(`UPDATE archive.log.deliveries SET via = 'command'`);
  const failed = await place.drill(id);
  const book = await place.kit.duck.read(drills);
  expect(book).toEqual([passed, failed]);
  expect(lastProved(book)).toEqual([
    {
      dataset: 'things',
      records: 2,
      at: passed.at,
      drill: passed.id,
      snapshot: id,
      restoreMs: passed.facts?.restoreMs,
    },
  ]);
  const page = certificateHtml({ ...passed, snapshot: `${id}<script>` }, 'ab'.repeat(8), '0');
  for (const text of ['恢复演练合格证', 'Restore drill certificate', passed.id, passed.at, 'things', '合格']) {
    expect(page).toContain(text);
  }
  expect(page).not.toContain('<script>');
  for (const lang of ['en', 'zh'] as const) {
    expect(alertText.drill(failed, lang)).toMatch(/^(ALARM|警报)/);
    expect(alertText.drill(failed, lang)).toContain(
      lang === 'zh' ? '表 deliveries：行的内容与归档库不同' : 'table deliveries: its rows differ',
    );
    const texts = [
      failed,
      { ...failed, result: 'inconclusive' } as const,
      { ...failed, result: 'inconclusive', facts: null } as const,
    ];
    expect(new Set(texts.map((one) => alertText.drill(one, lang))).size).toBe(3);
  }
}, 120_000);

test('the book of an earlier program is read, too', () => {
  expect(parseDetail('["audit head"]')).toEqual({
    findings: [{ code: 'audit-head-differs', params: {} }],
    facts: null,
  });
  expect(
    lastProved([{ id: 'd', snapshot: 's', result: 'pass', findings: [], facts: null, tookMs: 1, at: '' }]),
  ).toEqual([]);
});
