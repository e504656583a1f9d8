/** Work that no workflow knows of any more is driven again from the log and the originals. */
import { join } from 'node:path';
import { type Delivery, lastOutcome, openDeliveries, originalsOf } from '../../core/archive/log/deliveries.js';
import { leavingFrom } from '../../core/intake/done.js';
import { watchedFolders } from '../../schemas/config.js';
import type { Engine } from './engine.js';
import type { Intake } from './intake.js';
import type { Synced } from '../temporal/schedules.js';
import type { Parts } from './parts.js';
import { renewDue, type Renewed } from './renew-receipts.js';
import { syncSchedules } from './schedules.js';

export interface Reconciled {
  /** Deliveries that had no outcome, or had failed, and were driven now. */
  started: number;
  /** Of them, those that a workflow was driving already. */
  running: number;
  /** Leftovers removed: staging without work, days of `done/` past their time. */
  swept: number;
  /** Originals that are not in their place any more: how many, and the first files that brought some of them. */
  missing: { originals: number; files: { delivery: string; file: string }[] };
  /** Receipts that a death or a folder kept from telling what was taken back. */
  renewed: Renewed;
  /** Schedules made, made anew after the settings, and removed. */
  schedules: Synced;
}

/**
 * Deliveries without an outcome, taken back for another reading, or failed on a full disk; with `failedToo` also those
 * that failed for good, when a person asks.
 */
const openWork = (parts: Parts, failedToo: boolean) =>
  parts.duck.read(async (s) => {
    const open: Delivery[] = [];
    for (const one of await openDeliveries(s)) {
      const last = await lastOutcome(s, one.delivery);
      if (failedToo || last?.status !== 'failed' || last.reason === 'disk-full') open.push(one);
    }
    // A packed file that is open drives its members itself, in their order.
    const ids = new Set(open.map(({ delivery }) => delivery));
    return open.filter(({ via, parent }) => via !== 'member' || !ids.has(parent ?? '')).map(({ delivery }) => delivery);
  });

const mostNamed = 10;

/** What somebody took out of originals/ by hand. The archive stands without it; the evidence does not. */
async function missingOriginals({ duck, store }: Parts): Promise<Reconciled['missing']> {
  const there = new Set(await store.list('originals'));
  const gone = (await duck.read(originalsOf)).filter(({ ref }) => !there.has(ref));
  const files = gone.slice(0, mostNamed).map(({ delivery, fileName }) => ({ delivery, file: fileName }));
  return { originals: gone.length, files };
}

/** Files that a death or a full disk stopped between their inbox and `done/`. What is still driven moves its own. */
async function leaveInboxes({ duck, paths, config }: Parts, { settle }: Engine): Promise<void> {
  for (const { folder } of watchedFolders(config)) {
    for (const delivery of await leavingFrom(join(paths.root, ...folder.split('/'))))
      if ((await duck.read((s) => lastOutcome(s, delivery))) !== null) await settle(delivery);
  }
}

/**
 * Starting is idempotent: a delivery under way is joined, a committed one is found in the ledger. A poison file fails
 * once for good: only a person's wish (`failedToo`) tries it again, and looks for every original. Without one, what is awaited already is left to that.
 */
export async function reconcileWork(
  parts: Parts,
  engine: Engine,
  intake: Intake,
  failedToo: boolean,
): Promise<Reconciled> {
  const schedules = await syncSchedules(parts, engine);
  const renewed = await renewDue(parts);
  await leaveInboxes(parts, engine);
  const open = (await openWork(parts, failedToo)).filter((delivery) => failedToo || !intake.isDriving(delivery));
  const under = intake.running;
  const driven: Promise<unknown>[] = [];
  for (const delivery of open) driven.push((await intake.goOn({ delivery })).ended);
  await Promise.all(driven);
  const swept = await engine.starts.sweep();
  return {
    started: open.length,
    running: Math.min(under, open.length),
    missing: failedToo ? await missingOriginals(parts) : { originals: 0, files: [] },
    swept: (swept?.days ?? 0) + (swept?.stagings ?? 0),
    renewed,
    schedules,
  };
}
