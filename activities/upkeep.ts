import { stat } from 'node:fs/promises';
import { openDeliveries } from '../core/archive/log/deliveries.js';
import { dayIn } from '../core/intake/done.js';
import { sweepDone } from '../core/intake/done-sweep.js';
import { momentOf } from '../core/intake/passed-time.js';
import type { ActivityDeps } from './deps.js';
import { removeStaged, stagedDeliveries, stagingFolder } from './staged.js';

/** Younger staging may belong to a delivery that is being driven again. */
const stagingAgeMs = 86_400_000;

/** Removes what outlived its time: day folders of `done/`, staging that no open delivery needs. */
export async function sweepWorkspace(deps: ActivityDeps): Promise<{ days: number; stagings: number }> {
  const { config, paths, duck } = deps;
  const now = deps.now();
  const days = await sweepDone({
    doneFolder: paths.done,
    today: dayIn(config.timeZone, now),
    keepDays: config.inbox.doneDays,
    moment: momentOf(now),
  });
  const open = new Set((await duck.read(openDeliveries)).map(({ delivery }) => delivery));
  let stagings = 0;
  for (const delivery of await stagedDeliveries(deps)) {
    const found = await stat(stagingFolder(deps, delivery)).catch(() => null);
    if (open.has(delivery) || !found || now.getTime() - found.mtimeMs < stagingAgeMs) continue;
    await removeStaged(deps, delivery);
    stagings++;
  }
  return { days: days.length, stagings };
}
