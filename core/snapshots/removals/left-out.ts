/** The rows that a restore leaves out, held against what the log says was removed. */
import type { Session } from '../../archive/duck.js';
import { num, quoteText } from '../../archive/duck.js';
import { digestRows } from '../../archive/row-digest.js';
import { addDigests } from '../manifest/model.js';
import { differs } from '../plain-files.js';
import type { Known } from './known.js';

interface Found {
  rows: number;
  digest: string;
}

/** Sums up what is left out, file by file; `check` compares when all files were read. */
export class LeftOut {
  readonly #known: Known;
  /** By removal and table. */
  readonly #found = new Map<string, Found>();
  /** SHA-256 of originals left out. */
  readonly originals = new Set<string>();

  constructor(known: Known) {
    this.#known = known;
  }

  /** `from`: a file of rows of the table, up to the last seq that is restored. */
  async add(s: Session, table: string, from: string, columns: readonly string[]): Promise<void> {
    const mine = `SELECT removal, seq FROM ${this.#known.at}removed WHERE of_table = ${quoteText(table)}`;
    const there = await s.rows<{ removal: string }>(
      `SELECT DISTINCT removal FROM (${mine}) SEMI JOIN ${from} USING (seq) ORDER BY removal`,
    );
    for (const { removal } of there) {
      const rows = `seq IN (SELECT seq FROM (${mine}) WHERE removal = ${quoteText(removal)})`;
      const more = await digestRows(s, from, columns, rows);
      const before = this.#found.get(`${removal} ${table}`) ?? { rows: 0, digest: '' };
      const digest = addDigests(before.digest, more.digest);
      this.#found.set(`${removal} ${table}`, { rows: before.rows + more.rows, digest });
    }
    if (table !== 'originals' || there.length === 0) return;
    const files = await s.rows<{ sha256: string }>(
      `SELECT sha256 FROM ${from} WHERE seq IN (SELECT seq FROM (${mine}))`,
    );
    for (const { sha256 } of files) this.originals.add(sha256);
  }

  /**
   * Throws `restore-differs` where rows are not those that the log says were removed. It can be told where all of them are there and
   * the snapshot has the format that the archive had at the removal.
   */
  async check(s: Session, to: number): Promise<void> {
    const { at } = this.#known;
    const format =
      await s.one(`SELECT max(TRY_CAST(regexp_extract(kind, '^format ([0-9]{1,9})$', 1) AS INTEGER)) AS format
      FROM ${at}0_transactions WHERE last_seq <= ${to}`);
    const told = await s.rows<Record<string, string>>(
      `SELECT DISTINCT ON (removal, of_table) * FROM ${at}all_removals WHERE format = ${num(format?.['format'])}`,
    );
    for (const row of told) {
      const found = this.#found.get(`${row['removal']} ${row['of_table']}`);
      const wanted = num(row['rows_before']) - num(row['rows_after']);
      if (!found || found.rows !== wanted) continue;
      if (addDigests(found.digest, row['digest_after'] ?? '') !== row['digest_before'])
        throw differs(`rows of ${row['of_table']} are not those that were removed`);
    }
  }
}
