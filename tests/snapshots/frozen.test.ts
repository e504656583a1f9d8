/** Snapshots written by earlier versions of the program restore for ever. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { checkSnapshots } from '../../core/snapshots/check.js';
import { readSnapshots, snapshotIds } from '../../core/snapshots/chain.js';
import { derivedFacts, logFacts } from '../../core/snapshots/facts.js';
import { recoverFrom } from '../../core/snapshots/keys/recover.js';
import { openChain, restoreSnapshot } from '../../core/snapshots/restore.js';
import { Kit } from '../archive/kit.js';
import { workspaceStore } from '../../core/snapshots/stores/open.js';
import { auditFault, identity, key, recoveryIdentity, workspace } from './place.js';

const frozen = fileURLToPath(new URL('../../fixtures/snapshots', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'frozen-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['v1', 'v2', 'v3'])('format %s', async (version) => {
  const root = join(frozen, version);
  const store = workspaceStore(root);
  expect(await checkSnapshots({ store, holdsLocal: true, key })).toMatchObject({ ok: true, faults: [] });
  const id = (await snapshotIds(store)).at(-1) ?? '';
  const to = join(folder, version);
  const { lastSeq } = await restoreSnapshot({
    store,
    key,
    identities: [identity],
    id,
    to,
    secrets: { identity: null, keys: null },
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

test('format v2: the recovery identity alone brings the keys back and opens it', async () => {
  const store = workspaceStore(join(frozen, 'v2'));
  const heads = (await readSnapshots(store, null)).flatMap((one) => ('head' in one ? [one.head] : []));
  const brought = recoverFrom(heads, [recoveryIdentity]);
  expect(brought).toMatchObject({ id: workspace, keyring: { recovery: { recipient: recoveryIdentity.recipient } } });
  expect(Buffer.from(brought?.secret ?? []).equals(Buffer.alloc(32, 7))).toBe(true);
  expect(brought?.identities.map(({ text }) => text)).toEqual([identity.text]);
  expect(recoverFrom(heads, [identity])).toBeNull();
  const id = heads.at(-1)?.id ?? '';
  const opened = await openChain({ store, id, key, identities: [recoveryIdentity] });
  expect(opened.map(({ body }) => body.files.some(({ local }) => local))).toEqual([true, false]);
});
