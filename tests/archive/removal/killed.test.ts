/** Killed at any statement of a removal, the record is there whole or gone whole, and removing it again ends it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeRecords } from '../../../core/archive/removal.js';
import { verifyAudit } from '../../../core/audit/verify.js';
import { bundled } from '../../faults/bundled.js';
import { Kit, keyOf } from '../kit.js';
import { tablesWith } from './sentinel.js';

const child = await bundled(new URL('kill-child.mjs', import.meta.url));
const sentinel = 'SENTINEL-KILLED';

let kit: Kit;
beforeEach(async () => {
  kit = await Kit.open();
});
afterEach(() => kit.remove());

test('killed before every ninth statement', async () => {
  await kit.deliver({
    rows: [
      { key: '1', a: sentinel },
      { key: '2', a: 'other' },
    ],
    rejected: 1,
    presentKeys: ['1'],
    cells: [[sentinel]],
  });
  const whole = await tablesWith(kit, sentinel);
  const [row] = await kit.rows<{ seq: string }>(
    `SELECT seq FROM archive.log.records WHERE key_digest = '${keyOf('s', '1')}'`,
  );
  const record = row?.seq ?? '';
  await kit.close();
  const found: string[] = [];
  for (let at = 1; found.at(-1) !== 'ended'; at += 9) {
    const folder = mkdtempSync(join(kit.folder, 'killed-'));
    cpSync(join(kit.folder, 'archive'), join(folder, 'archive'), { recursive: true });
    const { signal, status } = spawnSync(process.execPath, [child, folder, record, String(at)]);
    expect([at, signal ?? status]).toEqual([at, signal === null ? 0 : 'SIGKILL']);
    const after = await Kit.open(folder);
    const said = await tablesWith(after, sentinel);
    const isThere = said.length > 0;
    expect([at, said]).toEqual([at, isThere ? whole : []]);
    expect(Object.keys(await after.current())).toHaveLength(isThere ? 2 : 1);
    expect(await after.duck.read((s) => verifyAudit(s, []))).toMatchObject({ ok: true });
    const about = { originals: [], reason: 'erasure' as const, actor: 'test' };
    const again = await after.duck.write((s) => removeRecords(s, { records: `SELECT ${record} AS record`, ...about }));
    expect(again === null).toBe(!isThere);
    expect(await tablesWith(after, sentinel)).toEqual([]);
    await after.close();
    rmSync(folder, { recursive: true });
    found.push(signal === null ? 'ended' : isThere ? 'there' : 'gone');
  }
  expect(found.length).toBeGreaterThan(5);
  expect(found[0]).toBe('there');
}, 240_000);
