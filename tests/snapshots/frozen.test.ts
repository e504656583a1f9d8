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
import { restoreSnapshot } from '../../core/snapshots/restore.js';
import { openChain } from '../../core/snapshots/restore/open-chain.js';
import { Kit } from '../archive/kit.js';
import { removeRecords } from '../../core/archive/removal.js';
import { writeBook } from '../../core/snapshots/removals/book.js';
import { workspaceStore } from '../../core/snapshots/stores/open.js';
import { auditFault, identity, key, recoveryIdentity, workspace } from './place.js';

const frozen = fileURLToPath(new URL('../../fixtures/snapshots', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'frozen-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['v1', 'v2', 'v3', 'v4'])('format %s', async (version) => {
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

test('format v4: the full one alone leaves out what its increment tells was removed, and holds what it holds', async () => {
  const store = workspaceStore(join(frozen, 'v4'));
  const [full] = await snapshotIds(store);
  const to = join(folder, 'v4-full');
  const limits = { memoryLimitMb: 300, threads: 2, verifyAudit: auditFault };
  const secrets = { identity: null, keys: null };
  const plan = await restoreSnapshot({ store, key, identities: [identity], id: full ?? '', to, secrets, ...limits });
  expect(plan.since).toEqual({ removals: 1, records: 1, holds: 1 });
  const kit = await Kit.open(to);
  expect(
    Object.values(await kit.current())
      .map(({ a }) => String(a))
      .sort(),
  ).toEqual(['12.50', "it's"]);
  await kit.close();
});

test('what was removed since is left out of snapshots of older formats, too', async () => {
  const store = workspaceStore(join(frozen, 'v2'));
  const id = (await snapshotIds(store)).at(-1) ?? '';
  const limits = { memoryLimitMb: 300, threads: 2, verifyAudit: auditFault };
  const asked = { store, key, identities: [identity], id, secrets: { identity: null, keys: null }, ...limits };
  const [first, second] = [join(folder, 'v2-first'), join(folder, 'v2-second')];
  await restoreSnapshot({ ...asked, to: first });
  const kit = await Kit.open(first);
  const records = 'SELECT min(record) AS record FROM archive.derived.heads';
  const about = { originals: [], reason: 'erasure' as const, actor: 'test' };
  await kit.duck.write((s) => removeRecords(s, { records, ...about }));
  const [left, living] = [await kit.current(), join(folder, 'v2-book')];
  await kit.duck.read((s) => writeBook(s, living));
  await kit.close();
  expect((await restoreSnapshot({ ...asked, to: second, living })).since.records).toBe(1);
  const again = await Kit.open(second);
  expect(await again.current()).toEqual(left);
  await again.close();
});
