/** Drills of the workspace a keeper holds. */
import { z } from 'zod';
import { removeKept } from '../../../core/archive/upgrade/swap.js';
import { parseIdentity } from '../../../core/snapshots/age/keys.js';
import { runDrill } from '../../../core/snapshots/drill.js';
import type { MoneyColumns } from '../../../core/snapshots/facts.js';
import { drills, ownStore } from '../../../core/snapshots/ledger.js';
import { snapshotKey } from '../../../core/snapshots/manifest/sign.js';
import type { Config } from '../../../schemas/config.js';
import { actor } from '../actor.js';
import type { DrillsAnswer } from '../snapshot-answers.js';
import { identitiesOf } from '../snapshot-keys.js';
import { storeNamed, storesOf } from '../snapshot-stores.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './index.js';

const moneyOf = ({ datasets }: Config): MoneyColumns =>
  Object.fromEntries(
    datasets.map(({ name, fields }) => [
      name,
      fields.filter(({ type }) => type === 'money').map(({ id }) => `f_${id}`),
    ]),
  );

/** `identities`: used instead of the workspace's own, so that a drill proves that they open it. */
const runSchema = z.strictObject({
  id: z.string().optional(),
  store: z.string().optional(),
  identities: z.array(z.string()).optional(),
});

export async function drillRun({ parts, progress, signal }: VerbContext, args: unknown): Promise<DrillsAnswer> {
  const { id, store = ownStore, identities } = parseArgs(runSchema, args);
  const { duck, paths, identity, config } = parts;
  progress({ step: 'drill' });
  const drill = await runDrill({
    duck,
    paths,
    store: storeNamed(storesOf(paths, config), store, false).spec(),
    key: snapshotKey(identity.secret),
    identities: identities?.map(parseIdentity) ?? (await identitiesOf(paths)),
    ...(id === undefined ? {} : { id }),
    money: moneyOf(config),
    memoryLimitMb: config.memory.archiveMb,
    threads: config.threads.archive,
    actor: actor(),
    signal,
  });
  // The archive of today's format is proved restorable: files of older formats may go.
  if (drill.result === 'pass') await removeKept(paths.archiveFile);
  return { drills: [drill] };
}

export const drillList = async ({ parts }: VerbContext): Promise<DrillsAnswer> => ({
  drills: await parts.duck.read(drills),
});
