/** The worker inside the keeper: polls one workspace's task queue. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker, makeTelemetryFilterString } from '@temporalio/worker';
import type { Activities, UpkeepActivities } from '../../schemas/steps.js';
import { connectionOptions } from './connect.js';
import { taskQueue, upkeepQueue } from './ids.js';
import type { TemporalPlace } from './unreachable.js';

export interface WorkerOptions {
  place: TemporalPlace;
  workspaceId: string;
  activities: Activities;
  /** How many steps run at once; parsing threads and the write queue limit further. */
  maxSteps: number;
}

export interface RunningWorker {
  /** Takes no more steps; gives those under way 20 s, then cancels them (they are done again later), at most 50 s in all. */
  stop(): Promise<void>;
  /** Resolves at the stop; rejects when the worker fails by itself. */
  ended: Promise<void>;
}

/** Built with the program; from source it lies in dist/. */
export function workflowBundlePath(): string {
  const places = ['../../workflow-bundle.js', '../../dist/workflow-bundle.js'];
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? (paths[0] as string);
}

let installed = false;

/** Once per process and before any connection: the keeper handles signals itself, and Temporal prints nothing. */
export function installRuntime(): void {
  if (installed) return;
  installed = true;
  const logger = new DefaultLogger('WARN', () => undefined);
  // The native side prints to the console unless its words are forwarded.
  const filter = makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' });
  Runtime.install({ logger, shutdownSignals: [], telemetryOptions: { logging: { filter, forward: {} } } });
}

/** Begins polling. The connection is closed with the worker. */
export async function startWorker({ place, workspaceId, activities, maxSteps }: WorkerOptions): Promise<RunningWorker> {
  const connection = await NativeConnection.connect(connectionOptions(place));
  const worker = await Worker.create({
    connection,
    namespace: place.namespace,
    taskQueue: taskQueue(workspaceId),
    identity: `keeper-${process.pid}`,
    workflowBundle: { codePath: workflowBundlePath() },
    activities: { ...activities },
    maxConcurrentActivityTaskExecutions: maxSteps,
    maxConcurrentWorkflowTaskExecutions: 4,
    maxCachedWorkflows: 50,
    workflowThreadPoolSize: 1,
    // A cancellation is heard with a heartbeat; the default would hold beats back for 8 of 10 s.
    maxHeartbeatThrottleInterval: '1s',
    shutdownGraceTime: '20s',
    shutdownForceTime: '50s',
  });
  return running(worker, connection);
}

/** Polls for scheduled work alone. A stop cuts such work off: it is done again at the next start. */
export async function startUpkeepWorker({
  place,
  workspaceId,
  activities,
}: Pick<WorkerOptions, 'place' | 'workspaceId'> & { activities: UpkeepActivities }): Promise<RunningWorker> {
  const connection = await NativeConnection.connect(connectionOptions(place));
  const worker = await Worker.create({
    connection,
    namespace: place.namespace,
    taskQueue: upkeepQueue(workspaceId),
    identity: `keeper-${process.pid}`,
    activities: { ...activities },
    maxConcurrentActivityTaskExecutions: 4,
    maxHeartbeatThrottleInterval: '1s',
    shutdownGraceTime: '1s',
    shutdownForceTime: '50s',
  });
  return running(worker, connection);
}

function running(worker: Worker, connection: NativeConnection): RunningWorker {
  const run = async () => {
    try {
      await worker.run();
    } finally {
      await connection.close();
    }
  };
  const ended = run();
  return {
    ended,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}
