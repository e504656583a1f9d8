/** Snapshots and drills of the workspace a keeper holds. */
import { z } from 'zod';
import type { MoneyColumns } from '../../../core/snapshots/facts.js';
import { runDrill } from '../../../core/snapshots/drill.js';
import { drills, provedBy, recordedSnapshots } from '../../../core/snapshots/ledger.js';
import { readSnapshots } from '../../../core/snapshots/chain.js';
import { checkSnapshots } from '../../../core/snapshots/check.js';
import { snapshotKey, snapshotKinds } from '../../../core/snapshots/manifest.js';
import { takeSnapshot } from '../../../core/snapshots/take.js';
import type { Config } from '../../../schemas/config.js';
import { productVersion } from '../../version.js';
import { actor } from '../actor.js';
import type { Parts } from '../parts.js';
import { toSnapshot } from '../snapshot-answers.js';
import type { CheckResult, DrillsAnswer, SnapshotsAnswer } from '../snapshot-answers.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './index.js';

const takeSchema = z.strictObject({ kind: z.enum(snapshotKinds).optional() });

export async function snapshotTake({ parts, progress, signal }: VerbContext, args: unknown): Promise<SnapshotsAnswer> {
  const { kind } = parseArgs(takeSchema, args);
  const { duck, paths, identity } = parts;
  const manifest = await takeSnapshot({
    duck,
    paths,
    workspace: identity.id,
    key: snapshotKey(identity.secret),
    ...(kind ? { kind } : {}),
    actor: actor(),
    product: productVersion(),
    progress,
    signal,
  });
  return { snapshots: [toSnapshot(manifest, false)] };
}

/** Snapshots whose manifest can be read, oldest first. */
export async function listSnapshots({ duck, paths, identity }: Parts): Promise<SnapshotsAnswer> {
  const found = await readSnapshots(paths.snapshots, snapshotKey(identity.secret));
  const proved = provedBy(await duck.read(drills));
  const snapshots = found.flatMap((one) => ('manifest' in one ? [toSnapshot(one.manifest, proved.has(one.id))] : []));
  return { snapshots, unreadable: found.flatMap((one) => ('fault' in one ? [{ id: one.id, fault: one.fault }] : [])) };
}

export const snapshotList = ({ parts }: VerbContext): Promise<SnapshotsAnswer> => listSnapshots(parts);

const checkSchema = z.strictObject({
  id: z.string().optional(),
  slice: z.strictObject({ n: z.number().int().positive(), t: z.number().int().positive() }).optional(),
});

export async function snapshotCheck({ parts, signal }: VerbContext, args: unknown): Promise<CheckResult> {
  const { id, slice } = parseArgs(checkSchema, args);
  const { duck, paths, identity } = parts;
  return checkSnapshots({
    root: paths.snapshots,
    key: snapshotKey(identity.secret),
    ...(id === undefined ? {} : { id }),
    ...(slice ? { slice } : {}),
    recorded: await duck.read(recordedSnapshots),
    signal,
  });
}

const moneyOf = ({ datasets }: Config): MoneyColumns =>
  Object.fromEntries(
    datasets.map(({ name, fields }) => [
      name,
      fields.filter(({ type }) => type === 'money').map(({ id }) => `f_${id}`),
    ]),
  );

export async function drillRun({ parts, progress, signal }: VerbContext, args: unknown): Promise<DrillsAnswer> {
  const { id } = parseArgs(z.strictObject({ id: z.string().optional() }), args);
  const { duck, paths, identity, config } = parts;
  progress({ step: 'drill' });
  const drill = await runDrill({
    duck,
    paths,
    key: snapshotKey(identity.secret),
    ...(id === undefined ? {} : { id }),
    money: moneyOf(config),
    memoryLimitMb: config.memory.archiveMb,
    threads: config.threads.archive,
    actor: actor(),
    signal,
  });
  return { drills: [drill] };
}

export const drillList = async ({ parts }: VerbContext): Promise<DrillsAnswer> => ({
  drills: await parts.duck.read(drills),
});
