/** Points of view on the log: what was known up to a seq, what was true up to a time. SQL texts only. */

/** `known`: log rows up to this seq; `effective`: sightings up to this UTC time (`YYYY-MM-DD HH:MM:SS…`). Null = all. */
export interface PointOfView {
  known: number | null;
  effective: string | null;
}

/** All that is known, all times. */
export const fullView: PointOfView = { known: null, effective: null };

const upTo = (column: string, known: number | null): string =>
  known === null ? 'true' : `${column} <= ${Math.trunc(known)}`;

/** The batches that count: not undone. Columns of `log.batches`. */
export function liveBatchesSql({ known }: PointOfView): string {
  return `SELECT * FROM archive.log.batches b WHERE ${upTo('b.seq', known)} AND b.seq NOT IN (
    SELECT u.batch FROM archive.log.undos u WHERE ${upTo('u.seq', known)})`;
}

/** record, golden: the last link decision that counts, by record; `where` limits rows of `log.links l`. */
export function goldensSql(pov: PointOfView, where = 'true'): string {
  return `SELECT l.record, max_by(l.golden, l.seq) AS golden FROM archive.log.links l
    WHERE ${upTo('l.seq', pov.known)} AND (${where})
      AND (l.batch IS NULL OR l.batch IN (SELECT seq FROM (${liveBatchesSql(pov)})))
    GROUP BY l.record`;
}
