/** What arrived and what became of it: deliveries, batches, rejected rows, freshness. */
import { liveBatchesSql, fullView } from '../pov.js';
import type { Build } from './build.js';
import { fill, target } from './build.js';
import type { LogSight } from './sight.js';

const counts = 'rows, accepted, fresh AS "new", changed, unchanged, rejected, duplicates, skipped';
const live = liveBatchesSql(fullView);

/** A delivery without outcome is still under way: status NULL. */
export async function publishDeliveries(build: Build): Promise<void> {
  const dataset = 'coalesce(d.dataset, b.dataset)';
  // Names of files, and of receipts, which are made of them, may name a person.
  const name = (column: string): string => `CASE WHEN NOT ${build.log.guarded(dataset)} THEN ${column} END`;
  await build.s.run(`CREATE OR REPLACE TABLE ${target(build, 'deliveries')} AS
    SELECT d.delivery, d.source, d.dataset, ${name('d.file_name')} AS file_name, d.sha256, o.size_bytes, d.landed_at,
      d.source_time, d.via, d.parent, l.status, l.reason, l.batch, l.mapping_version, l.rows, l.accepted, l.fresh AS "new",
      l.changed, l.unchanged, l.rejected, l.duplicates, l.skipped, ${name('l.receipt')} AS receipt, l."at" AS finished_at
    FROM archive.log.deliveries d
    LEFT JOIN (SELECT sha256, min(size_bytes) AS size_bytes FROM archive.log.originals GROUP BY sha256) o USING (sha256)
    LEFT JOIN (SELECT * FROM archive.log.outcomes QUALIFY row_number() OVER (PARTITION BY delivery ORDER BY seq DESC) = 1) l
      USING (delivery)
    LEFT JOIN archive.log.batches b ON b.seq = l.batch
    WHERE ${build.log.seen(dataset)}`);
}

export async function publishBatches(build: Build): Promise<void> {
  await build.s.run(`CREATE OR REPLACE TABLE ${target(build, 'batches')} AS
    SELECT b.seq AS batch, b.delivery, b.parent, b.source, b.dataset, b.mapping_version, b.schema_version,
      b.rules_version, b.landed_at, b."at" AS committed_at, b.complete, ${counts}, u.undone_at, u.undone_by
    FROM archive.log.batches b
    LEFT JOIN (SELECT batch, min("at") AS undone_at, min_by(by_whom, seq) AS undone_by FROM archive.log.undos GROUP BY batch) u
      ON u.batch = b.seq
    WHERE ${build.log.seen('b.dataset')}`);
}

/** Rows to fix of live batches: raw cells as sent, why, and whether a later delivery brought them right. */
export async function publishRejected(build: Build): Promise<void> {
  const { s, since } = build;
  const table = target(build, 'rejected');
  if (since !== null) {
    await s.run(`CREATE OR REPLACE TEMP TABLE rejected_again AS
      SELECT batch, "row" FROM archive.log.rejected WHERE seq > ${since}
      UNION SELECT parent_batch, "row" FROM archive.log.resolutions WHERE seq > ${since}`);
    await s.run(`DELETE FROM ${table} AS p WHERE ${again('p')}`);
  }
  await fill(build, table, rejectedSql(build.log, since === null ? () => 'true' : again));
}

const again = (alias: string): string =>
  `EXISTS (SELECT 1 FROM temp.main.rejected_again a WHERE a.batch = ${alias}.batch AND a."row" = ${alias}."row")`;

const rejectedSql = (log: LogSight, which: (alias: string) => string): string => `
    SELECT b.delivery, r.batch, b.source, b.dataset,
      CASE WHEN NOT ${log.guarded('b.dataset')} THEN p.sheet END AS sheet, r."row",
      CASE WHEN NOT ${log.guarded('b.dataset')} THEN TRY_CAST(r.cells AS JSON) END AS cells, i.reasons,
      x."row" IS NOT NULL AS resolved
    FROM archive.log.rejected r
    JOIN (${live}) b ON b.seq = r.batch
    LEFT JOIN archive.log.parts p ON p.batch = r.batch AND p.part = r.part
    LEFT JOIN (
      SELECT batch, part, "row", to_json(list(struct_pack(code := code, col := col, field := field) ORDER BY seq)) AS reasons
      FROM archive.log.issues e WHERE level = 'error' AND ${which('e')} GROUP BY batch, part, "row") i
      ON i.batch = r.batch AND i.part = r.part AND i."row" = r."row"
    LEFT JOIN (
      SELECT DISTINCT parent_batch, part, "row" FROM archive.log.resolutions
      WHERE batch IN (SELECT seq FROM (${live}))) x
      ON x.parent_batch = r.batch AND x.part = r.part AND x."row" = r."row"
    WHERE ${which('r')} AND ${log.seenWhole('b.dataset')}`;

/** One row: when and up to where was published, how fresh each source is, and of what the archive is an excerpt. */
export async function publishMeta(build: Build, publishedAt: string, lastSeq: number): Promise<void> {
  const { excerpt } = build;
  await build.s.run(
    `CREATE OR REPLACE TABLE ${target(build, 'meta')} AS
    SELECT CAST($1 AS TIMESTAMP) AS published_at, (SELECT max(seq) FROM (${live})) AS last_batch,
      CAST($2 AS BIGINT) AS last_seq, 1 AS format,
      (SELECT list(struct_pack(source := source, dataset := dataset, last_landed_at := landed, last_committed_at := committed)
        ORDER BY source, dataset)
       FROM (SELECT source, dataset, max(landed_at) AS landed, max("at") AS committed FROM (${live}) WHERE ${build.log.seen('dataset')} GROUP BY source, dataset)
      ) AS freshness,
      CASE WHEN CAST($3 AS VARCHAR) IS NOT NULL THEN
        struct_pack(dataset := CAST($3 AS VARCHAR), record := CAST($4 AS BIGINT), snapshot := CAST($5 AS VARCHAR)) END AS excerpt`,
    [publishedAt, lastSeq, excerpt?.dataset ?? null, excerpt?.record ?? null, excerpt?.snapshot ?? null],
  );
}
