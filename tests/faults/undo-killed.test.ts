/** A keeper that dies between an undo and the receipts that tell of it: the next one writes them anew. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, run, startUp } from '../e2e/program.js';
import { bytesOf, correct, openBook, sheetOf } from '../e2e/workbooks.js';

const desk = new Desk();
beforeAll(() => desk.init());
afterAll(() => desk.remove());

const preload = new URL('./signal-at-commit.mjs', import.meta.url).href;
const env = {
  NODE_OPTIONS: `--import ${preload}`,
  SIGNAL_AT: 'after',
  SIGNAL_NAME: 'SIGKILL',
  SIGNAL_INTO: 'undos',
};
const undoKilled = (batch: string | null) => run(['undo', batch ?? '', '--workspace', desk.root], { env });

const notes = () => readdirSync(join(desk.root, 'archive', 'receipts-due'));
const summaryOf = async (receipt: string | null) =>
  JSON.stringify(sheetOf(await openBook(receipt ?? ''), 'summary').getSheetValues());

/** A file with a row to fix, and its correction. */
async function corrected(id: string) {
  const text = `external_id,name,email\n${id}1,Ann,${id}\n${id}2,Bob,bob@example.com\n`;
  const parent = await desk.ingest(desk.file(`${id}.csv`, text), '--dataset', 'customers');
  const book = await openBook(parent.receipt ?? '');
  correct(sheetOf(book, 'toFix'), ['external_id', `${id}1`], 'email', 'ann@example.com');
  const child = await desk.ingest(desk.file(`${id} fixed.xlsx`, await bytesOf(book)), '--dataset', 'customers');
  expect(child).toMatchObject({ status: 'committed', rejected: 0 });
  expect(await summaryOf(parent.receipt)).toContain('resolved 1 of 1');
  expect(notes()).toEqual([]);
  return { parent, child };
}

test('a correction that was taken back is told on the receipt of the file it corrected', async () => {
  const { parent, child } = await corrected('K');
  expect((await undoKilled(child.batch)).code).toBeNull();
  expect(await summaryOf(parent.receipt)).toContain('resolved 1 of 1');
  expect(notes()).toHaveLength(1);
  const done = await desk.run('reconcile');
  expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('2 receipts written anew') as string });
  expect(await summaryOf(parent.receipt)).not.toContain('resolved');
  expect(await summaryOf(child.receipt)).toContain('taken back: nothing of it counts');
  expect(notes()).toEqual([]);
});

test('a file that was taken back with its correction: the next keeper tells both', async () => {
  const { parent, child } = await corrected('L');
  expect((await undoKilled(parent.batch)).code).toBeNull();
  expect(await summaryOf(parent.receipt)).not.toContain('taken back');
  const keeper = await startUp(desk.root);
  await expect.poll(notes, { timeout: 60_000 }).toEqual([]);
  for (const { receipt } of [parent, child])
    expect(await summaryOf(receipt)).toContain('taken back: nothing of it counts');
  expect(await keeper.stop()).toBe(130);
});
