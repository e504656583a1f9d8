/** What the steps are made of: everything comes in here, nothing is opened or read from the environment by a step. */
import type { Duck } from '../core/archive/duck.js';
import type { ObjectStore } from '../core/archive/objects.js';
import type { WorkspacePaths } from '../core/archive/workspace.js';
import type { InFlight } from '../core/intake/in-flight.js';
import type { ThreadPool } from '../core/parsing/pool.js';
import type { Config } from '../schemas/config.js';
import type { Conclusion, StepOutcome } from '../schemas/steps.js';
import type { StepObserver } from './step.js';

export interface ActivityDeps {
  duck: Duck;
  store: ObjectStore;
  paths: WorkspacePaths;
  config: Config;
  pool: ThreadPool;
  /** Signs row tokens; a file of the workspace. */
  secret: Uint8Array;
  /** Claims of the watcher in this process. */
  inFlight: InFlight;
  /** Version of the program: part of the rule set's description. */
  version: string;
  /** Tells builds of one version apart. */
  build: string;
  observer: KeeperObserver;
  now(): Date;
}

/** The keeper listens; nothing that it hears crosses Temporal. */
export interface KeeperObserver extends StepObserver {
  /** The outcome is durable. */
  concluded(outcome: StepOutcome, conclusion: Conclusion): void;
}
