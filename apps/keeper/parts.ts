/** What a keeper is made of. */
import type { Duck } from '../../core/archive/duck.js';
import type { Lock } from '../../core/archive/lock.js';
import type { FolderStore } from '../../core/archive/objects.js';
import type { InFlight } from '../../core/intake/in-flight.js';
import type { ThreadPool } from '../../core/parsing/pool.js';
import type { Apart } from '../../core/snapshots/restore/apart.js';
import type { WorkspaceIdentity } from './identity.js';
import type { Workspace } from './workspace.js';

export interface Parts extends Workspace {
  lock: Lock;
  duck: Duck;
  pool: ThreadPool;
  store: FolderStore;
  identity: WorkspaceIdentity;
  inFlight: InFlight;
  /** Restored, and not confirmed to be in the place of the first one. */
  apart: Apart | null;
  /** There was no high-water mark beside the archive when it was opened. */
  markMissing: boolean;
}
