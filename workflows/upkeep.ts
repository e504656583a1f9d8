import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../schemas/steps.js';
import { committing, tidying } from './profiles.js';
import { Renewal } from './renewal.js';

const { publishArchive: publish } = proxyActivities<Activities>(committing);
const { sweepWorkspace: sweep } = proxyActivities<Activities>(tidying);

export const archiveChanged = defineSignal('archiveChanged');

/** `maxStaleMs` is absent where a former version of the program started it: then the debounce is counted from the first change. */
export interface PublishInput {
  debounceMs: number;
  maxStaleMs?: number;
}

/** Renews the analysts' copy once for a burst of commits, and during a burst that does not end; ends when nothing more changed meanwhile. */
export async function publishArchive(input: PublishInput): Promise<void> {
  const { debounceMs, maxStaleMs } = input;
  const renewal = new Renewal({ debounceMs, maxStaleMs: maxStaleMs ?? debounceMs }, { now: () => Date.now(), sleep });
  setHandler(archiveChanged, () => renewal.changed());
  renewal.changed();
  while (renewal.isOpen) {
    await (maxStaleMs === undefined ? sleep(debounceMs) : renewal.due());
    renewal.taken();
    await publish();
    await condition(() => renewal.isOpen, 1);
    if (renewal.isOpen && maxStaleMs !== undefined && workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof publishArchive>(input);
  }
}

/** Removes what outlived its time. */
export async function sweepWorkspace(): Promise<{ days: number; stagings: number }> {
  return sweep();
}
