/** Commits a judged delivery: one transaction, one batch, found again by a retry. */
import { NamedError } from '../../schemas/errors.js';
import type { Counts } from '../../schemas/outcomes.js';
import { effectiveTime } from './commit/effective.js';
import { updateHeads } from './commit/heads.js';
import { checkKnown } from './commit/known.js';
import { checkEquations, committedBefore, liveBatchOf, writeLedger } from './commit/ledger.js';
import { suddenLoss } from './commit/loss.js';
import { findFed, matchRecords, numberRows } from './commit/match.js';
import { findPresent, writePresent } from './commit/present.js';
import { writeFindings, writeSeen } from './commit/write.js';
import type { BatchInput, CommitInput, Committed, Facts, Held, Work } from './commit/input.js';
import type { Session } from './duck.js';
import { findDelivery } from './log/deliveries.js';
import { ensureDataset } from './log/tables.js';
import { transaction } from './log/transactions.js';

export { isHeld } from './commit/input.js';
export type { BatchInput, CommitInput, Committed, Held, JudgedCounts, PartInfo, Resolution } from './commit/input.js';

/** What a commit needs to know before it takes any number; the rows it compared lie in the temp tables `matched` and `present` of the session. */
export type Prepared = Facts;

/**
 * Compares the judged set with the archive and writes nothing but a temp table: done before BEGIN, all threads read that (`Duck.write`).
 * Null: the delivery's batch is live already. Throws as `commitBatch` does.
 */
export async function prepareBatch(s: Session, input: BatchInput): Promise<Prepared | null> {
  if (await committedBefore(s, input.delivery)) return null;
  const facts = await gather(s, input);
  await matchRecords(s, input, facts);
  await checkKnown(s, input);
  return { ...facts, present: await findPresent(s, input, facts) };
}

/**
 * Writes the judged set in `input.scratch` into the log and derives what it touches. `s` is a write session; any error
 * takes everything back. A delivery whose batch is live already gets the same answer again. A complete delivery that
 * lost more than its share is held, and nothing is written. `prepared`: of this session, when nothing was written since.
 * Throws `delivery-unknown`, `parent-not-live`, `key-twice`, `counts-disagree`.
 */
export async function commitBatch(
  s: Session,
  input: CommitInput,
  prepared: Prepared | null = null,
): Promise<Committed | Held> {
  const before = await committedBefore(s, input.delivery);
  if (before) return before;
  const facts = prepared ?? (await prepareBatch(s, input));
  if (!facts) throw new NamedError('engine-error', `the batch of ${input.delivery} came and went`, { exit: 'bug' });
  await ensureDataset(s, facts.dataset, facts.fed);
  const known = { ...facts, input };
  const held = await suddenLoss(s, known);
  if (held) return held;
  const tx = await transaction(s, 'commit');
  const work: Work = { ...known, batch: tx.take() };
  const firsts = await writeSeen(s, tx, work);
  await writeFindings(s, tx, work);
  await writePresent(s, tx, work, firsts);
  const { gone, overruled, ...changes } = await updateHeads(s, work, firsts);
  const counts: Counts = { ...input.counts, ...changes };
  await writeLedger(s, tx, work, counts, { gone, overruled });
  await checkEquations(s, work, counts);
  return { batch: work.batch, counts, replayed: false };
}

async function gather(s: Session, input: BatchInput): Promise<Omit<Facts, 'present'>> {
  const delivery = await findDelivery(s, input.delivery);
  if (!delivery) throw new NamedError('delivery-unknown', `no delivery ${input.delivery} has landed`, { exit: 'bug' });
  const parentBatch = await liveBatchOf(s, input.parentDelivery);
  if (input.parentDelivery !== null && input.resolutions.length > 0 && parentBatch === null) {
    throw new NamedError('parent-not-live', `the delivery that ${input.delivery} corrects has no live batch`, {
      hint: 'It was undone; send the whole file again.',
    });
  }
  return {
    dataset: input.dataset.name,
    parentBatch,
    landing: delivery.landing,
    landedAt: delivery.landedAt,
    effectiveAt: await effectiveTime(s, delivery),
    complete: input.complete && input.parentDelivery === null,
    ...(await numberRows(s, input)),
    fed: await findFed(s, input),
  };
}
