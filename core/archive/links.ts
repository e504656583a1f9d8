/** Link decisions: which records are one customer. The last live decision of a record counts. */
import { NamedError } from '../../schemas/errors.js';
import { derive } from './derive.js';
import { num } from './duck.js';
import type { Session } from './duck.js';
import { appendAudit } from './log/audit.js';
import { transaction } from './log/transactions.js';

/** Links the records of golden `from` to golden `into`; answers the records that moved. */
export async function mergeGolden(s: Session, from: number, into: number, by: string): Promise<number[]> {
  if (from === into) throw new NamedError('merge-itself', 'a customer cannot be merged with itself', { exit: 'usage' });
  const [moving, staying] = [await recordsOf(s, from), await recordsOf(s, into)];
  if (moving.length === 0 || staying.length === 0 || moving[0]?.dataset !== staying[0]?.dataset) {
    throw new NamedError('merge-unknown', `${from} and ${into} are not two current ids of one dataset`, {
      exit: 'usage',
    });
  }
  const records = moving.map(({ record }) => record);
  await decide(s, records, () => into, by);
  await appendAudit(s, { actor: by, action: 'merge', subject: String(into), detail: { from, records } });
  return records;
}

/** Gives each of the records back the golden id it was born with. */
export async function unlinkRecords(s: Session, records: number[], by: string): Promise<void> {
  await decide(s, records, (record) => record, by);
  await appendAudit(s, { actor: by, action: 'unmerge', subject: records.join(','), detail: { records } });
}

/** Records whose golden id is `golden` today. */
export async function recordsOf(s: Session, golden: number): Promise<{ record: number; dataset: string }[]> {
  const rows = await s.rows<{ record: string; dataset: string }>(
    'SELECT record, dataset FROM archive.derived.heads WHERE golden = $1 ORDER BY record',
    [golden],
  );
  return rows.map(({ record, dataset }) => ({ record: num(record), dataset }));
}

async function decide(s: Session, records: number[], golden: (record: number) => number, by: string): Promise<void> {
  const tx = await transaction(s, 'link');
  for (const record of records) {
    await s.run('INSERT INTO archive.log.links VALUES ($1, NULL, $2, $3, $4, $5::TIMESTAMP)', [
      tx.take(),
      record,
      golden(record),
      by,
      tx.at,
    ]);
  }
  await s.run('CREATE OR REPLACE TEMP TABLE link_ids (record BIGINT)');
  if (records.length > 0) await s.run(`INSERT INTO link_ids VALUES ${records.map((r) => `(${r})`).join(', ')}`);
  await derive(s, 'temp.main.link_ids');
}
