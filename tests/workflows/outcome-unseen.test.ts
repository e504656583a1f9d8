/** The end of a workflow came, and its outcome is not seen: the end is asked for again, and a file is never left without an answer. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../apps/keeper/engine.js';
import { Intake } from '../../apps/keeper/intake.js';
import { closeParts, openParts } from '../../apps/keeper/open-parts.js';
import type { Parts } from '../../apps/keeper/parts.js';
import { recordOutcome } from '../../core/archive/log/deliveries.js';
import type { DeliveryInput } from '../../schemas/steps.js';

const counts = { rows: 0, accepted: 0, new: 0, changed: 0, unchanged: 0, rejected: 0, duplicates: 0, skipped: 0 };

let root: string;
let parts: Parts;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'keep-unseen-'));
  writeFileSync(join(root, 'sheetkeep.config.ts'), 'export default {};\n');
  writeFileSync(join(root, 'list.pdf'), '%PDF-1.7');
  parts = await openParts(root);
});
afterEach(async () => {
  await closeParts(parts);
  rmSync(root, { recursive: true, force: true });
});

/** What a file comes to whose workflow has ended so often before the outcome is there; `told`: its ends as listeners hear of them. */
async function ingested(endsBefore: number, others = 0) {
  let ends = 0;
  const drive = async ({ delivery }: DeliveryInput) => {
    ends += 1;
    const outcome = { delivery, status: 'refused', reason: 'pdf', batch: null, ...counts } as const;
    if (ends > endsBefore)
      await parts.duck.write((s) => recordOutcome(s, { ...outcome, mappingVersion: null, receipt: null }));
    return outcome;
  };
  const engine = { starts: { drive } } as unknown as Engine;
  const intake = new Intake(parts, engine, 'en', (error) => {
    throw error;
  });
  const arrival = { path: join(root, 'list.pdf'), source: 'customers', dataset: 'customers', via: 'command' } as const;
  const told: string[] = [];
  intake.onDelivery(({ status }) => void told.push(status));
  const { delivery, ended } = await intake.arrive({ ...arrival, actor: 'person:test' });
  const besides = Array.from({ length: others }, () => intake.goOn({ delivery }).then((begun) => begun.ended));
  const answer = await ended.catch((error: unknown) => error);
  await Promise.all(besides);
  return { answer, ends, told };
}

test.each([0, 1, 2])('an outcome that is not seen %i times is found', async (times) => {
  const { answer, ends } = await ingested(times);
  expect(answer).toMatchObject({ status: 'refused', reason: { code: 'pdf' }, file: 'list.pdf' });
  expect(ends).toBe(times + 1);
});

test('what several wait for at once is told once', async () => {
  const { answer, told } = await ingested(0, 2);
  expect(answer).toMatchObject({ status: 'refused' });
  expect(told).toEqual(['refused']);
});

test('one that does not come is told by name', async () => {
  const { answer, ends } = await ingested(3);
  expect(answer).toMatchObject({ code: 'delivery-open', hint: expect.stringContaining('sheetkeep status') as unknown });
  expect(ends).toBe(3);
});
