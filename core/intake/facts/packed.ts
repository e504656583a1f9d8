/** What the log tells of a packed file and of a member, for their receipts. */
import { basename } from 'node:path';
import type { Session } from '../../archive/duck.js';
import { findDelivery, type Delivery } from '../../archive/log/deliveries.js';
import { leftOutOf, membersOf } from '../../archive/log/members.js';
import type { PackedFacts } from '../receipts/input.js';

/** null = the delivery is no packed file, or was never unpacked. */
export async function packedFacts(s: Session, delivery: string): Promise<PackedFacts | null> {
  const found = await membersOf(s, delivery);
  const leftOut = await leftOutOf(s, delivery);
  if (found.length + leftOut.length === 0) return null;
  const members = found.map(({ name, status, reason, reasonParams, counts, receipt }) => ({
    name,
    status,
    reason,
    reasonParams,
    counts,
    receipt: receipt === null ? null : basename(receipt),
  }));
  return { members, leftOut };
}

/** File name of the packed file that a member came in. */
export async function packedIn(s: Session, { via, parent }: Delivery): Promise<string | null> {
  return via === 'member' && parent !== null ? ((await findDelivery(s, parent))?.fileName ?? null) : null;
}
