import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { findDelivery, heldLike, lastOutcome } from '../../../core/archive/log/deliveries.js';
import type { Session } from '../../../core/archive/duck.js';
import { appendAudit } from '../../../core/archive/log/audit.js';
import { type Config, uploads } from '../../../schemas/config.js';
import { NamedError } from '../../../schemas/errors.js';
import type { Lang } from '../../../schemas/issues/issue.js';
import { namedDataset } from '../../named.js';
import { actor } from '../actor.js';
import type { ApproveAnswer, DeliveryAnswer, IngestAnswer } from '../answers.js';
import type { Intake } from '../intake.js';
import { reconcileWork } from '../reconcile.js';
import { safeguard } from '../safeguard.js';
import { parseArgs } from './args.js';
import { whileAwaited } from './awaited.js';
import type { VerbContext } from './context.js';

const ingestSchema = z.strictObject({
  files: z.array(z.string().refine(isAbsolute, 'must be absolute')).min(1),
  source: z.string().optional(),
  dataset: z.string().optional(),
});

interface Target {
  source: string;
  dataset: string | null;
}

/** Where command-line files belong: the named source, else the first source of the dataset, else the uploads. */
function targetOf(config: Config, asked: { source?: string | undefined; dataset?: string | undefined }): Target {
  const known = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(', ');
  if (asked.dataset !== undefined) namedDataset(config, asked.dataset);
  if (asked.source !== undefined) {
    const source = config.sources.find(({ name }) => name === asked.source);
    if (!source)
      throw new NamedError('unknown-source', `There is no source "${asked.source}".`, {
        hint: `Sources: ${known(config.sources)}.`,
        exit: 'usage',
      });
    return { source: source.name, dataset: asked.dataset ?? source.dataset };
  }
  const ofDataset = config.sources.find(({ dataset }) => asked.dataset !== undefined && dataset === asked.dataset);
  return { source: ofDataset?.name ?? uploads, dataset: asked.dataset ?? null };
}

/** Lands the files one after another (their order is their order of arrival), drives a few side by side. Throws as `whileAwaited`. */
export async function ingest(context: VerbContext, args: unknown): Promise<IngestAnswer> {
  const { parts, intake, progress, lang } = context;
  const { files, ...asked } = parseArgs(ingestSchema, args);
  const target = targetOf(parts.config, asked);
  const outcomes = await whileAwaited(context, async (signal) => {
    const landed: Promise<DeliveryAnswer>[] = [];
    for (const path of files) {
      signal.throwIfAborted();
      progress({ step: 'land' });
      const arrival = { path, ...target, via: 'command' as const, actor: actor() };
      landed.push((await intake().arrive(arrival, signal)).ended);
    }
    return Promise.all(landed);
  });
  const answers: DeliveryAnswer[] = [];
  for (const { delivery, ms } of outcomes) answers.push(...(await withMembers(intake(), { delivery, ms, lang })));
  return { deliveries: answers };
}

interface Asked {
  delivery: string;
  /** How long its own end took. */
  ms: number;
  lang: Lang;
}

/** What a delivery came to; of a packed file followed by its members in their order, each by its own. */
async function withMembers(intake: Intake, { delivery, ms, lang }: Asked): Promise<DeliveryAnswer[]> {
  const answer = await intake.answer(delivery, ms, lang);
  const answers = [answer];
  for (const member of answer.members) answers.push(...(await withMembers(intake, { delivery: member, ms: 0, lang })));
  return answers;
}

const approveSchema = z.strictObject({ delivery: z.string(), snapshot: z.boolean().default(true) });

/**
 * Drives a held delivery on, with the loss approved: many records are gone at once, so a snapshot is taken and checked before.
 * Others of the same content that were held, too, go on after it and find nothing left to do.
 */
export async function approve(context: VerbContext, args: unknown): Promise<ApproveAnswer> {
  const { parts, intake, lang } = context;
  const { delivery, snapshot } = parseArgs(approveSchema, args);
  await parts.duck.read((s) => assertHeld(s, delivery));
  const snapshotBefore = snapshot ? await safeguard(context) : null;
  await parts.duck.write(async (s) => {
    await assertHeld(s, delivery);
    await appendAudit(s, { actor: actor(), action: 'approve', subject: delivery, detail: {} });
  });
  const { ms } = await whileAwaited(context, () => intake().drive({ delivery, approvedLoss: true }));
  const answers = await withMembers(intake(), { delivery, ms, lang });
  const alike = await parts.duck.read((s) => heldLike(s, delivery));
  for (const other of answers[0]?.status === 'committed' ? alike : []) {
    await whileAwaited(context, () => intake().drive({ delivery: other }));
    answers.push(...(await withMembers(intake(), { delivery: other, ms: 0, lang })));
  }
  return { deliveries: answers, snapshotBefore };
}

async function assertHeld(s: Session, delivery: string): Promise<void> {
  const hint = 'See "sheetkeep status".';
  if ((await findDelivery(s, delivery)) === null)
    throw new NamedError('delivery-unknown', `Delivery ${delivery} is not in the archive.`, { hint });
  if ((await lastOutcome(s, delivery))?.status === 'held') return;
  throw new NamedError('not-held', `Delivery ${delivery} is not held.`, { hint });
}

export const reconcile = (context: VerbContext) =>
  whileAwaited(context, () => reconcileWork(context.parts, context.engine(), context.intake(), true));
