/** Drills of the workspace a keeper holds. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { compiledModule } from '../../../core/archive/compiled.js';
import { writeAtomic } from '../../../core/archive/files.js';
import { removeKept } from '../../../core/archive/upgrade/swap.js';
import { parseIdentity } from '../../../core/snapshots/age/keys.js';
import { certificateHtml } from '../../../core/snapshots/drill/certificate.js';
import { lastProved } from '../../../core/snapshots/drill/proved.js';
import { runDrill } from '../../../core/snapshots/drill.js';
import type { MoneyColumns } from '../../../core/snapshots/facts.js';
import { drills, ownStore } from '../../../core/snapshots/ledger.js';
import type { DrillRow } from '../../../core/snapshots/ledger.js';
import { snapshotKey } from '../../../core/snapshots/manifest/sign.js';
import type { Config } from '../../../schemas/config.js';
import { NamedError } from '../../../schemas/errors.js';
import { productVersion } from '../../version.js';
import { actor } from '../actor.js';
import { alertText } from '../alerts.js';
import type { CertificateAnswer, DrillsAnswer } from '../snapshot-answers.js';
import { identitiesOf } from '../snapshot-keys.js';
import { storeNamed, storesOf } from '../snapshot-stores.js';
import { parseArgs } from './args.js';
import type { VerbContext } from './context.js';

const moneyOf = ({ datasets }: Config): MoneyColumns =>
  Object.fromEntries(
    datasets.map(({ name, fields }) => [
      name,
      fields.filter(({ type }) => type === 'money').map(({ id }) => `f_${id}`),
    ]),
  );

/** `identities`: used instead of the workspace's own, so that a drill proves that they open it. */
const runSchema = z.strictObject({
  id: z.string().optional(),
  store: z.string().optional(),
  identities: z.array(z.string()).optional(),
});

export async function drillRun({ parts, alert, progress, signal }: VerbContext, args: unknown): Promise<DrillsAnswer> {
  const { id, store = ownStore, identities } = parseArgs(runSchema, args);
  const { duck, paths, identity, config } = parts;
  progress({ step: 'drill' });
  const drill = await runDrill({
    duck,
    paths,
    store: storeNamed(storesOf(paths, config), store, false).spec(),
    key: snapshotKey(identity.secret),
    identities: identities?.map(parseIdentity) ?? (await identitiesOf(paths)),
    ...(id === undefined ? {} : { id }),
    money: moneyOf(config),
    reread: {
      module: compiledModule('../drill-reread.js', import.meta.url).href,
      settingsSince: (await stat(paths.config)).mtime.toISOString(),
    },
    memoryLimitMb: config.memory.archiveMb,
    threads: config.threads.archive,
    actor: actor(),
    signal,
  });
  // The archive of today's format is proved restorable: files of older formats may go.
  if (drill.result === 'pass') await removeKept(paths.archiveFile);
  else alert(alertText.drill(drill, config.language));
  return { drills: [drill], lastProved: lastProved(await duck.read(drills)) };
}

export async function drillList({ parts }: VerbContext): Promise<DrillsAnswer> {
  const rows = await parts.duck.read(drills);
  return { drills: rows, lastProved: lastProved(rows) };
}

const certificateSchema = z.strictObject({ id: z.string().optional() });

/** Writes the page of a drill that passed: the one of that id or of that snapshot, else the newest. */
export async function drillCertificate({ parts }: VerbContext, args: unknown): Promise<CertificateAnswer> {
  const { id } = parseArgs(certificateSchema, args);
  const { duck, paths, identity } = parts;
  const rows = await duck.read(drills);
  const wanted = (drill: DrillRow): boolean => id === undefined || drill.id === id || drill.snapshot === id;
  const drill = rows.findLast((one) => wanted(one) && one.result === 'pass' && one.facts !== null);
  if (!drill) {
    throw new NamedError('drill-not-passed', 'there is no drill that passed to certify', {
      hint: 'Hold one: sheetkeep drill run. See "sheetkeep drill list".',
    });
  }
  const certificate = join(paths.outbox, `${drill.id}.html`);
  await writeAtomic(certificate, certificateHtml(drill, identity.id, productVersion()));
  return { drill: drill.id, certificate };
}
