import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { findDelivery, lastOutcome } from '../../../core/archive/log/deliveries.js';
import type { Session } from '../../../core/archive/duck.js';
import { appendAudit } from '../../../core/archive/log/audit.js';
import { type Config, uploads } from '../../../schemas/config.js';
import { NamedError } from '../../../schemas/errors.js';
import { namedDataset } from '../../named.js';
import { actor } from '../actor.js';
import type { ApproveAnswer, DeliveryAnswer, IngestAnswer } from '../answers.js';
import type { Intake } from '../intake.js';
import { reconcileWork } from '../reconcile.js';
import { safeguard } from '../safeguard.js';
import { parseArgs } from './args.js';
import { waitEnded, whileAwaited } from './awaited.js';
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

/** Lands the files one after another (their order is their order of arrival), drives them side by side. Throws `wait-stopped`. */
export async function ingest({ parts, intake, progress, signal }: VerbContext, args: unknown): Promise<IngestAnswer> {
  const { files, ...asked } = parseArgs(ingestSchema, args);
  const target = targetOf(parts.config, asked);
  const landed: Promise<DeliveryAnswer>[] = [];
  for (const path of files) {
    if (signal.aborted) throw waitEnded();
    progress({ step: 'land' });
    const startedAt = performance.now();
    const delivery = await intake().land({ path, ...target, via: 'command', actor: actor() });
    const driven = intake().drive({ delivery }, startedAt);
    // Told below, where all are awaited; nobody hears of it when the next file cannot be landed.
    driven.catch(() => undefined);
    landed.push(driven);
  }
  const answers: DeliveryAnswer[] = [];
  for (const answer of await whileAwaited(Promise.all(landed), signal))
    answers.push(answer, ...(await membersAnswers(intake(), answer)));
  return { deliveries: answers };
}

/** What the members of a packed file came to, in their order, each followed by its own. */
async function membersAnswers(intake: Intake, { members }: DeliveryAnswer): Promise<DeliveryAnswer[]> {
  const answers: DeliveryAnswer[] = [];
  for (const member of members) {
    const answer = await intake.answer(member, 0);
    answers.push(answer, ...(await membersAnswers(intake, answer)));
  }
  return answers;
}

const approveSchema = z.strictObject({ delivery: z.string(), snapshot: z.boolean().default(true) });

/** Drives a held delivery on, with the loss approved: many records are gone at once, so a snapshot is taken and checked before. */
export async function approve(context: VerbContext, args: unknown): Promise<ApproveAnswer> {
  const { parts, intake } = context;
  const { delivery, snapshot } = parseArgs(approveSchema, args);
  await parts.duck.read((s) => assertHeld(s, delivery));
  const snapshotBefore = snapshot ? await safeguard(context) : null;
  await parts.duck.write(async (s) => {
    await assertHeld(s, delivery);
    await appendAudit(s, { actor: actor(), action: 'approve', subject: delivery, detail: {} });
  });
  const answer = await whileAwaited(intake().drive({ delivery, approvedLoss: true }), context.signal);
  return { deliveries: [answer, ...(await membersAnswers(intake(), answer))], snapshotBefore };
}

async function assertHeld(s: Session, delivery: string): Promise<void> {
  const outcome = (await findDelivery(s, delivery)) && (await lastOutcome(s, delivery));
  if (outcome?.status === 'held') return;
  throw new NamedError('not-held', `Delivery ${delivery} is not held.`, { hint: 'See "sheetkeep status".' });
}

export const reconcile = ({ parts, engine, intake, signal }: VerbContext) =>
  whileAwaited(reconcileWork(parts, engine(), intake(), true), signal);
