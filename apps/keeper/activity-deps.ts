import type { ActivityDeps, KeeperObserver } from '../../activities/deps.js';
import { buildHash } from '../version.js';
import type { Parts } from './parts.js';

/** What the steps are made of. */
export function activityDeps(
  parts: Parts,
  { version, observer }: { version: string; observer: KeeperObserver },
): ActivityDeps {
  const { duck, store, paths, config, pool, identity, inFlight } = parts;
  const now = () => new Date();
  return {
    duck,
    store,
    paths,
    config,
    pool,
    secret: identity.secret,
    inFlight,
    version,
    build: buildHash(),
    observer,
    now,
  };
}
