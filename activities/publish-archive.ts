import { archiveReach } from '../core/archive/high-water.js';
import { publish, publishedState } from '../core/archive/publish/publish.js';
import type { ActivityDeps } from './deps.js';
import type { StepContext } from './step.js';

/** Renews the analysts' copy unless it shows the archive's last row already. */
export async function publishArchive(deps: ActivityDeps, context: StepContext): Promise<{ published: boolean }> {
  const { duck, paths, config } = deps;
  const { lastSeq } = await duck.read(archiveReach);
  if ((await publishedState(paths.publishedFile))?.lastSeq === lastSeq) return { published: false };
  context.progress({ step: 'publish' });
  await publish(duck, { out: paths.publishedFile, datasets: config.datasets, signal: context.signal });
  return { published: true };
}
