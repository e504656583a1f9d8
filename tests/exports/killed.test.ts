/** Fault 5: a kill at any step of an export leaves the old one or the new one whole; the next run goes on. */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publish } from '../../core/archive/publish/publish.js';
import { seesAll } from '../../schemas/config/resolve-roles.js';
import { bundled } from '../faults/bundled.js';
import { Place, datasets, visits } from './place.js';
import { faultsOf, filesIn, rowsOf } from './reading.js';

const child = await bundled(new URL('kill-child.mjs', import.meta.url));

test('killed at step 1, 2, 3 … until it completes', async () => {
  const place = await Place.open();
  const partitions = { visits: { field: 'seen_on', by: 'year' } } as const;
  await place.deliver(
    visits,
    { external_id: 'V1', seen_on: '2022-02-01' },
    { external_id: 'V2', seen_on: '2023-02-01' },
    { external_id: 'V3', seen_on: '2024-02-01' },
  );
  await place.export(partitions);
  const state = async () =>
    rowsOf(place.root, await place.manifest(), 'visits', 'external_id, seen_on::VARCHAR AS day');
  const before = await state();
  await place.deliver(
    visits,
    { external_id: 'V1', seen_on: '2025-01-01' },
    { external_id: 'V2', seen_on: '2023-03-01' },
  );
  const { duck, out, folder } = place.log;
  await publish(duck, { out, datasets });
  await duck.close();
  const copy = await mkdtemp(join(tmpdir(), 'export-killed-'));
  await cp(place.root, copy, { recursive: true });
  const request = JSON.stringify({
    published: out,
    role: seesAll(datasets),
    datasets: [visits],
    settings: { role: 'analyst', datasets: ['visits'], partitions, zstdLevel: 1, localElsewhere: false },
    root: place.root,
    workspace: 'ab'.repeat(8),
    product: '0',
    actor: 'test',
    minFreeBytes: 0,
  });
  const run = (n: number) => spawnSync(process.execPath, [child, folder, String(n), request], { encoding: 'utf8' });
  const after = [
    { external_id: 'V1', day: '2025-01-01' },
    { external_id: 'V2', day: '2023-03-01' },
    { external_id: 'V3', day: '2024-02-01' },
  ];
  let kills = 0;
  for (let n = 1, ended = false; !ended; n++) {
    const { signal, status, stderr } = run(n);
    ended = signal === null;
    expect([status, stderr]).toEqual([ended ? 0 : null, '']);
    expect(await faultsOf(place.root, await place.manifest())).toEqual([]);
    expect([before, after]).toContainEqual(await state());
    if (!ended) kills++;
    // Every third time what a killed run left stays: the next one has to cope with it.
    if (n % 3 === 0) continue;
    await rm(place.root, { recursive: true });
    await cp(copy, place.root, { recursive: true });
  }
  expect(kills).toBeGreaterThan(15);
  expect(run(0).status).toBe(0);
  expect(await state()).toEqual(after);
  expect(await filesIn(place.root)).toHaveLength(3);
  await rm(folder, { recursive: true });
  await rm(copy, { recursive: true });
}, 600_000);
