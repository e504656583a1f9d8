/**
 * A keeper as a process of its own, to be killed; started by keeper-process.ts with the workspace as argument.
 * Takes up unfinished deliveries, watches the inbox, prints one JSON line per event. SIGTERM ends it in order.
 */
import { join } from 'node:path';
import { openDeliveries } from '../../core/archive/log/deliveries.js';
import { watchInboxes } from '../../core/intake/watch.js';
import { openHarness } from '../workflows/harness.js';

const [root] = process.argv.slice(2);
if (root === undefined) throw new Error('a workspace is needed');
const say = (event: unknown) => process.stdout.write(`${JSON.stringify(event)}\n`);

const keeper = await openHarness({ root, onProgress: (progress) => say(progress) });
const drive = async (delivery: string) => {
  await keeper.starts.ingest({ delivery });
  say({ done: await keeper.starts.outcome(delivery) });
};
const failed = (error: unknown) => {
  if ((error as { code?: string }).code !== 'keeper-stopping') say({ error: String(error) });
};
for (const { delivery } of await keeper.duck.read(openDeliveries)) drive(delivery).catch(failed);

const watch = watchInboxes({
  sources: keeper.config.sources.map(({ name, folder }) => ({ source: name, folder: join(root, folder) })),
  scanMs: 200,
  rules: { settleMs: 100, minAgeMs: 50, lockPatienceMs: 60_000, zipPatienceMs: 1_000 },
  inFlight: keeper.deps.inFlight,
  take: async ({ source, path }) => {
    const dataset = keeper.config.sources.find(({ name }) => name === source)?.dataset ?? '';
    const delivery = await keeper.land(dataset, path);
    say({ landed: delivery });
    drive(delivery).catch(failed);
  },
  tell: (event) => say(event),
});
say({ ready: process.pid });

process.once('SIGTERM', () => {
  const end = async () => {
    await watch.stop();
    await keeper.close();
    process.exit(0);
  };
  end().catch((error: unknown) => {
    failed(error);
    process.exitCode = 1;
  });
});
