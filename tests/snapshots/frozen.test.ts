/** Snapshots written by earlier versions of the program restore for ever. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { checkSnapshots } from '../../core/snapshots/check.js';
import { snapshotIds } from '../../core/snapshots/chain.js';
import { derivedFacts, logFacts } from '../../core/snapshots/facts.js';
import { restoreSnapshot } from '../../core/snapshots/restore.js';
import { Kit } from '../archive/kit.js';
import { auditFault, key } from './place.js';

const frozen = fileURLToPath(new URL('../../fixtures/snapshots', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'frozen-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['v1'])('format %s', async (version) => {
  const root = join(frozen, version);
  expect(await checkSnapshots({ root, key })).toMatchObject({ ok: true, faults: [] });
  const id = (await snapshotIds(root)).at(-1) ?? '';
  const to = join(folder, version);
  const { lastSeq } = await restoreSnapshot({
    root,
    key,
    id,
    to,
    identity: null,
    memoryLimitMb: 300,
    threads: 2,
    verifyAudit: auditFault,
  });
  const kit = await Kit.open(to);
  const said = await kit.duck.read(async (s) => ({
    ...(await logFacts(s, lastSeq, { things: ['f_a'] })),
    ...(await derivedFacts(s)),
  }));
  await kit.close();
  expect(said).toEqual(JSON.parse(readFileSync(`${root}.json`, 'utf8')));
});
