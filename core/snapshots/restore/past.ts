/** Makes a restored archive ready to be compared: what was taken back since stays taken back. */
import { openArchive } from '../../archive/archive.js';
import type { ArchiveOptions } from '../../archive/archive.js';
import { num } from '../../archive/duck.js';
import { undoBatch } from '../../archive/undo.js';
import type { UndoneBatch } from './undone.js';
import { formerHeads, leftOut } from './states.js';

/**
 * `archive`: a restored one that nobody else has open; it is closed again. `undone`: batches of the living archive, by number and
 * delivery. `to`: the last seq that was restored; what it says of removals after that was known from elsewhere.
 */
export async function preparePast(archive: ArchiveOptions, undone: readonly UndoneBatch[], to: number): Promise<void> {
  const duck = await openArchive(archive);
  try {
    await duck.write(async (s) => {
      await s.run(
        `CREATE TABLE archive.${formerHeads} AS SELECT record, dataset, source, golden FROM archive.derived.heads`,
      );
      await s.run(`CREATE TABLE archive.${leftOut} AS
        SELECT DISTINCT record, dataset, source, golden FROM archive.log.erasures WHERE seq > ${to}`);
      const here = await s.rows<{ seq: string }>(
        `SELECT b.seq FROM archive.log.batches b
         JOIN (SELECT unnest(from_json($1, '[{"batch":"BIGINT","delivery":"VARCHAR"}]')) AS x) ON x.batch = b.seq AND x.delivery = b.delivery
         ANTI JOIN archive.log.undos u ON u.batch = b.seq ORDER BY b.seq`,
        [JSON.stringify(undone)],
      );
      for (const { seq } of here) await undoBatch(s, num(seq), 'restore');
    });
  } finally {
    await duck.close();
  }
}
