/** An older archive beside the living one, rebuilt out of a snapshot: what a restore into the living one compares with. */
import { compiledModule } from '../../archive/compiled.js';
import { NamedError } from '../../../schemas/errors.js';
import type { Identity } from '../age/keys.js';
import type { SnapshotKey } from '../manifest/sign.js';
import { inProcess } from '../process.js';
import type { Conversation } from '../process.js';
import type { StoreSpec } from '../stores/open.js';
import type { UndoneBatch } from './undone.js';

export interface PastRequest extends Conversation {
  store: StoreSpec;
  key: SnapshotKey;
  identities: readonly Identity[];
  id: string;
  /** New folder; what is left in it after a failure is the caller's to remove. */
  to: string;
  /** ISO 8601 UTC: what was logged later is left out. */
  at?: string;
  /** The book of removals of the living archive (`writeBook`). */
  living: string;
  /** Batches of the living archive that were taken back. */
  undone: readonly UndoneBatch[];
  /** Of the engine of the process; it may take half a gigabyte beside. */
  memoryLimitMb: number;
  threads: number;
  /** URL of the module whose `auditFault` checks the audit chain: that lies in another room. */
  audit: string;
}

export interface PastTask extends Omit<PastRequest, 'key' | 'identities' | 'at' | keyof Conversation> {
  key: { id: string; hex: string };
  /** `AGE-SECRET-KEY-1…` */
  identities: string[];
  at: string | null;
}

/**
 * Rebuilds it in a process of its own, so that a crash there takes nobody along; answers the archive file. Throws as
 * `restoreSnapshot`, `restore-process-ended`, and the signal's reason.
 */
export async function makePast(request: PastRequest): Promise<string> {
  const { key, identities, at = null, progress, signal, ...rest } = request;
  const task: PastTask = {
    ...rest,
    at,
    key: { id: key.id, hex: Buffer.from(key.bytes).toString('hex') },
    identities: identities.map(({ text }) => text),
  };
  const module = compiledModule('./past-child.js', import.meta.url);
  const talk = { ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) };
  const outcome = await inProcess<string>(module, task, talk);
  if ('answer' in outcome) return outcome.answer;
  if ('failure' in outcome) throw outcome.failure;
  throw new NamedError(
    'restore-process-ended',
    `the process that rebuilt the snapshot ended without an answer (${outcome.ended})`,
    {
      hint: 'Nothing was changed. The machine may have too little memory: close other programs or lower memory.archiveMb, then try again.',
      retryable: true,
    },
  );
}
