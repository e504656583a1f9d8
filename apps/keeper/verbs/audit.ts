import { z } from 'zod';
import { markMissing, readHighWater } from '../../../core/archive/high-water.js';
import { timeOf } from '../../../core/archive/times.js';
import { auditPage, listAudit } from '../../../core/audit/list.js';
import { type AuditWitness, verifyAudit } from '../../../core/audit/verify.js';
import { recordedSnapshots } from '../../../core/snapshots/ledger.js';
import { roleFile } from '../../../core/archive/publish/roles.js';
import { publishedState } from '../../../core/archive/publish/state.js';
import type { AuditVerifyAnswer } from '../answers.js';
import type { Parts } from '../parts.js';
import { ownSnapshots } from './snapshot.js';
import { parseArgs, wholeNumber } from './args.js';
import type { VerbContext } from './context.js';

/** Who outside the archive knows of the end of the chain: the mark, what was published, and the snapshots the log tells of. */
async function witnesses(parts: Parts): Promise<AuditWitness[]> {
  const { paths, config } = parts;
  const mark = await readHighWater(paths.highWater);
  const known: AuditWitness[] = mark ? [{ ...mark, kind: 'mark', name: '' }] : [];
  for (const { name } of config.roles) {
    const state = await publishedState(roleFile(paths.published, name));
    if (state?.auditHash) known.push({ ...state, kind: 'published', name });
  }
  const recorded = new Set(await parts.duck.read((s) => recordedSnapshots(s)));
  for (const one of await ownSnapshots(parts))
    if ('head' in one && recorded.has(one.id)) known.push({ ...one.head.highWater, kind: 'snapshot', name: one.id });
  return known;
}

export async function auditVerify({ parts }: VerbContext): Promise<AuditVerifyAnswer> {
  const known = await witnesses(parts);
  return parts.duck.read(async (s) => ({
    ...(await verifyAudit(s, known)),
    markMissing: (await listAudit(s, { action: markMissing })).map(({ at }) => at),
  }));
}

const text = z.string().optional();
const listSchema = z.strictObject({
  action: text,
  actor: text,
  subject: text,
  from: text,
  limit: z.string(),
});

export async function auditList({ parts }: VerbContext, args: unknown) {
  const { limit: asMany, from: asked, ...rest } = parseArgs(listSchema, args);
  const limit = wholeNumber(asMany, 'The limit');
  const from = asked === undefined ? undefined : timeOf(asked, parts.config.timeZone);
  const filter = Object.fromEntries(Object.entries({ ...rest, from }).filter(([, value]) => value !== undefined));
  return parts.duck.read((s) => auditPage(s, { ...filter, limit }));
}
