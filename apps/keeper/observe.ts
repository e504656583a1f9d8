/** What the keeper hears of running steps; nothing of it crosses Temporal. */
import type { KeeperObserver } from '../../activities/deps.js';
import type { Progress } from './wire.js';

export function observe(tell: (event: Progress) => void): KeeperObserver {
  return {
    progress: (delivery, step) => tell({ ...step, delivery }),
    failed: (delivery, code) => tell({ step: 'failed', delivery, code }),
    concluded: (outcome) => tell({ step: 'concluded', delivery: outcome.delivery, status: outcome.status }),
  };
}

/** Nobody listens. */
export const silent: KeeperObserver = observe(() => undefined);
