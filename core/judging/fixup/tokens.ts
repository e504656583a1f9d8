/** Reads the tokens of returned rows as one set. */
import { num, quoteIdent } from '../../archive/duck.js';
import type { Session } from '../../archive/duck.js';
import { rowTokenPattern, tokenMacHoldsSql } from './token.js';

/** One staged table with a token column. */
export interface TokenSource {
  part: number;
  /** FROM-clause with columns row, c0, c1 …. */
  staged: string;
  /** 0-based position of the token column. */
  position: number;
}

export interface TokenCounts {
  /** Rows with a token. */
  tokens: number;
  /** Of these, made by another workspace or changed; all of them: refuse the file with `token-foreign`. */
  foreign: number;
  /** Deliveries that own tokens refer to, most rows first. */
  parents: { delivery: string; rows: number }[];
}

/**
 * Makes `returned(part, row, delivery, parent_part, parent_row)` in the scratch catalog from own tokens, and
 * `foreign_rows(part, row)` from the others. Cells without a token are ordinary rows.
 */
export async function readTokens(
  s: Session,
  scratch: string,
  sources: readonly TokenSource[],
  secret: Uint8Array,
): Promise<TokenCounts> {
  const at = `${quoteIdent(scratch)}.main.`;
  const cells = sources.map(
    ({ part, staged, position }) =>
      `SELECT ${part} AS part, row::BIGINT AS "row", trim(c${position}) AS token FROM ${staged} WHERE starts_with(trim(c${position}), 'SK1.')`,
  );
  const none = `SELECT 0 AS part, 0::BIGINT AS "row", '' AS token WHERE false`;
  const group = (number: number): string => `regexp_extract(token, '${rowTokenPattern}', ${number})`;
  const own = `regexp_matches(token, '${rowTokenPattern}') AND ${tokenMacHoldsSql(secret, 'token')}`;
  await s.run(
    `CREATE OR REPLACE TABLE ${at}tokens AS SELECT *, ${own} AS own FROM (${cells.join(' UNION ALL ') || none})`,
  );
  await s.run(`CREATE OR REPLACE TABLE ${at}returned AS SELECT part::INTEGER AS part, "row", ${group(1)} AS delivery,
    ${group(2)}::INTEGER AS parent_part, ${group(3)}::BIGINT AS parent_row FROM ${at}tokens WHERE own`);
  await s.run(
    `CREATE OR REPLACE TABLE ${at}foreign_rows AS SELECT part::INTEGER AS part, "row" FROM ${at}tokens WHERE NOT own`,
  );
  await s.run(`DROP TABLE ${at}tokens`);
  const parents = await s.rows<{ delivery: string; rows: string }>(
    `SELECT delivery, count(*) AS rows FROM ${at}returned GROUP BY ALL ORDER BY rows DESC, delivery LIMIT 1000`,
  );
  const foreign = await s.count(`SELECT count(*) FROM ${at}foreign_rows`);
  const tokens = foreign + (await s.count(`SELECT count(*) FROM ${at}returned`));
  return {
    tokens,
    foreign,
    parents: parents.map(({ delivery, rows }) => ({ delivery, rows: num(rows) })),
  };
}
