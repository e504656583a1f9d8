import { basename, join } from 'node:path';
import { dayIn, settleSource } from '../core/intake/done.js';
import { lastOutcome } from '../core/archive/log/deliveries.js';
import { watchedFolders } from '../schemas/config.js';
import type { DeliveryInput } from '../schemas/steps.js';
import { knownDelivery } from './delivery.js';
import type { ActivityDeps } from './deps.js';
import { removeStaged } from './staged.js';

/** The sent file leaves the inbox, what was staged is removed. */
export async function settleDelivery(deps: ActivityDeps, { delivery }: DeliveryInput): Promise<void> {
  const { duck, paths, config, inFlight } = deps;
  const arrival = await duck.read((s) => knownDelivery(s, delivery));
  const folder = watchedFolders(config).find(({ source }) => source === arrival.source)?.folder;
  if (arrival.via === 'folder' && folder !== undefined && basename(arrival.fileName) === arrival.fileName) {
    const path = join(paths.root, folder, arrival.fileName);
    const claimed = inFlight.of(delivery)?.identity;
    const day = dayIn(config.timeZone, deps.now());
    const settled = await settleSource({
      path,
      delivery,
      sha256: arrival.sha256,
      claimed,
      doneFolder: paths.done,
      day,
    });
    if (settled.kind === 'moved') inFlight.moved({ path: settled.path, identity: settled.identity, from: path });
  }
  inFlight.done(delivery, false);
  const outcome = await duck.read((s) => lastOutcome(s, delivery));
  // What is answered already need not be answered again.
  await removeStaged(deps, delivery, outcome?.status === 'needs-mapping');
}
