import { publishRoles } from '../core/archive/publish/roles.js';
import type { ActivityDeps } from './deps.js';
import type { StepContext } from './step.js';

/** Renews the files of all roles; nothing is written where they show all there is. */
export async function publishArchive(deps: ActivityDeps, context: StepContext): Promise<{ published: boolean }> {
  const { duck, paths, config, secret } = deps;
  context.progress({ step: 'publish' });
  const { roles, datasets } = config;
  const { signal } = context;
  try {
    const done = await publishRoles(duck, { folder: paths.published, roles, datasets, secret, signal });
    return { published: done.some(({ written }) => written) };
  } finally {
    context.progress({ step: 'published' });
  }
}
