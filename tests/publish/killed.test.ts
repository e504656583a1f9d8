/** A kill at any step of publishing leaves files that open and show one moment each; the next run goes on. */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { publish } from '../../core/archive/publish/publish.js';
import { historyFile } from '../../core/archive/publish/state.js';
import { bundled } from '../faults/bundled.js';
import { customers, datasets } from './datasets.js';
import { contentOf } from './reading.js';
import { SmallLog } from './small-log.js';

const child = await bundled(new URL('kill-child.mjs', import.meta.url));

test('killed at step 1, 2, 3 … until it completes', async () => {
  const log = await SmallLog.open();
  await writeFile(join(log.folder, 'datasets.json'), JSON.stringify(datasets));
  const copy = await mkdtemp(join(tmpdir(), 'publish-killed-'));
  const deliver = (name: string, at: string) =>
    log.deliver({ source: 'crm', dataset: customers, at, rows: [{ external_id: 'A1', name }] });
  await deliver('old', '2024-01-01 00:00:00');
  await publish(log.duck, { out: log.out, datasets });
  const before = await contentOf(log.out);
  await deliver('new', '2024-02-01 00:00:00');
  await publish(log.duck, { out: log.file('expected'), datasets });
  const after = await contentOf(log.file('expected'));
  await rm(log.file('expected'));
  await rm(historyFile(log.file('expected')));
  await rm(log.file('expected').replace('.duckdb', '.json'));
  await log.duck.close();
  await cp(dirname(log.out), copy, { recursive: true });

  const either = (file: 'main' | 'history', content: Record<string, unknown>) => {
    const part = (of: Record<string, unknown>) => Object.entries(of).filter(([name]) => name.startsWith(file));
    expect([part(before), part(after)]).toContainEqual(part(content));
  };
  let kills = 0;
  for (let n = 1, ended = false; !ended; n++) {
    const { signal, status, stderr } = spawnSync(process.execPath, [child, log.folder, String(n)], {
      encoding: 'utf8',
    });
    ended = signal === null;
    expect([status, stderr]).toEqual([ended ? 0 : null, '']);
    const content = await contentOf(log.out);
    either('main', content);
    either('history', content);
    if (!ended) kills++;
    // Every third time what a killed run left stays: the next one has to cope with it.
    if (n % 3 === 0) continue;
    await rm(dirname(log.out), { recursive: true });
    await cp(copy, dirname(log.out), { recursive: true });
  }
  expect(kills).toBeGreaterThan(20);
  expect(spawnSync(process.execPath, [child, log.folder, '0']).status).toBe(0);
  expect(await contentOf(log.out)).toEqual(after);
  expect((await readdir(dirname(log.out))).sort()).toEqual([
    'analyst.duckdb',
    'analyst.json',
    'analyst_history.duckdb',
  ]);
  await rm(log.folder, { recursive: true });
  await rm(copy, { recursive: true });
}, 600_000);
