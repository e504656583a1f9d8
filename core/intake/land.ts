/** Lands a file: its bytes become a durable, read-only original and its arrival a row of the log. The first promise. */
import { basename } from 'node:path';
import type { Duck, Session } from '../archive/duck.js';
import { throwNamed } from '../archive/disk-full.js';
import { appendAudit } from '../archive/log/audit.js';
import { deliveriesOf, landDelivery, lastOutcome, type Delivery, type Via } from '../archive/log/deliveries.js';
import { originalRef, type ObjectStore } from '../archive/objects.js';
import { claimFile, type Claimed } from './claim.js';
import type { FileIdentity } from './identity.js';

export interface LandContext {
  duck: Duck;
  store: ObjectStore;
  /** On the file system of the originals. */
  tempFolder: string;
}

export interface LandInput {
  path: string;
  source: string;
  /** null = found from the headers. */
  dataset: string | null;
  via: Via;
  /** Who brought it: `keeper`, `person:NAME`. */
  actor: string;
  parent?: string | null;
}

export interface Landed {
  delivery: string;
  sha256: string;
  sizeBytes: number;
  /** True = this very arrival was landed before (the keeper died in between). */
  known: boolean;
  /** It has its outcome already: the file only has to leave the inbox. */
  concluded: boolean;
  /** The file's state as it was taken. */
  identity: FileIdentity;
}

type Before = Pick<Landed, 'delivery' | 'concluded'>;

/** The same file of the same folder, landed before: its delivery goes on, or is done, instead of a second one. */
async function landedBefore(s: Session, input: LandInput, claimed: Claimed): Promise<Before | null> {
  if (input.via !== 'folder') return null;
  for (const before of await deliveriesOf(s, claimed.sha256)) {
    const same = before.via === 'folder' && before.source === input.source && before.fileName === basename(input.path);
    if (!same) continue;
    const { delivery } = before;
    if ((await lastOutcome(s, delivery)) === null) return { delivery, concluded: false };
    if (neverLeft(claimed, before)) return { delivery, concluded: true };
  }
  return null;
}

/**
 * It has lain there since before it was landed: whatever is put there later, be it the same bytes with the time they were
 * written, has a later time of its own in the folder. A clock that was ahead then proves nothing.
 */
function neverLeft({ identity, modifiedAt }: Claimed, { landedAt, sourceTime }: Delivery): boolean {
  const landedMs = Date.parse(landedAt);
  const thereSinceMs = Number(identity.ctimeNs / 1_000_000n);
  return thereSinceMs <= landedMs && landedMs <= Date.now() && modifiedAt.toISOString() === sourceTime;
}

/**
 * Claims the file, puts its bytes under their hash, writes the arrival. Acknowledged when it answers; a kill before that
 * leaves at most an original without a delivery. Throws what claimFile throws, and `disk-full` from the archive.
 */
export async function landFile({ duck, store, tempFolder }: LandContext, input: LandInput): Promise<Landed> {
  const claimed = await claimFile(input.path, tempFolder);
  const { tempPath, sha256, sizeBytes, identity } = claimed;
  const { ref } = await store.put(tempPath, originalRef(sha256), { hashed: { sha256, sizeBytes } }).catch(throwNamed);
  return duck.write(async (s) => {
    const before = await landedBefore(s, input, claimed);
    if (before) return { ...before, sha256, sizeBytes, known: true, identity };
    const { source, dataset, via, actor, parent = null } = input;
    const fileName = basename(input.path);
    const sourceTime = claimed.modifiedAt.toISOString();
    const arrival = { sha256, sizeBytes, ref, source, dataset, fileName, sourceTime, via, parent };
    const { delivery } = await landDelivery(s, arrival);
    await appendAudit(s, { actor, action: 'land', subject: delivery, detail: { source, via, sha256, sizeBytes } });
    return { delivery, concluded: false, sha256, sizeBytes, known: false, identity };
  });
}
