/** Members of a packed file: deliveries of their own, and what was left out of it (docs/archive-format.md, Packed files). */
import { createHash } from 'node:crypto';
import type { Counts, DeliveryStatus } from '../../../schemas/outcomes.js';
import type { Row, Session } from '../duck.js';
import { appendAudit } from './audit.js';
import { countsOf, type Delivery } from './deliveries.js';
import type { ReasonParams } from './reasons.js';
import { transaction } from './transactions.js';

const counts = ['rows', 'accepted', 'fresh', 'changed', 'unchanged', 'rejected', 'duplicates', 'skipped'];

export interface NewMember {
  name: string;
  sha256: string;
  sizeBytes: number;
  /** Reference of the stored original. */
  ref: string;
  /** ISO 8601 UTC; null = the packed file's. */
  sourceTime: string | null;
  /** null = not known yet. */
  dataset: string | null;
  /** Catalogue code of a member that only its original is kept of: it has its outcome at once. */
  kept: string | null;
}

export interface LeftOutMember {
  name: string;
  /** Catalogue code, beginning with `member-`. */
  code: string;
  level: string;
}

/** The same for the same packed file and place, so that unpacking again after a kill lands nothing twice. */
export const memberId = (packed: string, position: number): string =>
  `d${createHash('sha256').update(`${packed}\u001f${position}`).digest('hex').slice(0, 24)}`;

/** Whether the file was unpacked before. */
export async function isUnpacked(s: Session, packed: string): Promise<boolean> {
  const members = `SELECT 1 FROM archive.log.deliveries WHERE parent = $1 AND via = 'member'`;
  const leftOut = `SELECT 1 FROM archive.log.issues WHERE delivery = $1 AND batch IS NULL AND starts_with(code, 'member-')`;
  return (await s.one(`${members} UNION ALL ${leftOut} LIMIT 1`, [packed])) !== undefined;
}

/** Lands all members, in this order, and says what was left out. Nothing when the file was unpacked before. */
export async function landMembers(
  s: Session,
  packed: Delivery,
  members: readonly NewMember[],
  leftOut: readonly LeftOutMember[],
): Promise<void> {
  if (await isUnpacked(s, packed.delivery)) return;
  const tx = await transaction(s, 'land');
  const first = tx.take(3 * members.length + leftOut.length);
  const rows = members.map((member, at) => ({ ...member, delivery: memberId(packed.delivery, at) }));
  await s.run(
    `INSERT INTO archive.log.originals
     SELECT ${first} + min(n), sha256, any_value(m.sizeBytes), any_value(m.ref), $2::TIMESTAMP
     FROM (SELECT m, m.sha256 AS sha256, n FROM (${listed(memberShape)}))
     WHERE sha256 NOT IN (SELECT sha256 FROM archive.log.originals) GROUP BY sha256`,
    [JSON.stringify(rows), tx.at],
  );
  await s.run(
    `INSERT INTO archive.log.deliveries
     SELECT ${first + members.length} + n, m.delivery, m.sha256, $2, m.dataset, m.name, coalesce(m.sourceTime, $3)::TIMESTAMP,
       $4::TIMESTAMP, 'member', $5 FROM (${listed(memberShape)})`,
    [JSON.stringify(rows), packed.source, packed.sourceTime, tx.at, packed.delivery],
  );
  await s.run(
    `INSERT INTO archive.log.outcomes (seq, delivery, status, reason, ${counts.join(', ')}, "at")
     SELECT ${first + 2 * members.length} + n, m.delivery, 'committed', m.kept, ${counts.map(() => '0').join(', ')}, $2::TIMESTAMP
     FROM (${listed(memberShape)}) WHERE m.kept IS NOT NULL`,
    [JSON.stringify(rows), tx.at],
  );
  await s.run(
    `INSERT INTO archive.log.issues (seq, delivery, code, level, value)
     SELECT ${first + 3 * members.length} + n, $2, m.code, m.level, m.name FROM (${listed(leftOutShape)})`,
    [JSON.stringify(leftOut), packed.delivery],
  );
  const detail = { members: rows.map(({ delivery }) => delivery), leftOut: leftOut.length };
  await appendAudit(s, { actor: 'keeper', action: 'unpack', subject: packed.delivery, detail });
}

const memberShape =
  '{"delivery":"VARCHAR","name":"VARCHAR","sha256":"VARCHAR","sizeBytes":"BIGINT","ref":"VARCHAR","sourceTime":"VARCHAR","dataset":"VARCHAR","kept":"VARCHAR"}';
const leftOutShape = '{"name":"VARCHAR","code":"VARCHAR","level":"VARCHAR"}';

/** The objects of the JSON list `$1` as `m`, with their position `n`. */
const listed = (shape: string): string =>
  `SELECT unnest(list) AS m, unnest(range(len(list))) AS n FROM (SELECT from_json($1::JSON, '[${shape}]') AS list)`;

export interface MemberOutcome {
  delivery: string;
  name: string;
  /** null = still under way. */
  status: DeliveryStatus | null;
  batch: string | null;
  reason: string | null;
  /** Numbers of the reason's message. */
  reasonParams: ReasonParams;
  /** Reference of its receipt. */
  receipt: string | null;
  counts: Counts;
}

const membersSql = `SELECT d.delivery, d.file_name, o.status, o.batch, o.reason, o.receipt, i.params,
    ${counts.map((name) => `coalesce(o.${name}, 0) AS ${name}`).join(', ')}
  FROM archive.log.deliveries d
  LEFT JOIN (SELECT * FROM archive.log.outcomes QUALIFY row_number() OVER (PARTITION BY delivery ORDER BY seq DESC) = 1) o
    ON o.delivery = d.delivery
  LEFT JOIN (SELECT delivery, code, arg_max(params, seq) AS params FROM archive.log.issues WHERE batch IS NULL GROUP BY ALL) i
    ON i.delivery = d.delivery AND i.code = o.reason
  WHERE d.parent = $1 AND d.via = 'member' ORDER BY d.seq`;

/** Asked of every delivery, most of which are no packed files: these need not look through all outcomes. */
async function hasMembers(s: Session, packed: string): Promise<boolean> {
  const sql = `SELECT 1 FROM archive.log.deliveries WHERE parent = $1 AND via = 'member' LIMIT 1`;
  return (await s.one(sql, [packed])) !== undefined;
}

/** The members of a packed file in their order, each with what it came to last. */
export async function membersOf(s: Session, packed: string): Promise<MemberOutcome[]> {
  if (!(await hasMembers(s, packed))) return [];
  return (await s.rows(membersSql, [packed])).map((row: Row) => ({
    delivery: row['delivery'] as string,
    name: row['file_name'] as string,
    status: row['status'] as DeliveryStatus | null,
    batch: row['batch'] as string | null,
    reason: row['reason'] as string | null,
    reasonParams: JSON.parse((row['params'] as string | null) ?? '{}') as ReasonParams,
    receipt: row['receipt'] as string | null,
    counts: countsOf(row),
  }));
}

/** The members of a packed file with the references of their originals. */
export async function originalsOfMembers(s: Session, packed: string): Promise<{ name: string; ref: string }[]> {
  return s.rows<{ name: string; ref: string }>(
    `SELECT d.file_name AS name, o.ref FROM archive.log.deliveries d JOIN archive.log.originals o USING (sha256)
     WHERE d.parent = $1 AND d.via = 'member' ORDER BY d.seq`,
    [packed],
  );
}

/** What was left out of a packed file, in its order. */
export async function leftOutOf(s: Session, packed: string): Promise<{ name: string; code: string }[]> {
  return s.rows<{ name: string; code: string }>(
    `SELECT value AS name, code FROM archive.log.issues
     WHERE delivery = $1 AND batch IS NULL AND starts_with(code, 'member-') ORDER BY seq`,
    [packed],
  );
}

/** How deep a delivery lies in packed files; 0 = it came by itself. */
export async function depthOf(s: Session, delivery: string): Promise<number> {
  return s.count(
    `WITH RECURSIVE up AS (
       SELECT delivery, parent, via FROM archive.log.deliveries WHERE delivery = $1
       UNION ALL SELECT d.delivery, d.parent, d.via FROM archive.log.deliveries d JOIN up ON d.delivery = up.parent AND up.via = 'member')
     SELECT count(*) - 1 FROM up`,
    [delivery],
  );
}
