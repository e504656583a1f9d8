/** Fault 11 for published files: no room for the new ones, so the old ones stay, and the archive goes on. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { publish } from '../../core/archive/publish/publish.js';
import { Kit, things } from '../archive/kit.js';

const child = fileURLToPath(new URL('full-child.mjs', import.meta.url));

test('without room the old files stay as they were, nothing is left beside them, and the archive is not hurt', async () => {
  const kit = await Kit.open();
  const published = join(kit.folder, 'published');
  const datasets = [things];
  await publish(kit.duck, { out: join(published, 'analyst.duckdb'), datasets });
  const text = () => randomBytes(150_000).toString('base64');
  await kit.deliver({ rows: Array.from({ length: 30 }, (_, n) => ({ key: String(n), a: text() })) });
  const out = join(kit.folder, 'other', 'x.duckdb');
  const { sizeBytes: needed } = await publish(kit.duck, { out, datasets });
  await kit.close();
  const had = statSync(kit.archiveFile).size;
  expect(needed).toBeGreaterThan(had * 1.2);
  const files = () => readdirSync(published).map((name) => [name, readFileSync(join(published, name), 'base64')]);
  const before = files();

  const limitKb = Math.round((had + needed) / 2048);
  const command = [
    `ulimit -f ${limitKb} && exec "$0" "$@"`,
    process.execPath,
    child,
    kit.folder,
    JSON.stringify(datasets),
  ];
  const { stdout, status } = spawnSync('bash', ['-c', ...command], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ failed: 'disk-full', rows: 30 });
  expect(files()).toEqual(before);
  kit.remove();
}, 120_000);
