/** What becomes of a packed file while and after its members go their ways. */
import type { Session } from '../core/archive/duck.js';
import { leftOutOf, membersOf, type MemberOutcome } from '../core/archive/log/members.js';
import { zohoRank } from '../core/mapping/presets/zoho-backup.js';
import { nothingIn } from '../core/parsing/packed/unpack.js';
import { noCounts, type Counts, type DeliveryStatus } from '../schemas/outcomes.js';
import type { IssueParams } from '../schemas/issues/issue.js';
import type { Conclusion, DeliveryInput, OpenMembers } from '../schemas/steps.js';
import type { ActivityDeps } from './deps.js';

/** So many members are under way side by side; what they do is limited further by threads and the write queue. */
const sideBySide = 4;

/** The next members without an outcome, in their order. Held ones too when the loss was approved for the whole file. */
export async function openMembers(deps: ActivityDeps, { delivery, approvedLoss }: DeliveryInput): Promise<OpenMembers> {
  const members = await deps.duck.read((s) => membersOf(s, delivery));
  const open = members.filter(({ status }) => status === null || (approvedLoss === true && status === 'held'));
  // Others may refer to those of a lower rank: these come to their end first.
  const next = open.filter(({ name }) => zohoRank(name) === zohoRank(open[0]?.name ?? ''));
  return { deliveries: next.slice(0, sideBySide).map((member) => member.delivery) };
}

/** The first that a member has is the packed file's. */
const precedence: readonly DeliveryStatus[] = ['committed', 'held', 'needs-mapping', 'failed', 'duplicate', 'refused'];

export async function summedUp(s: Session, delivery: string): Promise<Conclusion> {
  const members = await membersOf(s, delivery);
  const nothing = nothingIn({ members, leftOut: await leftOutOf(s, delivery) });
  const status = nothing === null ? statusOf(members) : 'refused';
  const counts = members.reduce((sum, member) => added(sum, member.counts), noCounts);
  return { status, reason: nothing ?? reasonOf(status, members), batch: null, counts, parsed: null, plan: null };
}

export const sumMembers = (deps: ActivityDeps, { delivery }: DeliveryInput): Promise<Conclusion> =>
  deps.duck.read((s) => summedUp(s, delivery));

/** Modules of which only the original is kept say nothing, unless there is nothing else. */
function statusOf(all: readonly MemberOutcome[]): DeliveryStatus {
  const read = all.filter(({ reason }) => reason === null || !isKept(reason));
  const members = read.length > 0 ? read : all;
  return precedence.find((status) => members.some((member) => member.status === status)) ?? 'failed';
}

const isKept = (reason: string): boolean => reason.startsWith('module-');

/** Of a single member that was refused its own reason tells more. */
function reasonOf(status: DeliveryStatus, members: readonly MemberOutcome[]): string {
  if (status !== 'refused') return 'unpacked';
  return members.length === 1 ? (members[0]?.reason ?? 'members-refused') : 'members-refused';
}

const added = (sum: Counts, one: Counts): Counts => ({
  rows: sum.rows + one.rows,
  accepted: sum.accepted + one.accepted,
  new: sum.new + one.new,
  changed: sum.changed + one.changed,
  unchanged: sum.unchanged + one.unchanged,
  rejected: sum.rejected + one.rejected,
  duplicates: sum.duplicates + one.duplicates,
  skipped: sum.skipped + one.skipped,
});

/** Numbers in the message of a packed file's reason; null = the delivery is no packed file. */
export async function packedParams(s: Session, delivery: string): Promise<IssueParams | null> {
  const members = await membersOf(s, delivery);
  const leftOut = (await leftOutOf(s, delivery)).length;
  if (members.length + leftOut === 0) return null;
  const [only, ...others] = members;
  return { ...(others.length === 0 && only?.reasonParams), members: members.length, leftOut };
}
