/** Fault 10: the disk of the workspace runs full. Intake pauses with an alert and goes on by itself; nothing is lost or done twice. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { onSmallDisk } from './small-disk.js';

const script = fileURLToPath(new URL('full-disk-child.mjs', import.meta.url));

test('a keeper on a full disk takes nothing more, says so, and goes on when there is room', async () => {
  const lines = await onSmallDisk(160, script);
  const told = Object.assign({}, ...lines.map((line) => JSON.parse(line) as object)) as Record<string, unknown>;
  expect(told).toEqual({
    waiting: [{ source: 'customers', file: 'small.csv', reason: 'no-room' }],
    before: 0,
    outcomes: expect.arrayContaining([
      { file: 'big.csv', status: 'committed', rows: 120_000, fresh: 120_000 },
      { file: 'small.csv', status: 'committed', rows: 2, fresh: 2 },
    ]) as unknown,
    code: 130,
    again: true,
    customers: [{ n: 120_002, batches: 2 }],
    audit: true,
  });
}, 300_000);
