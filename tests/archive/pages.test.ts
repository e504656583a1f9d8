import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDuck } from '../../core/archive/duck.js';

test('pages of a statement that fails on the way throw instead of ending early', async () => {
  const tempDir = await mkdtemp(join(tmpdir(), 'sheetkeep-pages-'));
  const duck = await openDuck({ archivePath: null, tempDir, memoryLimitMb: 200, threads: 2 });
  const countRows = (sql: string): Promise<number> =>
    duck.read(async (s) => {
      let rows = 0;
      for await (const page of s.pages(sql)) rows += page.length;
      return rows;
    });
  try {
    expect(await countRows('FROM range(300000)')).toBe(300_000);
    const late = `SELECT CASE WHEN range > 200000 THEN error('late') ELSE range END AS x FROM range(300000)`;
    await expect(countRows(late)).rejects.toMatchObject({ name: 'NamedError' });
  } finally {
    await duck.close();
    await rm(tempDir, { recursive: true, force: true });
  }
});
