/** A real keeper in small: archive, pool, embedded Temporal, worker; everything in a folder of its own. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Connection } from '@temporalio/client';
import { createActivities } from '../../activities/index.js';
import type { ActivityDeps } from '../../activities/deps.js';
import { createUpkeep, type ScheduledWork } from '../../activities/scheduled.js';
import { Calls } from '../../apps/temporal/calls.js';
import { assertRetention, connectClient } from '../../apps/temporal/connect.js';
import { Schedules } from '../../apps/temporal/schedules.js';
import { getServer } from '../../apps/temporal/server.js';
import { temporalSettings } from '../../apps/temporal/settings.js';
import { Starts } from '../../apps/temporal/starts.js';
import { takeOver } from '../../apps/temporal/take-over.js';
import { installRuntime, startUpkeepWorker, startWorker } from '../../apps/temporal/worker.js';
import { openArchive } from '../../core/archive/archive.js';
import { lastOutcome } from '../../core/archive/log/deliveries.js';
import { FolderStore } from '../../core/archive/objects.js';
import { workspacePaths } from '../../core/archive/workspace.js';
import { InFlight } from '../../core/intake/in-flight.js';
import { landFile } from '../../core/intake/land.js';
import { createPool } from '../../core/parsing/pool.js';
import { parseConfig, type ConfigInput } from '../../schemas/config.js';
import type { Activities, StepProgress } from '../../schemas/steps.js';

export const workspaceId = 'abcdef0123456789';

export interface HarnessOptions {
  config?: ConfigInput;
  /** An existing workspace; made anew when absent. */
  root?: string;
  /** Changes the steps, to break them on purpose. */
  breakSteps?: (activities: Activities) => Activities;
  onProgress?: (progress: StepProgress) => void;
  /** What schedules do; without it nobody polls for scheduled work. */
  scheduled?: ScheduledWork;
}

export async function openHarness({
  config: input = {},
  root: given,
  breakSteps,
  onProgress,
  scheduled,
}: HarnessOptions = {}) {
  const root = given ?? mkdtempSync(join(tmpdir(), 'keep-flow-'));
  const paths = workspacePaths(root);
  const config = parseConfig(input);
  for (const { folder } of config.sources) mkdirSync(join(root, folder), { recursive: true });
  mkdirSync(paths.tmp, { recursive: true });
  const duck = await openArchive({ ...paths, tempDir: paths.tmp, memoryLimitMb: 300, threads: 1 });
  const { threadMemoryMb, timeoutMs } = config.parse;
  const pool = createPool({ maxThreads: 2, threadMemoryMb, timeoutMs });
  const store = new FolderStore(root);
  const told: { delivery: string | null; progress: StepProgress }[] = [];
  const concluded: string[] = [];
  const failures: { code: string; cause: unknown }[] = [];
  const deps: ActivityDeps = {
    duck,
    store,
    paths,
    config,
    pool,
    secret: createHash('sha256').update('test').digest(),
    inFlight: new InFlight(),
    version: '0.0.0',
    build: '',
    observer: {
      progress: (delivery, progress) => {
        told.push({ delivery, progress });
        onProgress?.(progress);
      },
      failed: (_delivery, code, cause) => failures.push({ code, cause }),
      concluded: ({ delivery }) => concluded.push(delivery),
    },
    now: () => new Date(),
  };
  const settings = temporalSettings({ ...process.env, TEMPORAL_ADDRESS: '' });
  installRuntime();
  const server = await getServer(settings, paths);
  const place = { ...settings, address: server.address, kind: server.kind };
  const client = await connectClient(place);
  await assertRetention(client.connection as Connection, place, config.temporal.retentionDays);
  await takeOver(client, workspaceId);
  const steps = createActivities(deps);
  const worker = await startWorker({ place, workspaceId, activities: breakSteps?.(steps) ?? steps, maxSteps: 4 });
  const upkeep = scheduled
    ? await startUpkeepWorker({ place, workspaceId, activities: createUpkeep(deps.observer, scheduled) })
    : null;
  const calls = new Calls(client, place);
  const starts = new Starts(calls, workspaceId);
  const schedules = new Schedules(calls, workspaceId);

  /** Drops a file into the inbox of a dataset. */
  const drop = (dataset: string, name: string, bytes: string | Uint8Array) => {
    const folder = config.sources.find((source) => source.dataset === dataset)?.folder ?? '';
    const path = join(root, folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const land = async (dataset: string, path: string) => {
    const source = config.sources.find((one) => one.dataset === dataset)?.name ?? '';
    const landed = await landFile(
      { duck, store, tempFolder: paths.tmp },
      { path, source, dataset, via: 'folder', actor: 'keeper' },
    );
    deps.inFlight.add(landed.delivery, { path, identity: landed.identity });
    return landed.delivery;
  };
  const ingest = async (dataset: string, name: string, bytes: string | Uint8Array) => {
    const delivery = await land(dataset, drop(dataset, basename(name), bytes));
    await starts.ingest({ delivery });
    return starts.outcome(delivery);
  };
  const close = async () => {
    await Promise.all([worker.stop(), upkeep?.stop()]);
    await calls.close();
    await client.connection.close();
    await server.stop();
    await pool.close();
    await duck.close();
  };
  const outcome = (delivery: string) => duck.read((s) => lastOutcome(s, delivery));
  const remove = () => rmSync(root, { recursive: true, force: true });
  return {
    root,
    paths,
    config,
    deps,
    duck,
    server,
    client,
    worker,
    starts,
    schedules,
    told,
    concluded,
    failures,
    drop,
    land,
    ingest,
    outcome,
    close,
    remove,
  };
}

export type Harness = Awaited<ReturnType<typeof openHarness>>;
