/** Receipts in the outbox that are written anew because batches were taken back. */
import { existsSync } from 'node:fs';
import { lastOutcome } from '../../core/archive/log/deliveries.js';
import { correctedBy, deliveriesBehind } from '../../core/archive/log/lineage.js';
import { dueNotes, forgetNote } from '../../core/intake/receipts/due.js';
import { NamedError } from '../../schemas/errors.js';
import { systemFault } from '../system-fault.js';
import { productVersion } from '../version.js';
import { activityDeps } from './activity-deps.js';
import { silent } from './observe.js';
import type { Parts } from './parts.js';

/** The receipts of what was taken back that still lie in the outbox: they would ask for corrections of rows that no longer count. */
async function left({ duck, store }: Parts, batches: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const delivery of await duck.read((s) => deliveriesBehind(s, batches))) {
    const receipt = (await duck.read((s) => lastOutcome(s, delivery)))?.receipt;
    if (receipt && existsSync(store.resolve(receipt))) found.push(delivery);
  }
  return found;
}

/** A correction taken back is no longer told as resolved on the receipt of the file it corrected; one taken back says so itself. */
async function renewReceipts(parts: Parts, batches: readonly number[]): Promise<number> {
  const corrected = await parts.duck.read((s) => correctedBy(s, batches));
  const deliveries = new Set([...corrected, ...(await left(parts, batches))]);
  if (deliveries.size === 0) return 0;
  const { renewReceipt } = await import('../../activities/index.js');
  const deps = activityDeps(parts, { version: productVersion(), observer: silent });
  for (const delivery of deliveries) await renewReceipt(deps, delivery);
  return deliveries.size;
}

export type ReceiptFault = Pick<NamedError, 'code' | 'message' | 'hint'>;

/** Receipts written anew, and why others could not be. */
export interface Renewed {
  receipts: number;
  fault: ReceiptFault | null;
}

/** What was taken back is taken back all the same where its receipts cannot be written. */
export async function tryToRenew(parts: Parts, batches: readonly number[]): Promise<Renewed> {
  try {
    return { receipts: await renewReceipts(parts, batches), fault: null };
  } catch (thrown) {
    const error = systemFault(thrown) ?? thrown;
    if (!(error instanceof NamedError)) throw thrown;
    const { code, message, hint } = error;
    return { receipts: 0, fault: { code, message, hint } };
  }
}

/** What an earlier run could not do, or did not come to. */
export async function renewDue(parts: Parts): Promise<Renewed> {
  const all: Renewed = { receipts: 0, fault: null };
  for (const note of await dueNotes(parts.paths.receiptsDue)) {
    const { receipts, fault } = await tryToRenew(parts, note.batches);
    all.receipts += receipts;
    if (fault === null) await forgetNote(note);
    else all.fault = fault;
  }
  return all;
}
