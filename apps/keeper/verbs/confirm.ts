/** A restored workspace is told that the stores and schedules of its settings are its own. */
import { rm } from 'node:fs/promises';
import { appendAudit } from '../../../core/archive/log/audit.js';
import { actor } from '../actor.js';
import { leftAlone } from '../apart.js';
import { syncSchedules } from '../schedules.js';
import type { ConfirmAnswer } from '../snapshot-answers.js';
import type { VerbContext } from './context.js';

export async function restoreConfirm({ parts, serving, engine }: VerbContext): Promise<ConfirmAnswer> {
  const { apart, duck, paths, config } = parts;
  const used = leftAlone(config);
  if (apart === null) return { confirmed: false, snapshot: null, ...used };
  await duck.write(async (s) => {
    await appendAudit(s, { actor: actor(), action: 'restore confirm', subject: apart.snapshot, detail: { ...used } });
  });
  await rm(paths.apart, { force: true });
  parts.apart = null;
  if (serving) await syncSchedules(parts, engine());
  return { confirmed: true, snapshot: apart.snapshot, ...used };
}
