/** Fault 10 at the archive: a disk that runs full at a commit or a checkpoint, and has room again. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { onSmallDisk } from '../faults/small-disk.js';

const script = fileURLToPath(new URL('full-disk.mjs', import.meta.url));

test('the archive goes on when there is room again, with every acknowledged batch once', async () => {
  const lines = await onSmallDisk(12, script, ['200']);
  const told = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  expect(new Set(told('failed'))).toEqual(new Set(['disk-full true']));
  expect(told('checkpoint')).toContain('disk-full');
  expect(told('room')).toHaveLength(5);
  const held = told('held');
  expect(new Set(held).size).toBe(held.length);
  expect(told('acknowledged').filter((delivery) => !held.includes(delivery))).toEqual([]);
}, 240_000);
