import { z } from 'zod';
import { readHighWater } from '../../../core/archive/high-water.js';
import { timeOf } from '../../../core/archive/times.js';
import { listAudit } from '../../../core/audit/list.js';
import { verifyAudit } from '../../../core/audit/verify.js';
import { parseArgs, wholeNumber } from './args.js';
import type { VerbContext } from './context.js';

export async function auditVerify({ parts }: VerbContext) {
  const mark = await readHighWater(parts.paths.highWater);
  return parts.duck.read((s) => verifyAudit(s, mark));
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
  return { entries: await parts.duck.read((s) => listAudit(s, { ...filter, limit })) };
}
