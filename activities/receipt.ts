/** Gathers what a receipt tells and writes it into the outbox. */
import { relative, sep } from 'node:path';
import type { Session } from '../core/archive/duck.js';
import { lastOutcome, type Delivery } from '../core/archive/log/deliveries.js';
import { lastReading } from '../core/archive/log/readings.js';
import { dayIn } from '../core/intake/done.js';
import { batchFacts, type BatchFacts } from '../core/intake/facts/batch.js';
import { packedFacts, packedIn } from '../core/intake/facts/packed.js';
import { rejectedRows } from '../core/intake/facts/rejected.js';
import { answeredFiles } from '../core/archive/log/summary.js';
import { sameContentAs } from '../core/intake/facts/same-content.js';
import type { ReceiptInput } from '../core/intake/receipts/input.js';
import { writeReceipt, type ReceiptPlace, type WrittenReceipt } from '../core/intake/receipts/receipt.js';
import { throwUnanswered } from '../core/intake/receipts/place.js';
import { makeToken } from '../core/judging/fixup/token.js';
import { type Counts, type DeliveryStatus, isAnswers } from '../schemas/outcomes.js';
import { knownDelivery } from './delivery.js';
import type { ActivityDeps } from './deps.js';
import { largeFromRows, writeLargeReceipt } from './large-receipt.js';
import { stagedFacts, type StagedFacts } from './staged-facts.js';

export interface ReceiptOrder {
  status: DeliveryStatus;
  reason: string | null;
  batch: string | null;
  counts: Counts;
  /** Reference of the receipt to replace; null = there is none. */
  replaces: string | null;
}

/** Facts of the archive win over those of staging: they are what was done. */
function inputOf(
  deps: ActivityDeps,
  arrival: Delivery,
  order: ReceiptOrder,
  staged: StagedFacts,
  archived: BatchFacts | null,
): Omit<ReceiptInput, 'rejected' | 'duplicateOf' | 'packed' | 'packedIn'> {
  const { config } = deps;
  const mapping = archived?.mapping ?? staged.mapping;
  const dataset = archived?.dataset ?? staged.dataset ?? arrival.dataset;
  const parts = archived?.parts.map((part) => ({ ...part, columns: withSamples(part, staged) })) ?? staged.parts;
  const { status, reason, batch, counts } = order;
  return {
    lang: config.language,
    delivery: arrival.delivery,
    fileName: arrival.fileName,
    source: archived?.source ?? arrival.source,
    dataset: config.datasets.find(({ name }) => name === dataset) ?? null,
    datasets: config.datasets,
    landedAt: arrival.landedAt,
    timeZone: config.timeZone,
    status,
    batch,
    reason,
    reasonParams: staged.reasonParams,
    counts,
    ...archived?.told,
    resolved: archived?.resolved ?? 0,
    corrects: archived?.corrects ?? [],
    undone: archived?.undone ?? false,
    reading: staged.reading,
    mappingVersion: mapping?.version ?? null,
    key: mapping?.key ?? null,
    proposedKey: staged.proposedKey,
    newestBy: mapping?.newestBy ?? null,
    parts,
    skippedRows: archived?.skippedRows ?? [],
    issues: archived?.issues ?? staged.issues,
    questions: staged.questions,
    readingQuestions: staged.readingQuestions,
    // Of the arrival: a receipt that is written anew later keeps nothing longer.
    keptUntil:
      arrival.via === 'folder' ? dayIn(config.timeZone, new Date(arrival.landedAt), config.inbox.doneDays) : null,
  };
}

function withSamples(
  part: ReceiptInput['parts'][number],
  staged: StagedFacts,
): ReceiptInput['parts'][number]['columns'] {
  const samples = staged.parts.find((one) => one.part === part.part)?.columns;
  return part.columns.map((column, at) => {
    const found = samples?.[at]?.samples;
    return found ? { ...column, samples: found } : column;
  });
}

/** Here when it is small, in a thread of its own when many rows are to fix. */
function write(
  { secret, config }: ActivityDeps,
  input: ReceiptInput,
  place: Pick<ReceiptPlace, 'folder' | 'replaces'>,
): Promise<WrittenReceipt> {
  const { threadMemoryMb } = config.parse;
  if (input.rejected && input.counts.rejected - input.resolved >= largeFromRows)
    return writeLargeReceipt(input, { ...place, secret, threadMemoryMb });
  const { delivery } = input;
  return writeReceipt(input, { ...place, token: (part, row) => makeToken(secret, { delivery, part, row }) });
}

/** Writes the receipt; answers its reference. The same order again replaces what an earlier try wrote. */
export async function placeReceipt(
  deps: ActivityDeps,
  delivery: string,
  order: ReceiptOrder,
  staged: StagedFacts,
): Promise<string> {
  const { duck, paths, store } = deps;
  const replaces = order.replaces === null ? null : store.resolve(order.replaces);
  const written = await duck.read(async (s: Session) => {
    const arrival = await knownDelivery(s, delivery);
    const archived = order.batch === null ? null : await batchFacts(s, order.batch);
    const duplicateOf = order.status === 'duplicate' ? await sameContentAs(s, arrival) : null;
    const isOver = archived === null || archived.undone || order.counts.rejected === 0;
    const rejected = order.batch === null || isOver ? null : rejectedRows(s, order.batch);
    const asked = {
      duplicateOf,
      rejected,
      answered: isAnswers(order.reason) ? await answeredFiles(s, staged.reasonParams) : [],
      packed: await packedFacts(s, delivery),
      packedIn: await packedIn(s, arrival),
    };
    const input = { ...inputOf(deps, arrival, order, staged, archived), ...asked };
    return write(deps, input, { folder: paths.outbox, replaces }).catch(throwUnanswered);
  });
  return relative(paths.root, written.path).split(sep).join('/');
}

/** Writes the receipt of a concluded delivery anew: rows of it were corrected, or a correction was taken back. */
export async function renewReceipt(deps: ActivityDeps, delivery: string): Promise<void> {
  const outcome = await deps.duck.read((s) => lastOutcome(s, delivery));
  if (outcome === null || outcome.receipt === null || outcome.batch === null) return;
  const { status, reason, batch, receipt: replaces, delivery: _, mappingVersion: __, ...counts } = outcome;
  const reading = await deps.duck.read((s) => lastReading(s, delivery));
  await placeReceipt(
    deps,
    delivery,
    { status, reason, batch, counts, replaces },
    { ...(await stagedFacts(deps, null, null, delivery)), reading },
  );
}
