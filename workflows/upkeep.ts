import { condition, defineSignal, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type { Activities } from '../schemas/steps.js';
import { committing, tidying } from './profiles.js';

const { publishArchive: publish } = proxyActivities<Activities>(committing);
const { sweepWorkspace: sweep } = proxyActivities<Activities>(tidying);

export const archiveChanged = defineSignal('archiveChanged');

/** Renews the analysts' copy once for a burst of commits; ends when nothing more changed meanwhile. */
export async function publishArchive({ debounceMs }: { debounceMs: number }): Promise<void> {
  let changed = true;
  setHandler(archiveChanged, () => void (changed = true));
  while (changed) {
    await sleep(debounceMs);
    changed = false;
    await publish();
    await condition(() => changed, 1);
  }
}

/** Removes what outlived its time. */
export async function sweepWorkspace(): Promise<{ days: number; stagings: number }> {
  return sweep();
}
