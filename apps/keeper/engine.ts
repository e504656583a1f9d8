/** Temporal inside the keeper: server, worker, client. */
import type { Connection } from '@temporalio/client';
import { createActivities } from '../../activities/index.js';
import type { KeeperObserver } from '../../activities/deps.js';
import { settleDelivery } from '../../activities/settle-delivery.js';
import { createUpkeep, type ScheduledWork } from '../../activities/scheduled.js';
import { Calls } from '../temporal/calls.js';
import { assertRetention, connectClient } from '../temporal/connect.js';
import { Pulse } from '../temporal/pulse.js';
import { Schedules } from '../temporal/schedules.js';
import { type ServerEvent, type TemporalServer, getServer } from '../temporal/server.js';
import { temporalSettings } from '../temporal/settings.js';
import { Starts } from '../temporal/starts.js';
import { takeOver } from '../temporal/take-over.js';
import type { TemporalPlace } from '../temporal/unreachable.js';
import { type RunningWorker, installRuntime, startUpkeepWorker, startWorker } from '../temporal/worker.js';
import { activityDeps } from './activity-deps.js';
import type { Parts } from './parts.js';

export interface Engine {
  server: TemporalServer;
  starts: Starts;
  schedules: Schedules;
  worker: RunningWorker;
  pulse: Pulse;
  place: TemporalPlace;
  /** The sent file of a delivery that has its outcome leaves the inbox. Throws `inbox-not-writable`. */
  settle: (delivery: string) => Promise<void>;
  /** For a server whose database is another one than at the start. */
  setRetention(): Promise<void>;
  close(): Promise<void>;
}

export interface EngineOptions {
  version: string;
  observer: KeeperObserver;
  /** Does scheduled work; null = this keeper leaves it to one that serves. */
  scheduled: ScheduledWork | null;
  onServer(event: ServerEvent, port?: number): void;
}

/** A machine under load answers within it. */
const hungMs = 120_000;

/** An embedded server that lives and does not answer is ended after a while, and started again by its watch. */
function endsHung(server: TemporalServer, pulse: Pulse): () => void {
  let timer: NodeJS.Timeout | undefined;
  const forget = pulse.onChange((since) => {
    clearInterval(timer);
    if (since !== null) timer = setInterval(() => void server.endHung(), hungMs).unref();
  });
  return () => {
    clearInterval(timer);
    forget();
  };
}

export async function openEngine(parts: Parts, options: EngineOptions): Promise<Engine> {
  const { paths, config, identity } = parts;
  installRuntime();
  const settings = temporalSettings(process.env);
  const server = await getServer(settings, { temporal: paths.temporal }, (event, port) =>
    options.onServer(event, port),
  );
  try {
    const place = { ...settings, address: server.address, kind: server.kind };
    const client = await connectClient(place);
    const setRetention = async (): Promise<void> => {
      await assertRetention(client.connection as Connection, place, config.temporal.retentionDays);
    };
    await setRetention();
    await takeOver(client, identity.id);
    const deps = activityDeps(parts, options);
    const activities = createActivities(deps);
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
    const calls = new Calls(client, place);
    const starts = new Starts(calls, identity.id);
    const schedules = new Schedules(calls, identity.id);
    const pulse = new Pulse((limitMs) =>
      client.withDeadline(Date.now() + limitMs, () => client.workflowService.getSystemInfo({})),
    );
    const settle = (delivery: string) => settleDelivery(deps, { delivery });
    const unhang = endsHung(server, pulse);
    const close = async (): Promise<void> => {
      unhang();
      pulse.stop();
      await Promise.all([worker.stop(), upkeep?.stop()]);
      await calls.close();
      await client.connection.close();
      await server.stop();
    };
    return { server, starts, schedules, worker, pulse, place, settle, setRetention, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
