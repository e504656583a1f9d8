import { publish } from '../../../core/archive/publish/publish.js';
import { isPublishedCurrent } from '../workspace.js';
import type { VerbContext } from './index.js';

/** Renews the copy for analysts when the archive has moved on. */
export async function publishNow({ parts, progress, signal }: VerbContext) {
  const { duck, paths, config } = parts;
  if (await isPublishedCurrent(parts)) return { published: false };
  progress({ step: 'publish' });
  const done = await publish(duck, { out: paths.publishedFile, datasets: config.datasets, signal });
  return { published: true, ...done };
}
