import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectClient } from '../../apps/temporal/connect.js';
import { ingestId } from '../../apps/temporal/ids.js';
import { readRecord } from '../../apps/temporal/process.js';
import { temporalSettings } from '../../apps/temporal/settings.js';
import { openArchive } from '../../core/archive/archive.js';
import { workspacePaths } from '../../core/archive/workspace.js';
import { workspaceId } from '../workflows/harness.js';
import { makeRoom, startKeeper } from './keeper-process.js';

const room = makeRoom('killed');

const rows = 10_000;
function bigFile(): string {
  const lines = ['external_id,name,email,country'];
  for (let n = 0; n < rows; n++) lines.push(`C${n},Customer number ${n},customer${n}@example.com,US`);
  return `${lines.join('\n')}\n`;
}

/** Batches and what they saw, from the archive itself. */
async function archived() {
  const paths = workspacePaths(room.root());
  const duck = await openArchive({ ...paths, tempDir: paths.tmp, memoryLimitMb: 300, threads: 1 });
  try {
    return await duck.read(async (s) => ({
      batches: await s.count('SELECT count(*) FROM archive.log.batches'),
      heads: await s.count('SELECT count(*) FROM archive.derived.heads'),
      deliveries: await s.count('SELECT count(*) FROM archive.log.deliveries'),
    }));
  } finally {
    await duck.close();
  }
}

/** Why steps of a delivery were tried again, from Temporal's own history. */
async function retried(delivery: string): Promise<unknown[]> {
  const server = await readRecord(workspacePaths(room.root()));
  const settings = temporalSettings({});
  const client = await connectClient({ ...settings, address: `127.0.0.1:${server?.port}`, kind: 'embedded' });
  try {
    const { events } = await client.workflow.getHandle(ingestId(workspaceId, delivery)).fetchHistory();
    return (events ?? []).flatMap(
      ({ activityTaskStartedEventAttributes: begun }) => begun?.lastFailure?.applicationFailureInfo?.type ?? [],
    );
  } finally {
    await client.connection.close();
  }
}

test.each(['parse', 'judge', 'commit', 'receipt'])(
  'kill -9 at the step %s: driven again from the landed original, one batch',
  async (step) => {
    writeFileSync(join(room.root(), 'inbox', 'customers', 'big.csv'), bigFile());
    const first = startKeeper(room.root());
    await first.until((one) => one.step === step);
    first.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    const second = startKeeper(room.root());
    const { done } = await second.until((one) => one.done !== undefined);
    expect(done).toMatchObject({ status: 'committed', rows, accepted: rows, new: rows });
    // Handed on by the next keeper, not after missed heartbeats.
    expect(await retried(done?.delivery ?? '')).toEqual(['keeper-gone']);
    second.kill('SIGTERM');
    expect({ end: await second.ended, errors: second.errors() }).toEqual({ end: 0, errors: [] });
    expect(await archived()).toEqual({ batches: 1, heads: rows, deliveries: 1 });
    expect(readdirSync(join(room.root(), 'inbox', 'customers'))).toEqual([]);
  },
  180_000,
);

test('SIGTERM under load ends in order; what was under way is done at the next start, once', async () => {
  for (const name of ['a', 'b', 'c']) {
    writeFileSync(join(room.root(), 'inbox', 'customers', `${name}.csv`), bigFile().replaceAll('Customer', name));
  }
  const first = startKeeper(room.root());
  await first.until((one) => one.step === 'judge');
  first.kill('SIGTERM');
  expect({ end: await first.ended, errors: first.errors() }).toEqual({ end: 0, errors: [] });
  const before = first.said.filter(({ landed }) => landed !== undefined).length;
  const second = startKeeper(room.root());
  // An outcome whose answer was lost with the first keeper is told again by the second: each delivery counts once.
  const committed = () =>
    new Set(
      [...first.said, ...second.said].flatMap(({ done }) => (done?.status === 'committed' ? [done.delivery] : [])),
    );
  await second.until(() => committed().size >= 3);
  second.kill('SIGTERM');
  expect({ end: await second.ended, errors: second.errors() }).toEqual({ end: 0, errors: [] });
  expect(before).toBeGreaterThan(0);
  expect(await archived()).toMatchObject({ batches: 3, heads: rows });
}, 240_000);
