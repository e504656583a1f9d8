/** What says nothing about a snapshot is no failed drill: refused and not recorded, or without a verdict; and damage fails all the same. */
import { appendFileSync, chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drills, provedBy } from '../../../core/snapshots/ledger.js';
import type { DrillRow } from '../../../core/snapshots/ledger.js';
import { manifestKey } from '../../../core/snapshots/layout.js';
import { FolderSnapshots } from '../../../core/snapshots/stores/folder.js';
import { snapshotKey } from '../../../core/snapshots/manifest/sign.js';
import { findingText } from '../../../apps/words/drill.js';
import { Place, recoveryIdentity } from '../place.js';

let place: Place;
beforeEach(async () => {
  place = await Place.open();
  await place.kit.deliver({ rows: [{ key: '1', a: '12.50' }] });
});
afterEach(() => place.kit.end());

const book = () => place.kit.duck.read(drills);
const proved = async () => [...provedBy(await book())];

/** Changes a file of the store in place. */
function overwrite(root: string, key: string, change: (text: string) => string): void {
  const path = join(root, ...key.split('/'));
  chmodSync(path, 0o644);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

test('an identity that does not open it, and none: refused by name; what was proved stays so', async () => {
  const taken = await place.take();
  const { id } = taken;
  await place.drill(id);
  await expect(place.drill(id, [recoveryIdentity])).rejects.toMatchObject({
    code: 'seal-key-wrong',
    exit: 'missingPart',
  });
  await expect(place.drill(id, [])).rejects.toMatchObject({ code: 'seal-keys-lost', exit: 'missingPart' });
  expect([(await book()).length, await proved()]).toEqual([1, [id]]);
  const segment = await place.segment(taken, 'content_things');
  chmodSync(join(place.root, segment), 0o644);
  appendFileSync(join(place.root, segment), 'x');
  for (const identities of [[recoveryIdentity], []]) {
    const { result, findings } = await place.drill(id, identities);
    expect([result, findings]).toEqual(['fail', [{ code: 'damaged', params: { file: segment } }]]);
  }
  expect(await proved()).toEqual([]);
}, 120_000);

test('a store that is not there: refused, nothing recorded', async () => {
  const { id } = await place.take();
  const store = {
    kind: 'folder',
    name: 'usb',
    root: join(place.kit.folder, 'not-plugged-in'),
    mayCreate: false,
  } as const;
  await expect(place.drill(id, undefined, { store })).rejects.toMatchObject({ code: 'store-unreachable' });
  expect(await book()).toEqual([]);
});

test('a copy to a place that takes no folders is refused by name', async () => {
  writeFileSync(join(place.kit.folder, 'file'), '');
  for (const root of ['/proc/none', join(place.kit.folder, 'file')]) {
    const to = new FolderSnapshots({ name: 'folder', root, mayCreate: true });
    await expect(to.folders()).rejects.toMatchObject({ code: 'store-unreachable', retryable: false });
  }
});

test('a restore to a place that cannot be made, or to a file, is refused by name', async () => {
  const { id } = await place.take();
  const file = join(place.kit.folder, 'file');
  writeFileSync(file, '');
  await expect(place.restore(id, file)).rejects.toMatchObject({ code: 'place-not-empty' });
  for (const to of ['/proc/none', join(file, 'inside')])
    await expect(place.restore(id, to)).rejects.toMatchObject({ code: 'folder-not-made' });
});

test('the key of another workspace: refused, unless the book has this snapshot; then another was put there', async () => {
  const { id } = await place.take();
  const key = snapshotKey(Buffer.alloc(32, 9));
  const drill = () => place.drill(id, undefined, { key });
  const { result, findings } = await drill();
  expect([result, findings]).toEqual(['fail', [{ code: 'other-key', params: { file: manifestKey(id) } }]]);
  await place.kit.duck.write((s) => s.run('DELETE FROM archive.log.snapshots'));
  await expect(drill()).rejects.toMatchObject({ code: 'snapshot-key-missing', exit: 'missingPart' });
  expect(await book()).toHaveLength(1);
});

test('a parent that another workspace vouches for is damage', async () => {
  const first = await place.take();
  await place.kit.deliver({ rows: [{ key: '2' }] });
  const second = await place.take('incremental');
  overwrite(place.root, manifestKey(first.id), (text) => text.replace(first.keyId, 'f'.repeat(first.keyId.length)));
  const { result, findings } = await place.drill(second.id);
  expect([result, findings]).toEqual(['fail', [{ code: 'other-key', params: { file: manifestKey(first.id) } }]]);
});

test('a newer program wrote it: no verdict, and none is taken back', async () => {
  const { id } = await place.take();
  await place.drill(id);
  overwrite(place.root, manifestKey(id), (text) => text.replace(/"format":\d+/, '"format":99'));
  const { result, findings } = await place.drill(id);
  expect([result, findings.map(({ code }) => code)]).toEqual(['inconclusive', ['format-newer']]);
  expect(await proved()).toEqual([id]);
});

test('an archive that does not go on from it is nothing to compare with', async () => {
  const { id } = await place.take();
  const other = await Place.open();
  try {
    await other.kit.deliver({ rows: [{ key: '7', a: 'x' }] });
    await other.kit.deliver({ rows: [{ key: '8', a: 'y' }] });
    cpSync(place.root, other.root, { recursive: true });
    const { result, findings, facts } = await other.drill(id);
    expect([result, facts, findings]).toEqual(['inconclusive', null, [{ code: 'other-history', params: {} }]]);
    expect(findings.map((one) => findingText(one, 'zh'))[0]).toMatch(/没有可比对的内容/u);
  } finally {
    await other.kit.end();
  }
});

test('only a verdict takes back a verdict', () => {
  const row = (result: DrillRow['result']): DrillRow => ({
    id: 'd',
    snapshot: 's',
    result,
    findings: [],
    facts: null,
    tookMs: 1,
    at: '',
  });
  const of = (...results: DrillRow['result'][]) => [...provedBy(results.map(row))];
  expect(of('pass', 'inconclusive')).toEqual(['s']);
  expect(of('inconclusive')).toEqual([]);
  expect(of('pass', 'fail', 'inconclusive')).toEqual([]);
  expect(of('fail', 'pass')).toEqual(['s']);
});
