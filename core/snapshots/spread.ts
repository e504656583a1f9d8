/** Brings a snapshot from the workspace's own store into the others; one that cannot be reached does not hold up the rest. */
import { NamedError } from '../../schemas/errors.js';
import type { Duck } from '../archive/duck.js';
import { copySnapshot } from './copy.js';
import { recordPlaces } from './ledger.js';
import type { SnapshotKey } from './manifest/sign.js';
import type { SnapshotStore } from './stores/store.js';

export interface Destination {
  name: string;
  /** Whether what is local may go there. */
  holdsLocal: boolean;
  /** Throws what the store throws, or that its credentials are missing. */
  open: () => SnapshotStore;
}

export interface Spread {
  store: string;
  /** Files and bytes sent now. */
  files: number;
  bytes: number;
  /** null: it is there. */
  error: { code: string; message: string; hint: string } | null;
}

export interface SpreadRequest {
  duck: Duck;
  from: SnapshotStore;
  destinations: readonly Destination[];
  id: string;
  key: SnapshotKey;
  tempDir: string;
  actor: string;
  progress?: (done: { step: string }) => void;
  signal?: AbortSignal;
}

export async function spreadSnapshot(request: SpreadRequest): Promise<Spread[]> {
  const done: Spread[] = [];
  for (const destination of request.destinations) done.push(await toOne(request, destination));
  return done;
}

async function toOne(request: SpreadRequest, { name, holdsLocal, open }: Destination): Promise<Spread> {
  const { duck, from, id, key, tempDir, actor, progress, signal } = request;
  try {
    const passed = { ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) };
    const copied = await copySnapshot({ from, to: open(), id, key, withLocal: holdsLocal, tempDir, ...passed });
    await duck.write((s) => recordPlaces(s, name, copied.snapshots, 'stored', actor));
    return { store: name, files: copied.files, bytes: copied.bytes, error: null };
  } catch (thrown) {
    if (!(thrown instanceof NamedError)) throw thrown;
    const { code, message, hint } = thrown;
    return { store: name, files: 0, bytes: 0, error: { code, message, hint } };
  }
}
