/** Parquet files for other programs, out of the published file of a role. */
import { sep } from 'node:path';
import { z } from 'zod';
import { publishRoles, namedRole, roleFile } from '../../../core/archive/publish/roles.js';
import { runExport } from '../../../core/exports/export.js';
import { NamedError } from '../../../schemas/errors.js';
import { namedDataset } from '../../named.js';
import { productVersion } from '../../version.js';
import { actor } from '../actor.js';
import { alertText } from '../alerts.js';
import type { ExportAnswer } from '../answers.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './context.js';

/** `to`: an absolute path; default: exports/ of the workspace. */
const schema = z.strictObject({
  dataset: z.string().optional(),
  to: z.string().optional(),
  plan: z.boolean().default(false),
});

type LeftOut = ExportAnswer['leftOut'][number];

const refused = ({ dataset, reason }: LeftOut): NamedError =>
  reason === 'local-only'
    ? new NamedError('export-local-only', `${dataset} must stay in the workspace: it is named in snapshots.localOnly`, {
        hint: 'Export it without --to, or allow it with exports.localElsewhere.',
      })
    : new NamedError('export-not-chosen', `${dataset} is not exported by the settings`, {
        hint: 'See exports.datasets, and what the role of exports.role sees.',
      });

export async function exportRun({ parts, alert, progress, signal }: VerbContext, args: unknown): Promise<ExportAnswer> {
  const { dataset, to, plan } = parseArgs(schema, args);
  const { duck, paths, config, identity } = parts;
  const role = namedRole(config.roles, config.exports.role);
  if (dataset !== undefined) namedDataset(config, dataset);
  const root = to ?? paths.exports;
  const isElsewhere = root !== paths.root && !root.startsWith(paths.root + sep);
  const mustStay = isElsewhere && !config.exports.localElsewhere ? config.snapshots.localOnly : [];
  const wanted = dataset === undefined ? config.exports.datasets : [dataset];
  const leftOut = wanted.flatMap((name): LeftOut[] => {
    if (mustStay.includes(name)) return [{ dataset: name, reason: 'local-only' }];
    return config.exports.datasets.includes(name) ? [] : [{ dataset: name, reason: 'not-exported' }];
  });
  if (dataset !== undefined && leftOut[0]) throw refused(leftOut[0]);
  progress({ step: 'publish' });
  const { datasets, roles } = config;
  await publishRoles(duck, {
    folder: paths.published,
    roles,
    datasets,
    secret: identity.secret,
    only: role.name,
    signal,
  });
  const goes = (name: string): boolean => config.exports.datasets.includes(name) && !mustStay.includes(name);
  const done = await runExport({
    duck,
    published: roleFile(paths.published, role.name),
    role,
    datasets: datasets.filter(({ name }) => wanted.includes(name) && goes(name)),
    keeps: (name) => dataset !== undefined && goes(name),
    settings: config.exports,
    root,
    workspace: identity.id,
    product: productVersion(),
    actor: actor(),
    minFreeBytes: config.disk.minFreeMb * (1 << 20),
    plan,
    progress,
    signal,
  });
  if (done.damaged.length > 0 && !plan) alert(alertText.exported(done.damaged, config.language));
  return { to: root, role: role.name, plan, leftOut, ...done };
}
