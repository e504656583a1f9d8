/** Whether the audit chain of an archive is whole, as a restore asks it. */
import type { Session } from '../../core/archive/duck.js';
import { verifyAudit } from '../../core/audit/verify.js';

export async function auditFault(s: Session): Promise<string | null> {
  const found = await verifyAudit(s, []);
  return found.ok ? null : `entry ${found.firstBad} ${found.fault}`;
}
