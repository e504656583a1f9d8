import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { workflowBundlePath } from '../../apps/temporal/worker.js';

const bundle = readFileSync(workflowBundlePath(), 'utf8');

test('the workflow bundle holds the workflows and nothing of the rooms', () => {
  for (const name of ['ingestDelivery', 'publishArchive', 'runScheduled', 'sweepWorkspace'])
    expect(bundle).toContain(name);
  for (const path of ['/core/', '/activities/', '/apps/', '/schemas/', 'node_modules/zod', '@duckdb']) {
    expect({ path, found: bundle.includes(`dist${path}`) || bundle.includes(`/${path}`) }).toEqual({
      path,
      found: false,
    });
  }
  expect(Buffer.byteLength(bundle)).toBeLessThan(2_000_000);
});

test('a value import of a step breaks the bundle: the architecture holds itself', async () => {
  const workflowsPath = fileURLToPath(new URL('./broken-workflow.mjs', import.meta.url));
  const logger = new DefaultLogger('ERROR', () => undefined);
  await expect(bundleWorkflowCode({ workflowsPath, logger })).rejects.toThrow(/errors/);
});
