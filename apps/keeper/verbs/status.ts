import { watchedFolders } from '../../../schemas/config.js';
import { sourcesSummary, recentDeliveries, datasetCounts } from '../../../core/archive/log/summary.js';
import { excerptOf } from '../../../core/archive/log/excerpts.js';
import { publishedState } from '../../../core/archive/publish/state.js';
import { lastProved } from '../../../core/snapshots/drill/proved.js';
import { drills } from '../../../core/snapshots/ledger.js';
import { NamedError } from '../../../schemas/errors.js';
import { leftAlone } from '../apart.js';
import type { StatusAnswer } from '../answers.js';
import { scheduleAnswers } from '../schedules.js';
import { isPublishedCurrent } from '../workspace.js';
import { keysList } from './keys.js';
import type { VerbContext } from './context.js';
import { listSnapshots } from './snapshot.js';

/** What runs, what waits, what came last. */
export async function status(context: VerbContext): Promise<StatusAnswer> {
  const { parts, serving, startedAt } = context;
  const { duck, config, paths } = parts;
  const published = await publishedState(paths.publishedFile);
  const upToDate = await isPublishedCurrent(parts);
  const { snapshots } = await listSnapshots(parts);
  const waiting = serving ? context.intake().waiting : [];
  const noFiles = serving ? context.intake().leftAlone : [];
  const schedules = await schedulesOf(context);
  const keyWarnings = await keyWarningsOf(context);
  return duck.read(async (s) => {
    const held = await drills(s);
    const known = new Map((await sourcesSummary(s)).map((row) => [row.source, row]));
    return {
      workspace: paths.root,
      excerpt: await excerptOf(s),
      apart: parts.apart && { ...parts.apart, ...leftAlone(config) },
      keeper: {
        running: serving,
        pid: serving ? process.pid : null,
        since: serving ? startedAt : null,
        temporal: serving ? context.engine().server.address : null,
        temporalAway: serving && isAway(context),
      },
      queues: { waiting: waiting.length, running: serving ? context.intake().running : 0 },
      waiting,
      leftAlone: noFiles,
      sources: watchedFolders(config).map(({ source, folder }) => ({
        source,
        dataset: config.sources.find(({ name }) => name === source)?.dataset ?? null,
        folder,
        lastDelivery: known.get(source)?.lastDelivery ?? null,
        deliveries: known.get(source)?.deliveries ?? 0,
      })),
      deliveries: await recentDeliveries(s, 20),
      datasets: await datasetCounts(s),
      published: { at: published?.publishedAt ?? null, upToDate },
      lastSnapshot: snapshots.at(-1) ?? null,
      lastDrill: held.at(-1) ?? null,
      lastProved: lastProved(held),
      keyWarnings,
      schedules,
    };
  });
}

/** A keyring that cannot be read is told, too: the rest is shown all the same. */
async function keyWarningsOf(context: VerbContext): Promise<StatusAnswer['keyWarnings']> {
  try {
    return (await keysList(context)).warnings;
  } catch (thrown) {
    if (thrown instanceof NamedError) return ['keys-damaged'];
    throw thrown;
  }
}

const isAway = ({ engine }: VerbContext): boolean => engine().server.isAway || engine().pulse.since !== null;

/** Somebody who looks at the status waits no longer for a server that has gone this moment. */
const lookMs = 1_000;

/** Next times only where a keeper serves and Temporal answers. */
async function schedulesOf(context: VerbContext): Promise<StatusAnswer['schedules']> {
  const asks = context.serving && !isAway(context);
  const all = await scheduleAnswers(context.parts, async ({ name }) =>
    asks
      ? context
          .engine()
          .schedules.state(name, lookMs)
          .catch(() => null)
      : null,
  );
  return all.map(({ name, run, paused, next, last }) => ({ name, run, paused, next, last }));
}
