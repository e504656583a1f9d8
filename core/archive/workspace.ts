/** Where things lie in a workspace, and the one inventory of every place that may hold cells. */
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface WorkspacePaths {
  root: string;
  config: string;
  inbox: string;
  /** Receipts for people. */
  outbox: string;
  /** Sent files after their outcome, kept for `inbox.doneDays`. */
  done: string;
  originals: string;
  /** Originals that no longer hold the bytes that arrived. */
  quarantine: string;
  staging: string;
  archiveFile: string;
  /** Who the workspace is, and the secret that vouches for what it makes. */
  identity: string;
  /** The keys that open its snapshots. */
  keys: string;
  highWater: string;
  /** Notes of receipts that are to be written anew: numbers of batches only. */
  receiptsDue: string;
  /** Of a restored workspace: it leaves stores and schedules alone. */
  apart: string;
  /** The copy analysts open. */
  published: string;
  publishedFile: string;
  snapshots: string;
  /** Parquet files for other programs. */
  exports: string;
  /** Spill files of the engine and temp files of steps; emptied when the keeper starts. */
  tmp: string;
  /** Socket, lock and token of the running keeper. */
  run: string;
  socket: string;
  lock: string;
  token: string;
  /** The embedded Temporal server's database and log. */
  temporal: string;
}

/** Paths of a workspace; nothing is made. */
export function workspacePaths(workspaceRoot: string): WorkspacePaths {
  const root = resolve(workspaceRoot);
  const at = (...parts: string[]) => join(root, ...parts);
  return {
    root,
    config: at('sheetkeep.config.ts'),
    inbox: at('inbox'),
    outbox: at('outbox'),
    done: at('done'),
    originals: at('originals'),
    quarantine: at('quarantine'),
    staging: at('staging'),
    archiveFile: at('archive', 'archive.duckdb'),
    identity: at('archive', 'identity.json'),
    keys: at('archive', 'keys.json'),
    highWater: at('archive', 'high-water.json'),
    receiptsDue: at('archive', 'receipts-due'),
    apart: at('archive', 'apart.json'),
    published: at('published'),
    publishedFile: at('published', 'analyst.duckdb'),
    snapshots: at('snapshots'),
    exports: at('exports'),
    tmp: at('tmp'),
    run: at('run'),
    socket: socketPath(root),
    lock: at('run', 'lock'),
    token: at('run', 'token'),
    temporal: at('temporal'),
  };
}

/** macOS allows 103 bytes for the path of a socket, Linux 107. */
const maxSocketBytes = 100;

/**
 * A deeper one lies in a folder of the user's own in /tmp, by the real path: commands find it whatever way they came to the
 * workspace, and whatever temp folder they were given (that of macOS differs from login to login, and is long).
 */
function socketPath(root: string): string {
  const path = join(existsSync(root) ? realpathSync.native(root) : root, 'run', 'keeper.sock');
  if (Buffer.byteLength(path) <= maxSocketBytes) return path;
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return join('/tmp', `sheetkeep-${process.getuid?.() ?? 0}-${name}`, 'keeper.sock');
}

/** How an erasure reaches the cells of a place. */
export type CellHolding = 'rewritten' | 'removed' | 'expires' | 'scratch';

export interface CellPath {
  path: string;
  holding: CellHolding;
  what: string;
}

/**
 * Every place of a workspace that may hold cells. `rewritten`: the log and what is made from it; `removed`: files
 * taken away one by one; `expires`: kept for a set time; `scratch`: gone when the step ends or the keeper starts.
 * A folder that is not named here must never see a cell.
 */
export function cellPaths(workspaceRoot: string): CellPath[] {
  const paths = workspacePaths(workspaceRoot);
  return [
    { path: join(paths.root, 'archive'), holding: 'rewritten', what: 'the archive and files set aside from it' },
    { path: paths.published, holding: 'rewritten', what: 'copies for analysts' },
    { path: paths.snapshots, holding: 'rewritten', what: 'segments of the log and copies of originals' },
    { path: paths.exports, holding: 'rewritten', what: 'Parquet files for other programs' },
    { path: paths.originals, holding: 'removed', what: 'files as they arrived' },
    { path: paths.quarantine, holding: 'removed', what: 'damaged originals set aside' },
    { path: paths.outbox, holding: 'removed', what: 'receipts with rows to fix' },
    { path: paths.inbox, holding: 'expires', what: 'files not yet landed' },
    { path: paths.done, holding: 'expires', what: 'sent files after their outcome' },
    { path: paths.staging, holding: 'scratch', what: 'tables found in originals' },
    { path: paths.tmp, holding: 'scratch', what: 'spill files of the engine, open cells on their way' },
  ];
}
