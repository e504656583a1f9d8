/** Figures for the status page: small results, whatever the size of the archive. */
import { isAnswers } from '../../../schemas/outcomes.js';
import { isoSql, num } from '../duck.js';
import type { Session } from '../duck.js';
import { quoteText } from '../sql-text.js';
import { commitTold } from './commit-told.js';
import { reasonParams } from './reasons.js';
import type { ReasonParams } from './reasons.js';

export interface SourceSummary {
  source: string;
  deliveries: number;
  /** ISO 8601 UTC. */
  lastDelivery: string;
}

export async function sourcesSummary(s: Session): Promise<SourceSummary[]> {
  const rows = await s.rows<Record<string, string>>(
    `SELECT source, count(*) AS n, ${isoSql('max(landed_at)')} AS last FROM archive.log.deliveries GROUP BY source ORDER BY source`,
  );
  return rows.map((row) => ({
    source: row['source'] ?? '',
    deliveries: num(row['n']),
    lastDelivery: row['last'] ?? '',
  }));
}

export interface RecentDelivery {
  delivery: string;
  /** When it landed, ISO 8601 UTC. */
  at: string;
  source: string;
  file: string;
  /** The batch of its last outcome. */
  batch: string | null;
  /** `open` = no outcome yet. */
  status: string;
  rows: number;
  accepted: number;
  rejected: number;
  /** Records that it marked gone at its complete source. */
  gone: number;
  /** Code of why it came to that. */
  reason: string | null;
  /** Names of the files that it answered for. */
  answered: string[];
  /** A person took its batch back: its counts tell what it was, not what the archive holds. */
  undone: boolean;
}

/** The last deliveries with their last outcome, newest first. */
export async function recentDeliveries(s: Session, limit: number): Promise<RecentDelivery[]> {
  const rows = await s.rows<Record<string, string> & { undone: boolean }>(
    `SELECT d.delivery, ${isoSql('d.landed_at')} AS at, d.source, d.file_name, o.batch, o.reason, coalesce(o.status, 'open') AS status,
       EXISTS (SELECT 1 FROM archive.log.undos u WHERE u.batch = o.batch AND u.by_whom <> 'keeper') AS undone, coalesce(o.rows, 0) AS n, coalesce(o.accepted, 0) AS accepted, coalesce(o.rejected, 0) AS rejected
     FROM (SELECT * FROM archive.log.deliveries ORDER BY seq DESC LIMIT ${limit}) d
     LEFT JOIN (SELECT delivery, arg_max(status, seq) AS status, max_by({'b': batch}, seq).b AS batch, max_by({'r': reason}, seq).r AS reason, arg_max(rows, seq) AS rows, arg_max(accepted, seq) AS accepted,
         arg_max(rejected, seq) AS rejected FROM archive.log.outcomes GROUP BY delivery) o ON o.delivery = d.delivery
     ORDER BY d.seq DESC`,
  );
  const answered = new Map<string, string[]>();
  for (const { delivery = '', reason = '' } of rows)
    if (isAnswers(reason)) answered.set(delivery, await answeredFiles(s, await reasonParams(s, delivery, reason)));
  const told = await commitTold(
    s,
    rows.flatMap(({ batch }) => (batch ? [num(batch)] : [])),
  );
  return rows.map((row) => ({
    delivery: row['delivery'] ?? '',
    at: row['at'] ?? '',
    source: row['source'] ?? '',
    file: row['file_name'] ?? '',
    batch: row['batch'] ?? null,
    status: row['status'] ?? '',
    rows: num(row['n']),
    accepted: num(row['accepted']),
    rejected: num(row['rejected']),
    gone: told.get(Number(row['batch']))?.gone ?? 0,
    reason: row['reason'] ?? null,
    answered: answered.get(row['delivery'] ?? '') ?? [],
    undone: row['undone'] === true,
  }));
}

/** Names of the files that a workbook of answers answered for, by arrival; the params of its reason name their deliveries. */
export async function answeredFiles(s: Session, { answered }: ReasonParams): Promise<string[]> {
  const ids = String(answered ?? '')
    .split(' ')
    .map(quoteText);
  const rows = await s.rows<{ file_name: string }>(
    `SELECT file_name FROM archive.log.deliveries WHERE delivery IN (${ids.join(', ')}) ORDER BY seq`,
  );
  return rows.map(({ file_name }) => file_name);
}

/** Records with a live state, per dataset. */
export async function datasetCounts(s: Session): Promise<{ dataset: string; records: number }[]> {
  const rows = await s.rows<Record<string, string>>(
    'SELECT dataset, count(*) AS n FROM archive.derived.heads GROUP BY dataset ORDER BY dataset',
  );
  return rows.map((row) => ({ dataset: row['dataset'] ?? '', records: num(row['n']) }));
}
