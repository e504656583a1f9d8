import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { beforeAll, expect, test } from 'vitest';
import { installRuntime, workflowBundlePath } from '../../apps/temporal/worker.js';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'histories');
const frozen = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .sort();

beforeAll(installRuntime);

const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const replay = (history: unknown, workflowId: string) =>
  Worker.runReplayHistory({ workflowBundle: { codePath: workflowBundlePath() } }, historyFromJSON(history), workflowId);

const idOf = (name: string) => {
  if (name.includes('publish')) return 'publish/abcdef0123456789';
  if (name.includes('scheduled')) return 'scheduled/abcdef0123456789/nightly-2026-01-01T02:30:00Z';
  return `${name.includes('members') ? 'members' : 'ingest'}/abcdef0123456789/d0`;
};

test('there are frozen histories of every ending', () => {
  const names = new Set(frozen.map((name) => name.replace(/^.*\//, '').replace('.json', '')));
  for (const name of [
    'committed',
    'duplicate',
    'refused',
    'needs-mapping',
    'held',
    'approved',
    'answers',
    'retried',
    'failed',
    'published',
    'packed',
    'members',
    'scheduled',
    'scheduled-failed',
  ]) {
    expect(names).toContain(name);
  }
});

test.each(frozen)('workflows started before this code go on: %s', async (name) => {
  await expect(replay(read(name), idOf(name))).resolves.toBeUndefined();
});

test('the replay finds changed code: a history with another step is refused', async () => {
  const name = frozen.find((one) => one.endsWith('committed.json')) ?? '';
  const changed = JSON.parse(JSON.stringify(read(name)).replaceAll('mapDelivery', 'otherStep')) as unknown;
  await expect(replay(changed, idOf(name))).rejects.toThrow(/nondeterminism|determinism/i);
});
