import { EventEmitter, once } from 'node:events';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import type { ScheduleConfig } from '../../schemas/config.js';
import { openHarness, type Harness } from './harness.js';

/** Stands in every place where something of a person or a file could leak from. */
const sentinel = 'Zeugenschutz';

const runs = new EventEmitter();
let keeper: Harness;
beforeAll(async () => {
  keeper = await openHarness({
    scheduled: {
      run: () => Promise.reject(Object.assign(new Error(`EPERM: ${sentinel}.duckdb`), { code: 'EPERM' })),
      conclude: (conclusion) => Promise.resolve(void runs.emit('end', conclusion)),
    },
  });
});
afterAll(async () => {
  await keeper.close();
  keeper.remove();
});

/** All payloads of all histories, decoded, and everything else as it is. */
async function everythingIn(client: Client): Promise<string> {
  const texts: string[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    const json = historyToJSON(await client.workflow.getHandle(workflowId, runId).fetchHistory());
    texts.push(workflowId, json);
    for (const [, data] of json.matchAll(/"data":\s*"([A-Za-z0-9+/=]+)"/g))
      texts.push(Buffer.from(data ?? '', 'base64').toString('utf8'));
  }
  return texts.join('\n');
}

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(sentinel);
  sheet.addRow(['external_id', 'name', 'email', `${sentinel} header`]);
  sheet.addRow(['S1', sentinel, `${sentinel}@example.com`, sentinel]);
  sheet.addRow(['S2', sentinel, `${sentinel} is no address`, sentinel]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

test('no cell, header, sheet or file name crosses Temporal, also when steps fail', async () => {
  const { ingest, land, drop, starts } = keeper;
  await ingest('customers', `${sentinel}.xlsx`, await workbook());
  await ingest('customers', `${sentinel}(1).xlsx`, await workbook());
  await ingest('customers', `${sentinel} odd.csv`, `${sentinel},other\n${sentinel},2\n`);
  await ingest('customers', `${sentinel} broken.xlsx`, Buffer.from(`PK\u0003\u0004${sentinel}`));
  const parts = [
    { name: `${sentinel}/a.csv`, data: `external_id,name\nS5,${sentinel}\n` },
    { name: `${sentinel}.txt`, data: sentinel },
  ];
  expect(await ingest('customers', `${sentinel}.zip`, zipOf(parts))).toMatchObject({ status: 'committed', new: 1 });
  // A failing step whose error names the file in its words.
  const delivery = await land(
    'customers',
    drop('customers', `${sentinel} fails.csv`, `external_id,name\nS9,${sentinel}\n`),
  );
  const words = Object.assign(new Error(`EACCES: ${sentinel} fails.csv`), { code: 'EACCES' });
  keeper.deps.pool = { ...keeper.deps.pool, run: () => Promise.reject(words) };
  await starts.ingest({ delivery });
  expect(await starts.outcome(delivery)).toMatchObject({ status: 'failed', reason: 'no-permission' });
  // A schedule whose arguments and whose failure name a folder.
  const times: ScheduleConfig['times'] = { kind: 'at', at: ['02:30'], days: null, monthDays: null };
  const policies = { timeZone: 'UTC', overlap: 'skip', catchUpMs: 60_000, jitterMs: 0, pauseOnFailure: false } as const;
  const args = { store: `/media/${sentinel}` };
  const schedule: ScheduleConfig = { name: 'nightly', run: 'drill.run', args, times, ...policies };
  await keeper.schedules.sync([schedule], new Set());
  const ended = once(runs, 'end');
  await keeper.schedules.trigger('nightly');
  expect(await ended).toMatchObject([{ schedule: 'nightly', result: { outcome: 'failed', code: 'no-permission' } }]);
  const seen = await everythingIn(keeper.client);
  expect(seen).toContain('EACCES');
  expect(seen).toContain('EPERM');
  expect(seen).toContain(delivery);
  expect(seen).not.toContain(sentinel);
});
