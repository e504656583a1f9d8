import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditPage, listAudit } from '../../core/audit/list.js';
import { verifyAudit } from '../../core/audit/verify.js';
import type { Duck } from '../../core/archive/duck.js';
import { openDuck } from '../../core/archive/duck.js';
import { appendAudit, lastAuditHash } from '../../core/archive/log/audit.js';
import { createTables } from '../../core/archive/log/tables.js';

let folder: string;
let duck: Duck;
let seqs: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheetkeep-audit-'));
  const archivePath = join(folder, 'archive.duckdb');
  duck = await openDuck({ archivePath, tempDir: join(folder, 'tmp'), memoryLimitMb: 200, threads: 1 });
  await duck.write(createTables);
  seqs = [];
  for (const [actor, action] of [
    ['keeper', 'commit'],
    ['person:li', 'undo'],
    ['keeper', 'commit'],
    ['keeper', 'publish'],
  ] as const) {
    const event = { actor, action, subject: `b${seqs.length}`, detail: { rows: seqs.length, note: '行\n二' } };
    seqs.push(await duck.write((s) => appendAudit(s, event)));
  }
});
afterEach(async () => {
  await duck.close();
  await rm(folder, { recursive: true, force: true });
});

const mark = async () => {
  const auditHash = await duck.read(lastAuditHash);
  return { kind: 'mark', name: '', lastSeq: seqs[3] ?? 0, auditHash } as const;
};
const tamper = (sql: string) => duck.write((s) => s.run(sql));

test('a chain as written is whole', async () => {
  const known = await mark();
  expect(await duck.read((s) => verifyAudit(s, [known]))).toEqual({ ok: true, events: 4, lastHash: known.auditHash });
  expect(await duck.read((s) => verifyAudit(s, []))).toMatchObject({ ok: true });
});

test('events after the mark are no fault', async () => {
  const known = await mark();
  await duck.write((s) => appendAudit(s, { actor: 'keeper', action: 'commit', subject: 'b9', detail: {} }));
  expect(await duck.read((s) => verifyAudit(s, [known]))).toMatchObject({ ok: true, events: 5 });
});

describe('the first bad event is named', () => {
  test.each([
    ['actor', `actor = 'x'`],
    ['action', `action = 'x'`],
    ['subject', `subject = 'x'`],
    ['detail', `detail = '{}'`],
    ['time', `"at" = "at" + INTERVAL 1 MILLISECOND`],
    ['nothing left', 'actor = NULL'],
  ])('edited: %s', async (_name, change) => {
    await tamper(`UPDATE archive.log.audit SET ${change} WHERE seq = ${seqs[1]}`);
    expect(await duck.read((s) => verifyAudit(s, []))).toMatchObject({
      ok: false,
      firstBad: seqs[1],
      fault: 'edited',
    });
  });

  test('edited and its own hash made to fit', async () => {
    await tamper(`UPDATE archive.log.audit SET actor = 'x',
      hash = sha256(concat_ws(chr(10), prev_hash, seq, strftime("at", '%Y-%m-%dT%H:%M:%S.%gZ'), 'x', action, subject, detail))
      WHERE seq = ${seqs[1]}`);
    expect(await duck.read((s) => verifyAudit(s, []))).toMatchObject({ firstBad: seqs[2], fault: 'out-of-chain' });
  });

  test('taken out of the middle and from the start', async () => {
    await tamper(`DELETE FROM archive.log.audit WHERE seq = ${seqs[1]}`);
    expect(await duck.read((s) => verifyAudit(s, []))).toMatchObject({ firstBad: seqs[2], fault: 'out-of-chain' });
    await tamper(`DELETE FROM archive.log.audit WHERE seq = ${seqs[0]}`);
    expect(await duck.read((s) => verifyAudit(s, []))).toMatchObject({ firstBad: seqs[2], fault: 'out-of-chain' });
  });

  test('reordered', async () => {
    await tamper(`UPDATE archive.log.audit SET seq = CASE seq WHEN ${seqs[1]} THEN ${seqs[2]} ELSE ${seqs[1]} END
      WHERE seq IN (${seqs[1]}, ${seqs[2]})`);
    expect(await duck.read((s) => verifyAudit(s, []))).toMatchObject({ firstBad: seqs[1], fault: 'edited' });
  });

  test('cut at the end: only the mark knows', async () => {
    const known = await mark();
    await tamper(`DELETE FROM archive.log.audit WHERE seq >= ${seqs[2]}`);
    expect(await duck.read((s) => verifyAudit(s, []))).toMatchObject({ ok: true });
    expect(await duck.read((s) => verifyAudit(s, [known]))).toMatchObject({
      ok: false,
      firstBad: seqs[1],
      fault: 'cut',
    });
    await tamper('DELETE FROM archive.log.audit');
    expect(await duck.read((s) => verifyAudit(s, [known]))).toMatchObject({ ok: false, firstBad: 0, fault: 'cut' });
  });

  test('cut at the end and written on: a witness from before knows after which event, and is named', async () => {
    const known = { ...(await mark()), kind: 'snapshot', name: 's1' } as const;
    await tamper(`DELETE FROM archive.log.audit WHERE seq >= ${seqs[2]}`);
    await duck.write((s) => appendAudit(s, { actor: 'keeper', action: 'commit', subject: 'b9', detail: {} }));
    const fresh = { kind: 'mark', name: '', lastSeq: 1_000, auditHash: await duck.read(lastAuditHash) } as const;
    const later = { kind: 'published', name: 'all', lastSeq: 999, auditHash: 'f'.repeat(64) } as const;
    expect(await duck.read((s) => verifyAudit(s, [fresh, later, known]))).toEqual({
      ok: false,
      events: 3,
      firstBad: seqs[1],
      fault: 'cut',
      witness: { kind: 'snapshot', name: 's1' },
    });
  });
});

test('a page of the list says how many older ones pass the filter', async () => {
  const page = (filter: Parameters<typeof listAudit>[1]) => duck.read((s) => auditPage(s, filter));
  expect(await page({ actor: 'keeper', limit: 2 })).toMatchObject({
    entries: [{ subject: 'b2' }, { subject: 'b3' }],
    older: 1,
  });
  expect(await page({ action: 'commit', limit: 0 })).toMatchObject({ entries: [], older: 2 });
  expect(await page({ subject: 'none' })).toEqual({ entries: [], older: 0 });
});

test('the list filters, newest kept, oldest first', async () => {
  const list = (filter: Parameters<typeof listAudit>[1]) => duck.read((s) => listAudit(s, filter));
  expect((await list({ actor: 'keeper' })).map(({ subject }) => subject)).toEqual(['b0', 'b2', 'b3']);
  expect((await list({ action: 'commit', limit: 1 })).map(({ subject }) => subject)).toEqual(['b2']);
  expect(await list({ from: new Date('2100-01-01') })).toEqual([]);
  const [undo] = await list({ subject: 'b1' });
  expect(undo).toMatchObject({ seq: seqs[1], actor: 'person:li', detail: { rows: 1, note: '行\n二' } });
  expect(undo?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});
