/** Takes a whole import back: its sightings stop being live, and what they touched is derived again. */
import { NamedError } from '../../schemas/errors.js';
import { deriveGone, deriveRecords } from './derive/derive.js';
import { num } from './duck.js';
import type { Duck, Session } from './duck.js';
import { appendAudit } from './log/audit.js';
import { completeLanding } from './log/liveness.js';
import { transaction } from './log/transactions.js';

export interface Undone {
  batch: number;
  /** The batch and its corrections, as undone; empty when it was undone before. */
  batches: number[];
  /** Records that nothing live sees any more. */
  removed: number;
  /** Records that say again what they said without it. */
  reverted: number;
  /** Records that a live import still sees and whose state stays as it is. */
  kept: number;
  /** Records of the batch that a later live import has seen too: what that one says stays. */
  conflicts: number;
  /** Records that were gone at their complete source and no longer are. */
  returned: number;
  /** Records that are gone there now: an earlier complete import holds again. */
  gone: number;
}

export const whereBatches = '"sheetkeep status" shows the batches of the last files; all stand in the table "batches".';

/** What `undoBatch` would do, exactly; nothing stays. */
export const planUndo = (duck: Duck, batch: number): Promise<Undone> =>
  duck.rehearse((s) => undoBatch(s, batch, 'plan'));

/** Undoes a batch and the batches that correct it. Undoing twice changes nothing. Throws `batch-unknown`. */
export async function undoBatch(s: Session, batch: number, by: string): Promise<Undone> {
  const row = await s.one('SELECT source, dataset FROM archive.log.batches WHERE seq = $1', [batch]);
  if (!row)
    throw new NamedError('batch-unknown', `there is no batch ${batch}`, {
      exit: 'usage',
      hint: whereBatches,
    });
  const source = row['source'] as string;
  const dataset = row['dataset'] as string;
  const batches = await familyOf(s, batch);
  if (batches.length === 0) return { ...nothing, batch, batches };
  const list = batches.join(', ');
  await s.run(`CREATE OR REPLACE TEMP TABLE undo_before AS
    SELECT DISTINCT s.record, h.state, s2.record IS NOT NULL AS conflict
    FROM archive.log.sightings s LEFT JOIN archive.derived.heads h ON h.record = s.record
    LEFT JOIN (${laterSightings(list)}) s2 ON s2.record = s.record
    WHERE s.batch IN (${list})`);
  await s.run(`INSERT INTO undo_before SELECT DISTINCT l.record, h.state, FALSE
    FROM archive.log.links l LEFT JOIN archive.derived.heads h ON h.record = l.record
    WHERE l.batch IN (${list}) AND l.record NOT IN (SELECT record FROM undo_before)`);
  await s.run(
    'CREATE OR REPLACE TEMP TABLE undo_gone AS SELECT record FROM archive.derived.heads WHERE source = $1 AND dataset = $2 AND gone',
    [source, dataset],
  );
  await writeUndos(s, batches, by);
  await deriveRecords(s, dataset, 'SELECT record FROM undo_before');
  await deriveGone(s, source, dataset, await completeLanding(s, source, dataset));
  const done = { batch, batches, ...(await compare(s)), ...(await compareGone(s, source, dataset)) };
  const { removed, reverted, conflicts } = done;
  await appendAudit(s, {
    actor: by,
    action: 'undo',
    subject: String(batch),
    detail: { batches, removed, reverted, conflicts },
  });
  return done;
}

const nothing = { removed: 0, reverted: 0, kept: 0, conflicts: 0, returned: 0, gone: 0 };

async function compareGone(s: Session, source: string, dataset: string): Promise<Pick<Undone, 'returned' | 'gone'>> {
  const row = await s.one(
    `SELECT count(*) FILTER (NOT h.gone AND b.record IS NOT NULL) AS returned,
      count(*) FILTER (h.gone AND b.record IS NULL) AS gone
    FROM archive.derived.heads h LEFT JOIN undo_gone b ON b.record = h.record
    WHERE h.source = $1 AND h.dataset = $2`,
    [source, dataset],
  );
  return { returned: num(row?.['returned']), gone: num(row?.['gone']) };
}

/** The batch and the batches whose parent it is, to any depth; those undone already are left out. */
async function familyOf(s: Session, batch: number): Promise<number[]> {
  const rows = await s.rows(
    `WITH RECURSIVE family AS (
       SELECT seq FROM archive.log.batches WHERE seq = $1
       UNION SELECT b.seq FROM archive.log.batches b JOIN family f ON b.parent = f.seq)
     SELECT seq FROM family WHERE seq NOT IN (SELECT batch FROM archive.log.undos) ORDER BY seq`,
    [batch],
  );
  return rows.map(({ seq }) => num(seq));
}

const laterSightings = (list: string): string => `
  SELECT DISTINCT s.record FROM archive.log.sightings s JOIN archive.log.batches b ON b.seq = s.batch
  WHERE s.kind = 'seen' AND b.seq NOT IN (${list}) AND b.seq NOT IN (SELECT batch FROM archive.log.undos)
    AND b.landing > (SELECT min(landing) FROM archive.log.batches WHERE seq IN (${list}))
    AND s.record IN (SELECT record FROM archive.log.sightings WHERE batch IN (${list}))`;

async function writeUndos(s: Session, batches: number[], by: string): Promise<void> {
  const tx = await transaction(s, 'undo');
  for (const batch of batches) {
    await s.run('INSERT INTO archive.log.undos VALUES ($1, $2, $3, $4::TIMESTAMP)', [tx.take(), batch, by, tx.at]);
  }
}

async function compare(s: Session): Promise<Pick<Undone, 'removed' | 'reverted' | 'kept' | 'conflicts'>> {
  const row = await s.one(`SELECT count(*) FILTER (b.state IS NOT NULL AND h.record IS NULL) AS removed,
      count(*) FILTER (h.state <> b.state) AS reverted, count(*) FILTER (h.state = b.state) AS kept,
      count(*) FILTER (conflict) AS conflicts
    FROM undo_before b LEFT JOIN archive.derived.heads h ON h.record = b.record`);
  return {
    removed: num(row?.['removed']),
    reverted: num(row?.['reverted']),
    kept: num(row?.['kept']),
    conflicts: num(row?.['conflicts']),
  };
}
