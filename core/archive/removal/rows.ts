/**
 * Which rows of the log hold text of records: their contents, sightings and links, and of rejected rows and issues those of
 * the lines in which they stood.
 */
import { rawColumn, valueColumn } from '../digests.js';
import type { Session } from '../duck.js';
import { contentTable, hasContents, storedColumns } from '../log/tables.js';
import { quoteText } from '../sql-text.js';
import { hits, lines, records } from './names.js';

const ids = `SELECT record FROM ${records}`;
const cells = `from_json(r.cells, '["VARCHAR"]')`;

/** The cells of `r` without those of `k.places`. */
const saidCells = `CASE WHEN k.places IS NULL THEN ${cells} ELSE list_filter(${cells}, lambda x, i : NOT list_contains(k.places, i)) END`;

/** Joins `k` to `r`: the places of columns that only count the rows. The same number in two lists says nothing. */
const joinCounters = `LEFT JOIN (
    SELECT batch, part, list(place) AS places FROM (
      SELECT batch, part, generate_subscripts(c, 1) AS place, unnest(c) AS "column" FROM (
        SELECT batch, part, from_json("columns", '[{"counter":"BOOLEAN"}]') AS c FROM archive.log.parts
        WHERE contains("columns", '"counter":true')))
    WHERE "column".counter GROUP BY batch, part) k ON k.batch = r.batch AND k.part = r.part`;

/** Makes `hits`: of_table, seq and, where the table has one, batch. `originals`: SHA-256 of those that go with the records. */
export async function chooseRows(s: Session, originals: readonly string[]): Promise<void> {
  await s.run(`CREATE OR REPLACE TEMP TABLE removal_hits (of_table VARCHAR, batch BIGINT, seq BIGINT)`);
  await chooseLines(s);
  const add = (table: string, batch: string, where: string): Promise<void> =>
    s.run(`INSERT INTO ${hits} SELECT ${quoteText(table)}, ${batch}, seq FROM archive.log.${table} WHERE ${where}`);
  await add('records', 'NULL', `seq IN (${ids})`);
  await add('sightings', 'batch', `record IN (${ids})`);
  await add('links', 'batch', `record IN (${ids})`);
  for (const dataset of await contentDatasets(s)) await add(`content_${dataset}`, 'NULL', `record IN (${ids})`);
  const inLines = `(batch, part, "row") IN (SELECT (batch, part, "row") FROM ${lines})`;
  await add('rejected', 'batch', inLines);
  await add('issues', 'batch', inLines);
  const named = originals.map(quoteText).join(', ');
  if (originals.length > 0) await add('originals', 'NULL', `sha256 IN (${named})`);
}

/** Datasets of the records that have contents. */
async function contentDatasets(s: Session): Promise<string[]> {
  const rows = await s.rows<{ dataset: string }>(`SELECT DISTINCT dataset FROM ${records} ORDER BY ALL`);
  const found: string[] = [];
  for (const { dataset } of rows) if (await hasContents(s, dataset)) found.push(dataset);
  return found;
}

/**
 * The lines (batch, part, row) of the records: where they were seen; in the same imports, rejected lines of the same key; and lines
 * that were corrected by an import in which they stand, where most of the filled cells say what a content of theirs or a line found before says.
 */
async function chooseLines(s: Session): Promise<void> {
  await s.run(`CREATE OR REPLACE TEMP TABLE removal_lines AS
    SELECT DISTINCT batch, part, "row" FROM archive.log.sightings WHERE record IN (${ids})`);
  await s.run(`INSERT INTO ${lines} SELECT DISTINCT batch, part, "row" FROM (${sameKeySql})
    WHERE (batch, part, "row") NOT IN (SELECT (batch, part, "row") FROM ${lines})`);
  await s.run(`CREATE OR REPLACE TEMP TABLE removal_texts (batch BIGINT, record BIGINT, text VARCHAR)`);
  for (const dataset of await contentDatasets(s)) await addTexts(s, dataset);
  // One import after the other, the last correction first: what was found in one leads to those that it corrects.
  for (;;) {
    const found = await s.one(`SELECT count(*) AS n FROM (${correctedSql})`);
    if (Number(found?.['n']) === 0) break;
    await s.run(`INSERT INTO ${lines} ${correctedSql}`);
  }
  await s.run('DROP TABLE temp.main.removal_texts');
}

/** What the contents say, as sent, by the imports that saw them. */
async function addTexts(s: Session, dataset: string): Promise<void> {
  const stored = await storedColumns(s, dataset);
  const raws = new Set(stored.raws);
  const texts = stored.values.map((id) =>
    raws.has(id) ? `coalesce(c.${rawColumn(id)}, c.${valueColumn(id)})` : `c.${valueColumn(id)}`,
  );
  await s.run(`INSERT INTO temp.main.removal_texts SELECT DISTINCT * FROM (
      SELECT g.batch, g.record, unnest([${texts.join(', ')}]::VARCHAR[]) AS text FROM archive.log.sightings g
      JOIN ${contentTable(dataset)} c ON c.seq = g.content WHERE g.record IN (${ids}))
    WHERE text <> ''`);
}

/** Rejected lines that have in their key columns what a line of the records has there. */
const sameKeySql = `
  WITH keys AS (
    SELECT b.seq AS batch, unnest(from_json(m.mapping->'$.key.fields', '["VARCHAR"]')) AS field
    FROM archive.log.batches b JOIN archive.log.mappings m ON m.source = b.source AND m.dataset = b.dataset AND m.version = b.mapping_version
    WHERE b.seq IN (SELECT batch FROM ${lines}) AND json_type(m.mapping->'$.key.fields') = 'ARRAY'),
  columns AS (
    SELECT batch, part, generate_subscripts(c, 1) AS place, unnest(c) AS field
    FROM (SELECT batch, part, from_json("columns", '[{"field":"VARCHAR"}]') AS c FROM archive.log.parts WHERE batch IN (SELECT batch FROM keys))),
  places AS (
    SELECT c.batch, c.part, list(c.place ORDER BY c.place) AS places FROM columns c JOIN keys k ON k.batch = c.batch AND k.field = c.field.field
    GROUP BY ALL),
  keyed AS (
    SELECT r.batch, r.part, r."row", list_transform(p.places, lambda i : ${cells}[i]) AS key
    FROM archive.log.rejected r JOIN places p ON p.batch = r.batch AND p.part = r.part)
  SELECT k.batch, k.part, k."row" FROM keyed k SEMI JOIN (
    SELECT o.batch, o.part, o.key FROM keyed o JOIN ${lines} l ON l.batch = o.batch AND l.part = o.part AND l."row" = o."row") mine
  ON mine.batch = k.batch AND mine.part = k.part AND mine.key = k.key`;

/** Lines not found yet that an import of the records corrected and that say mostly the same. */
const correctedSql = `
  WITH said AS (
    SELECT batch, 'c' || record AS of, text FROM temp.main.removal_texts
    UNION SELECT r.batch, 'l' || r.part || ' ' || r."row", unnest(${saidCells}) FROM archive.log.rejected r ${joinCounters}
      SEMI JOIN ${lines} l ON l.batch = r.batch AND l.part = r.part AND l."row" = r."row"),
  wanted AS (
    SELECT DISTINCT q.batch AS child, r.batch, r.part, r."row", ${saidCells} AS cells
    FROM archive.log.resolutions q JOIN archive.log.rejected r ON r.batch = q.parent_batch AND r.part = q.part AND r."row" = q."row" ${joinCounters}
    WHERE q.batch IN (SELECT batch FROM said)
      AND (r.batch, r.part, r."row") NOT IN (SELECT (batch, part, "row") FROM ${lines})),
  asked AS (
    SELECT child, batch, part, "row", unnest(list_distinct(list_filter(cells, lambda x : x <> ''))) AS text,
      len(list_distinct(list_filter(cells, lambda x : x <> ''))) AS filled FROM wanted)
  SELECT DISTINCT batch, part, "row" FROM (
    SELECT a.batch, a.part, a."row" FROM asked a JOIN said s ON s.batch = a.child AND s.text = a.text
    GROUP BY a.child, a.batch, a.part, a."row", s.of HAVING count(DISTINCT a.text) * 2 > max(a.filled))`;
