/** A receipt written by a thread of its own is the one that would be written here. */
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeLargeReceipt } from '../../activities/large-receipt.js';
import { builtinDatasets } from '../../schemas/datasets/builtin.js';
import type { RejectedRow } from '../../core/intake/receipts/input.js';
import { noCounts } from '../../schemas/outcomes.js';
import { makeOutbox, pages, problem, receipt, secret, texts } from './sample.js';
import type { Outbox } from './sample.js';

let outbox: Outbox;
let other: Outbox;
beforeEach(async () => {
  outbox = await makeOutbox();
  other = await makeOutbox();
});
afterEach(async () => {
  await outbox.remove();
  await other.remove();
});

const rows = (count: number): RejectedRow[] =>
  Array.from({ length: count }, (_, n) => ({
    part: 0,
    row: n + 2,
    cells: [String(n), `客户${n}`, '012', null],
    problems: [problem({ column: 'C', code: 'phone-invalid', params: { region: 'CN' }, value: '012' })],
  }));
const dataset = builtinDatasets.find(({ name }) => name === 'customers') ?? null;
const input = (rejected: AsyncIterable<readonly RejectedRow[]>, count: number) =>
  receipt({ dataset, datasets: builtinDatasets, counts: { ...noCounts, rows: count, rejected: count }, rejected });
const inThread = (rejected: AsyncIterable<readonly RejectedRow[]>, count: number, threadMemoryMb = 256) =>
  writeLargeReceipt(input(rejected, count), { folder: outbox.folder, secret, threadMemoryMb });

test('it says the same, over several workbooks', async () => {
  const count = 20_500;
  const [there, here] = [
    await inThread(pages(rows(count)), count),
    await other.write(input(pages(rows(count)), count)),
  ];
  expect({ ...there, path: '', files: there.files.length }).toEqual({ ...here, path: '', files: 2 });
  for (const [at, { path }] of there.files.entries()) {
    const [one, two] = [await outbox.open(path), await other.open(here.files[at]?.path ?? '')];
    expect(one.worksheets.map(({ name }) => name)).toEqual(two.worksheets.map(({ name }) => name));
    for (const name of ['摘要', '退回'].filter((sheet) => one.getWorksheet(sheet)))
      expect(texts(one, name)).toEqual(texts(two, name));
  }
  expect((await readdir(outbox.folder)).sort()).toEqual(there.files.map(({ path }) => basename(path)).sort());
}, 120_000);

test('rows that fail end it with their own error, and nothing is left behind', async () => {
  const failing = (async function* () {
    yield rows(10);
    throw new Error('the archive went away');
  })();
  await expect(inThread(failing, 20)).rejects.toThrow('the archive went away');
  expect(await readdir(outbox.folder)).toEqual([]);
});

test('a thread past its memory is named, may be tried again, and leaves nothing behind', async () => {
  const many = pages(rows(60_000), 10_000);
  await expect(inThread(many, 60_000, 8)).rejects.toMatchObject({ code: 'receipt-thread', retryable: true });
  expect(await readdir(outbox.folder)).toEqual([]);
}, 120_000);

test('an error of the disk keeps its code', async () => {
  const place = { folder: `${outbox.folder}/not/a\0folder`, secret, threadMemoryMb: 256 };
  await expect(writeLargeReceipt(input(pages(rows(1)), 1), place)).rejects.toMatchObject({
    code: 'ERR_INVALID_ARG_VALUE',
  });
});
