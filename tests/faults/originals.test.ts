/** Faults 12 and 13 at the originals: a flipped bit, a read error, a missing file. Never parsed silently, never "empty". */
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDelivery } from '../../core/archive/log/deliveries.js';
import { openHarness, type Harness } from '../workflows/harness.js';

let keeper: Harness;
beforeAll(async () => {
  keeper = await openHarness();
});
afterAll(async () => {
  await keeper.close();
  keeper.remove();
});

const csv = (id: string) => `external_id,name\n${id},Ann\n${id}b,Bob\n`;

/** Lands a file, does something to its original, drives it. */
async function spoiled(name: string, text: string, spoil: (path: string) => void) {
  const delivery = await keeper.land('customers', keeper.drop('customers', name, text));
  const landed = await keeper.duck.read((s) => findDelivery(s, delivery));
  const path = keeper.deps.store.resolve(landed?.ref ?? '');
  spoil(path);
  await keeper.starts.ingest({ delivery });
  return { delivery, path, outcome: await keeper.starts.outcome(delivery) };
}
const records = () => keeper.duck.read((s) => s.count('SELECT count(*) FROM archive.derived.heads'));
const told = (code: string) => keeper.failures.filter((failure) => failure.code === code).length;

test('a flipped bit: nothing of it goes in, the file is set aside, and sent again it is well', async () => {
  const { path, outcome, delivery } = await spoiled('flipped.csv', csv('F1'), (original) => {
    chmodSync(original, 0o644);
    const bytes = readFileSync(original);
    const at = bytes.indexOf('Ann');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(original, bytes);
  });
  expect(outcome).toMatchObject({ status: 'failed', reason: 'original-damaged', batch: null });
  expect((await keeper.outcome(delivery))?.receipt).toMatch(/flipped_receipt_failed/);
  expect([await records(), told('original-damaged')]).toEqual([0, 1]);
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(keeper.paths.quarantine)).toHaveLength(1);
  expect(await keeper.ingest('customers', 'flipped.csv', csv('F1'))).toMatchObject({ status: 'committed', new: 2 });
});

test('a flipped bit in a packed file or a workbook is found before what it holds is believed', async () => {
  const zip = Buffer.from('504b0304140000000000', 'hex').toString('latin1');
  const { outcome } = await spoiled('packed.zip', `${zip}${'x'.repeat(200)}`, (original) => {
    chmodSync(original, 0o644);
    writeFileSync(original, `${zip}${'y'.repeat(200)}`);
  });
  expect(outcome).toMatchObject({ status: 'failed', reason: 'original-damaged' });
});

test('a read error is tried again, then named; the original stays where it is', async () => {
  const { outcome, path } = await spoiled('unreadable.csv', csv('E1'), (original) => {
    renameSync(original, `${original}.kept`);
    // Reading its first bytes fails with EIO.
    symlinkSync('/proc/self/mem', original);
  });
  expect(outcome).toMatchObject({ status: 'failed', reason: 'original-unreadable', batch: null });
  expect(told('original-unreadable')).toBe(5);
  rmSync(path);
  renameSync(`${path}.kept`, path);
});

test('a missing original is named; sent again it is well', async () => {
  const { outcome } = await spoiled('missing.csv', csv('M1'), (original) => rmSync(original));
  expect(outcome).toMatchObject({ status: 'failed', reason: 'original-missing' });
  expect(await keeper.ingest('customers', 'missing.csv', csv('M1'))).toMatchObject({ status: 'committed', new: 2 });
});
