/** A keeper that runs for months removes what outlived its time meanwhile, not only when it starts. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeeper, type Keeper } from '../../apps/keeper/keeper.js';
import { workspacePaths } from '../../core/archive/workspace.js';

let root: string;
let keeper: Keeper;
const alerts: string[] = [];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'keep-sweeping-'));
  writeFileSync(workspacePaths(root).config, 'export default {};\n');
  keeper = await openKeeper({
    root,
    temporal: true,
    watch: true,
    socket: false,
    progress: () => undefined,
    sweepMs: 100,
  });
  keeper.onAlert((text) => alerts.push(text));
}, 60_000);
afterAll(async () => {
  await keeper.close();
  rmSync(root, { recursive: true, force: true });
}, 60_000);

test('staging that nobody needs is removed while the keeper runs, each time that there is some', async () => {
  for (const delivery of ['d0000000000000000000000aa', 'd0000000000000000000000bb']) {
    const folder = join(workspacePaths(root).staging, delivery);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'table.csv'), 'a');
    utimesSync(folder, new Date(0), new Date(0));
    await expect.poll(() => existsSync(folder), { timeout: 60_000 }).toBe(false);
  }
  expect(alerts).toEqual([]);
}, 150_000);
