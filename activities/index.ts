/** The steps as Temporal sees them: composition of the rooms, heartbeats and failures; the work itself is in core. */
import type { Activities } from '../schemas/steps.js';
import { commitDelivery } from './commit-delivery.js';
import { concludeDelivery } from './conclude-delivery.js';
import type { ActivityDeps } from './deps.js';
import { mapDelivery } from './map-delivery.js';
import { openMembers, sumMembers } from './members.js';
import { parseDelivery } from './parse-delivery.js';
import { publishArchive } from './publish-archive.js';
import { settleDelivery } from './settle-delivery.js';
import { step, type StepContext } from './step.js';
import { sweepWorkspace } from './upkeep.js';

export type { ActivityDeps, KeeperObserver } from './deps.js';
export { renewReceipt } from './receipt.js';

export function createActivities(deps: ActivityDeps): Activities {
  const wrap = <I, O>(work: (deps: ActivityDeps, input: I, context: StepContext) => Promise<O>) =>
    step<I, O>(deps.observer, (input, context) => work(deps, input, context));
  return {
    parseDelivery: wrap(parseDelivery),
    mapDelivery: wrap(mapDelivery),
    commitDelivery: wrap(commitDelivery),
    openMembers: wrap(openMembers),
    sumMembers: wrap(sumMembers),
    concludeDelivery: wrap(concludeDelivery),
    settleDelivery: wrap(settleDelivery),
    publishArchive: step<void, { published: boolean }>(deps.observer, (_, context) => publishArchive(deps, context)),
    sweepWorkspace: step<void, { days: number; stagings: number }>(deps.observer, () => sweepWorkspace(deps)),
  };
}
