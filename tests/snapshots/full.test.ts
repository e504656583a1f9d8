/** Fault 11: no room while a snapshot is taken. */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { transaction } from '../../core/archive/log/transactions.js';
import { originalRef } from '../../core/archive/objects.js';
import { Place } from './place.js';

test('named, nothing half there, the one before whole, and taken when there is room', async () => {
  const place = await Place.open();
  await place.kit.deliver({ rows: [{ key: '1', a: 'x' }] });
  const { id } = await place.take();
  const before = readdirSync(place.root, { recursive: true }).map(String).sort();
  // An original too large for the limit, as a disk would be in the middle of it.
  const bytes = randomBytes(40 << 20);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = join(place.kit.folder, ...originalRef(sha256).split('/'));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  await place.kit.duck.write(async (s) => {
    const tx = await transaction(s, 'test');
    await s.run(
      `INSERT INTO archive.log.originals (seq, sha256, size_bytes, ref, landed_at)
      VALUES ($1, $2, ${bytes.length}, $3, now()::TIMESTAMP)`,
      [tx.take(), sha256, originalRef(sha256)],
    );
  });
  await place.kit.close();
  const child = join(import.meta.dirname, 'full-child.mjs');
  const run = (limit: string) =>
    spawnSync('sh', ['-c', `${limit} exec "${process.execPath}" "${child}" "${place.kit.folder}"`], {
      encoding: 'utf8',
    }).stdout;
  // 30,000 blocks of 512 bytes (1,024 in some shells): more than the archive's own files, less than the original.
  expect(run('ulimit -f 30000;')).toBe('store-full true');
  expect(
    readdirSync(place.root, { recursive: true })
      .map(String)
      .sort()
      .filter((name) => !name.includes('objects')),
  ).toEqual(before.filter((name) => !name.includes('objects')));
  expect(
    readdirSync(place.root, { recursive: true })
      .map(String)
      .filter((name) => name.includes('.tmp-')),
  ).toEqual([]);
  expect(await place.check({ id })).toMatchObject({ ok: true, faults: [] });
  expect(run('')).toBe('taken');
  expect(await place.check()).toMatchObject({ ok: true, faults: [] });
  place.kit.remove();
}, 120_000);
