/**
 * Records the histories in fixtures/histories: node --import jiti/register tests/workflows/record-histories.ts NAME
 * Once recorded a history is frozen: new code must replay it (workflows that were started before an upgrade go on after it).
 * A new name makes a new folder beside the old ones.
 */
import { EventEmitter, once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import ExcelJS from 'exceljs';
import { zipOf } from '../../bench/xlsx-zip.js';
import { ingestId, publishId, scheduledId, sweepId } from '../../apps/temporal/ids.js';
import type { ScheduleConfig } from '../../schemas/config.js';
import type { Activities } from '../../schemas/steps.js';
import { openHarness, workspaceId } from './harness.js';

const [name] = process.argv.slice(2);
if (name === undefined) throw new Error('a name for the folder is needed, such as 0.1');
const out = join(import.meta.dirname, '..', '..', 'fixtures', 'histories', name);
mkdirSync(out, { recursive: true });

let failNext: { step: keyof Activities; nonRetryable: boolean } | null = null;

/** Lets the next call of one step fail. */
function failing(steps: Activities): Activities {
  const entries = Object.entries(steps).map(([step, run]) => [
    step,
    async (input: never) => {
      if (failNext?.step === step) {
        const { nonRetryable } = failNext;
        failNext = null;
        const failure = ApplicationFailure.create({ type: 'disk-full', message: 'the disk is full', nonRetryable });
        failure.stack = '';
        throw failure;
      }
      return (run as (input: never) => Promise<unknown>)(input);
    },
  ]);
  return Object.fromEntries(entries) as unknown as Activities;
}

const sources = { customers: { complete: true } };
/** The schedule of that name fails. */
const failingSchedule = 'failing';
const runs = new EventEmitter();
const keeper = await openHarness({
  config: { sources },
  breakSteps: failing,
  scheduled: {
    run: (name) =>
      Promise.resolve(
        name === failingSchedule ? { outcome: 'failed', code: 'drill-fail' } : { outcome: 'done', code: null },
      ),
    conclude: ({ schedule }) => Promise.resolve(void runs.emit(schedule)),
  },
});

async function save(file: string, workflowId: string): Promise<void> {
  const history = await keeper.client.workflow.getHandle(workflowId).fetchHistory();
  writeFileSync(join(out, `${file}.json`), historyToJSON(history));
}
const saveDelivery = (file: string, delivery: string) => save(file, ingestId(workspaceId, delivery));

const csv = (...rows: string[]) => `${['external_id,name,email', ...rows].join('\n')}\n`;
const rows = Array.from({ length: 10 }, (_, n) => `C${n},Name ${n},name${n}@example.com`);

const committed = await keeper.ingest('customers', 'a.csv', csv(...rows));
await saveDelivery('committed', committed.delivery);
await saveDelivery('duplicate', (await keeper.ingest('customers', 'b.csv', csv(...rows))).delivery);
await saveDelivery('refused', (await keeper.ingest('customers', 'c.pdf', '%PDF-1.7 nothing')).delivery);
const held = await keeper.ingest('customers', 'd.csv', csv(...rows.slice(0, 2)));
await saveDelivery('held', held.delivery);
await keeper.starts.ingest({ delivery: held.delivery, approvedLoss: true });
await keeper.starts.outcome(held.delivery);
await saveDelivery('approved', held.delivery);

const waiting = await keeper.ingest('orders', 'odd.csv', 'order number,customr,amont\nO1,C1,5\n');
await saveDelivery('needs-mapping', waiting.delivery);
const book = new ExcelJS.Workbook();
await book.xlsx.readFile(join(keeper.root, (await keeper.outcome(waiting.delivery))?.receipt ?? ''));
const answer = await keeper.ingest('orders', 'odd answered.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
await saveDelivery('answers', answer.delivery);

failNext = { step: 'commitDelivery', nonRetryable: false };
await saveDelivery('retried', (await keeper.ingest('contacts', 'e.csv', 'external_id,name\nK1,Ann\n')).delivery);
failNext = { step: 'parseDelivery', nonRetryable: true };
await saveDelivery('failed', (await keeper.ingest('contacts', 'f.csv', 'external_id,name\nK2,Bo\n')).delivery);
failNext = { step: 'settleDelivery', nonRetryable: true };
await saveDelivery('unsettled', (await keeper.ingest('contacts', 'g.csv', 'external_id,name\nK3,Cy\n')).delivery);

const parts = ['h', 'i', 'j', 'k', 'l'].map((name) => ({ name: `${name}.csv`, data: csv(`${name}1,Name ${name},`) }));
const packed = await keeper.ingest('contacts', 'packed.zip', zipOf(parts));
await saveDelivery('packed', packed.delivery);
await save('members', `members/${workspaceId}/${packed.delivery}`);

const times = { debounceMs: 200, maxStaleMs: 1000 };
await keeper.starts.publish(times);
await keeper.starts.publish(times);
await keeper.client.workflow.getHandle(publishId(workspaceId)).result();
await save('published', publishId(workspaceId));
await keeper.starts.sweep();
await save('swept', sweepId(workspaceId));

const nightly: ScheduleConfig = {
  name: 'nightly',
  run: 'snapshot.take',
  args: {},
  times: { kind: 'at', at: ['02:30'], days: null, monthDays: null },
  timeZone: 'UTC',
  overlap: 'skip',
  catchUpMs: 60_000,
  jitterMs: 0,
  pauseOnFailure: false,
};
await keeper.schedules.sync([nightly, { ...nightly, name: failingSchedule }], new Set());
for (const [file, schedule] of [
  ['scheduled', nightly.name],
  ['scheduled-failed', failingSchedule],
] as const) {
  const ended = once(runs, schedule);
  await keeper.schedules.trigger(schedule);
  await ended;
  for await (const { workflowId } of keeper.client.workflow.list({ query: `WorkflowType = 'runScheduled'` })) {
    if (!workflowId.startsWith(scheduledId(workspaceId, schedule))) continue;
    await keeper.client.workflow
      .getHandle(workflowId)
      .result()
      .catch(() => undefined);
    await save(file, workflowId);
  }
}

await keeper.close();
keeper.remove();
