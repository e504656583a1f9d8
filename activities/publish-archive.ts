import { publish } from '../core/archive/publish/publish.js';
import { publishedState } from '../core/archive/publish/state.js';
import type { ActivityDeps } from './deps.js';
import type { StepContext } from './step.js';

/** Renews the analysts' copy; nothing is written when it shows all there is. */
export async function publishArchive(deps: ActivityDeps, context: StepContext): Promise<{ published: boolean }> {
  const { duck, paths, config } = deps;
  const before = await publishedState(paths.publishedFile);
  context.progress({ step: 'publish' });
  const { signal } = context;
  const after = await publish(duck, { out: paths.publishedFile, datasets: config.datasets, signal });
  return { published: after.publishedAt !== before?.publishedAt };
}
