/** Who did what. */
import type { Session } from '../archive/duck.js';
import { isoSql, num } from '../archive/duck.js';

export interface AuditFilter {
  actor?: string;
  action?: string;
  subject?: string;
  /** from is inside, to is not. */
  from?: Date;
  to?: Date;
  /** The newest so many; default 100. */
  limit?: number;
}

export interface AuditEntry {
  seq: number;
  /** ISO 8601 UTC. */
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: unknown;
}

export interface AuditPage {
  /** The newest that pass the filter, oldest first. */
  entries: AuditEntry[];
  /** How many more pass it. */
  older: number;
}

/** The newest events that pass the filter, and how many older ones there are. */
export async function auditPage(s: Session, filter: AuditFilter = {}): Promise<AuditPage> {
  const entries = await listAudit(s, filter);
  const { where, params } = conditionsOf(filter);
  const all = await s.count(`SELECT count(*) FROM archive.log.audit WHERE ${where}`, params);
  return { entries, older: all - entries.length };
}

function conditionsOf(filter: AuditFilter): { where: string; params: string[] } {
  const params: string[] = [];
  const where = [
    ...(['actor', 'action', 'subject'] as const).map((column) => [`${column} = `, '', filter[column]] as const),
    ['"at" >= ', '::TIMESTAMP', filter.from?.toISOString()] as const,
    ['"at" < ', '::TIMESTAMP', filter.to?.toISOString()] as const,
  ].flatMap(([before, after, value]) => (value === undefined ? [] : [`${before}$${params.push(value)}${after}`]));
  return { where: ['true', ...where].join(' AND '), params };
}

/** The newest events that pass the filter, oldest first. */
export async function listAudit(s: Session, filter: AuditFilter = {}): Promise<AuditEntry[]> {
  const { where, params } = conditionsOf(filter);
  const rows = await s.rows<Record<'iso' | 'actor' | 'action' | 'subject' | 'detail', string> & { seq: string }>(
    `SELECT *, ${isoSql('"at"')} AS iso FROM archive.log.audit
     WHERE ${where} ORDER BY seq DESC LIMIT ${Math.trunc(filter.limit ?? 100)}`,
    params,
  );
  return rows.reverse().map((row) => ({
    seq: num(row.seq),
    at: row.iso,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    detail: JSON.parse(row.detail) as unknown,
  }));
}
