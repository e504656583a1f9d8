/** Says in a restored log what it does not know of removals and holds: they go on counting there. */
import type { Session } from '../../archive/duck.js';
import { quoteText } from '../../archive/duck.js';
import { appendAudit } from '../../archive/log/audit.js';
import { insertErasures, insertRuns } from '../../archive/log/removals.js';
import { transaction } from '../../archive/log/transactions.js';
import type { LogTransaction } from '../../archive/log/transactions.js';
import type { Known } from './known.js';

/** Inside a write. `dataset`: of the others nothing was restored; null: everything was. */
export async function carryKnown(s: Session, known: Known, snapshot: string, dataset: string | null): Promise<void> {
  const { at, news } = known;
  if (news.removals + news.holds === 0) return;
  const tx = await transaction(s, 'removal');
  const of = dataset === null ? 'true' : `dataset = ${quoteText(dataset)}`;
  await insertFrom(s, tx, 'removals', `SELECT * FROM ${at}removals`);
  await insertRuns(s, tx, `(SELECT * FROM ${at}removed WHERE removal IN (SELECT removal FROM ${at}removals))`);
  await insertErasures(s, tx, `(SELECT * FROM ${at}erasures WHERE ${of})`);
  const holds = `SELECT hold, state, dataset, record, 'restore' AS by_whom, ${quoteText(tx.at)}::TIMESTAMP AS "at" FROM ${at}holds WHERE ${of}`;
  await insertFrom(s, tx, 'holds', holds);
  await appendAudit(s, { actor: 'restore', action: 'removals kept', subject: snapshot, detail: { ...news } });
}

async function insertFrom(s: Session, tx: LogTransaction, table: string, sql: string): Promise<void> {
  const rows = await s.count(`SELECT count(*) FROM (${sql})`);
  if (rows === 0) return;
  await s.run(`INSERT INTO archive.log.${table} SELECT ${tx.take(rows)} - 1 + row_number() OVER (), * FROM (${sql})`);
}
