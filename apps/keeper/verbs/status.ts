import { watchedFolders } from '../../../schemas/config.js';
import { sourcesSummary, recentDeliveries, datasetCounts } from '../../../core/archive/log/summary.js';
import { publishedState } from '../../../core/archive/publish/state.js';
import { lastProved } from '../../../core/snapshots/drill/proved.js';
import { drills } from '../../../core/snapshots/ledger.js';
import type { StatusAnswer } from '../answers.js';
import { isPublishedCurrent } from '../workspace.js';
import type { VerbContext } from './index.js';
import { listSnapshots } from './snapshot.js';

/** What runs, what waits, what came last. */
export async function status(context: VerbContext): Promise<StatusAnswer> {
  const { parts, serving, startedAt } = context;
  const { duck, config, paths } = parts;
  const published = await publishedState(paths.publishedFile);
  const upToDate = await isPublishedCurrent(parts);
  const { snapshots } = await listSnapshots(parts);
  const waiting = serving ? context.intake().waiting : [];
  return duck.read(async (s) => {
    const held = await drills(s);
    const known = new Map((await sourcesSummary(s)).map((row) => [row.source, row]));
    return {
      workspace: paths.root,
      keeper: {
        running: serving,
        pid: serving ? process.pid : null,
        since: serving ? startedAt : null,
        temporal: serving ? context.engine().server.address : null,
      },
      queues: { waiting: waiting.length, running: serving ? context.intake().running : 0 },
      waiting,
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
      schedules: [],
    };
  });
}
