/** Why a delivery was refused or held, with the numbers of its message: an issue of the delivery itself. */
import type { Session } from '../duck.js';
import { transaction } from './transactions.js';

export type ReasonParams = Record<string, string | number>;

export interface Reason {
  delivery: string;
  /** Catalogue code. */
  code: string;
  level: string;
  params: ReasonParams;
}

export async function writeReason(s: Session, { delivery, code, level, params }: Reason): Promise<void> {
  const tx = await transaction(s, 'outcome');
  await s.run(`INSERT INTO archive.log.issues (seq, delivery, code, level, params) VALUES ($1, $2, $3, $4, $5)`, [
    tx.take(),
    delivery,
    code,
    level,
    JSON.stringify(params),
  ]);
}

/** Params of a delivery's reason; empty when none was written. */
export async function reasonParams(s: Session, delivery: string, code: string): Promise<ReasonParams> {
  const row = await s.one<{ params: string | null }>(
    `SELECT arg_max(params, seq) AS params FROM archive.log.issues WHERE delivery = $1 AND code = $2 AND batch IS NULL`,
    [delivery, code],
  );
  return row?.params ? (JSON.parse(row.params) as ReasonParams) : {};
}
