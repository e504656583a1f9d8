import { z } from 'zod';
import { publishRoles, removeFormerRoles } from '../../../core/archive/publish/roles.js';
import type { PublishAnswer } from '../answers.js';
import { isPublishedCurrent } from '../workspace.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './context.js';

const schema = z.strictObject({ role: z.string().optional(), whole: z.boolean().optional() });

/** Renews the files of the roles (or of one) where the archive has moved on; `whole` makes them from nothing. */
export async function publishNow({ parts, progress, signal }: VerbContext, args: unknown): Promise<PublishAnswer> {
  const { role, whole = false } = parseArgs(schema, args);
  const { duck, paths, config, identity } = parts;
  await removeFormerRoles(paths.published, config.roles);
  if (!whole && (await isPublishedCurrent(parts, role))) return { published: false, roles: [] };
  progress({ step: 'publish' });
  const done = await publishRoles(duck, {
    folder: paths.published,
    roles: config.roles,
    datasets: config.datasets,
    secret: identity.secret,
    ...(role === undefined ? {} : { only: role }),
    whole,
    signal,
  });
  const roles = done
    .filter(({ written }) => written)
    .map(({ role: name, file, publishedAt, lastSeq, sizeBytes, historyBytes, tookMs, whole: reason }) => ({
      role: name,
      file,
      publishedAt,
      lastSeq,
      sizeBytes,
      historyBytes,
      tookMs,
      whole: reason,
    }));
  return { published: roles.length > 0, roles };
}
