/** Fault 5: a kill while a snapshot is written leaves the ones before it, and nothing that counts. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Place } from './place.js';

const child = fileURLToPath(new URL('kill-child.mjs', import.meta.url));

test('killed at the first, a middle and the last step, then taken', async () => {
  const place = await Place.open();
  place.original('x');
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const { id } = await place.take();
  await place.kit.close();
  const signals = ['1', '11', 'originals', 'never'].map((step) => {
    const { signal } = spawnSync(process.execPath, [child, place.kit.folder, step]);
    return signal;
  });
  expect(signals).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL', null]);
  const names = readdirSync(place.root).sort();
  expect(names).toEqual([id, expect.stringMatching(/^\d{8}T/), 'objects']);
  expect(await place.check()).toMatchObject({ ok: true, faults: [] });
  place.kit.remove();
}, 120_000);
