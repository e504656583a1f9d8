/** Temporal inside the keeper: server, worker, client. */
import type { Connection } from '@temporalio/client';
import { createActivities } from '../../activities/index.js';
import type { KeeperObserver } from '../../activities/deps.js';
import { createUpkeep, type ScheduledWork } from '../../activities/scheduled.js';
import { assertRetention, connectClient } from '../temporal/connect.js';
import { Schedules } from '../temporal/schedules.js';
import { type TemporalServer, getServer } from '../temporal/server.js';
import { temporalSettings } from '../temporal/settings.js';
import { Starts } from '../temporal/starts.js';
import { takeOver } from '../temporal/take-over.js';
import { type RunningWorker, installRuntime, startUpkeepWorker, startWorker } from '../temporal/worker.js';
import { activityDeps } from './activity-deps.js';
import type { Parts } from './parts.js';

export interface Engine {
  server: TemporalServer;
  starts: Starts;
  schedules: Schedules;
  worker: RunningWorker;
  close(): Promise<void>;
}

export interface EngineOptions {
  version: string;
  observer: KeeperObserver;
  /** Does scheduled work; null = this keeper leaves it to one that serves. */
  scheduled: ScheduledWork | null;
  /** Words of the engine's own log, warnings and worse. */
  log(text: string): void;
}

export async function openEngine(parts: Parts, options: EngineOptions): Promise<Engine> {
  const { paths, config, identity } = parts;
  installRuntime((level, message) => options.log(`${level} ${message}`));
  const settings = temporalSettings(process.env);
  const server = await getServer(settings, { temporal: paths.temporal }, (event) => options.log(event));
  try {
    const place = { ...settings, address: server.address, kind: server.kind };
    const client = await connectClient(place);
    await assertRetention(client.connection as Connection, place, config.temporal.retentionDays);
    await takeOver(client, identity.id);
    const activities = createActivities(activityDeps(parts, options));
    const worker = await startWorker({
      place,
      workspaceId: identity.id,
      activities,
      maxSteps: config.threads.parse + 2,
    });
    const upkeep = options.scheduled
      ? await startUpkeepWorker({
          place,
          workspaceId: identity.id,
          activities: createUpkeep(options.observer, options.scheduled),
        })
      : null;
    const starts = new Starts(client, identity.id);
    const schedules = new Schedules(client, identity.id);
    const close = async (): Promise<void> => {
      await Promise.all([worker.stop(), upkeep?.stop()]);
      await Promise.all([starts.close(), schedules.close()]);
      await client.connection.close();
      await server.stop();
    };
    return { server, starts, schedules, worker, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
