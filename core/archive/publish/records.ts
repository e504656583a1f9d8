/** `records`: what each source says about each thing, and `aliases`: ids of the past and the ids they are today. */
import { fullView } from '../pov.js';
import { joinSql, quoteText } from '../sql-text.js';
import { versionsSql } from '../versions.js';
import type { Build, Shown } from './build.js';
import { changedTable, headsOf, isSeen, target } from './build.js';
import { publishedName } from './names.js';
import { inSlice, slicesOf } from './slices.js';
import { columnsOf, sheetSql, shownSql } from './sight.js';
import type { Sight } from './sight.js';
import { seenExtra, textSql } from './typed.js';

export async function makeRecords(build: Build): Promise<void> {
  const records = target(build, 'records');
  const columns = `record BIGINT, dataset VARCHAR, id BIGINT, source VARCHAR, delivery VARCHAR, sheet VARCHAR, "row" BIGINT,
    seen_at TIMESTAMP, versions INTEGER, gone BOOLEAN, fields JSON, extra JSON`;
  await build.s.run(
    build.since === null
      ? `CREATE TABLE ${records} (${columns})`
      : `DELETE FROM ${records} WHERE id IN (SELECT id FROM ${changedTable})`,
  );
}

/** After the things: only ids that the role sees are told. */
export async function publishAliases(build: Build): Promise<void> {
  const seen = build.shown.map(
    ({ view, sight }) => `(dataset = ${quoteText(view.dataset.name)} AND ${isSeen(build, sight, 'golden')})`,
  );
  await build.s.run(`CREATE OR REPLACE TABLE ${target(build, 'aliases')} AS
    SELECT record AS alias, golden AS id, dataset FROM archive.derived.heads
    WHERE record <> golden AND (${joinSql(' OR ', ['false', ...seen])})`);
}

const headColumns = 'h.record, h.golden, h.source, h.batch, h.part, h."row", h.effective_at, h.versions, h.gone';

/** Texts as the archive keeps them, by field name; fields a source says nothing about are not there. */
export async function publishRecords(build: Build, { view, sight }: Shown): Promise<void> {
  const heads = headsOf(build, view);
  const seen = isSeen(build, sight, 'h.golden');
  const insert = (from: string): Promise<void> =>
    build.s.run(`INSERT INTO ${target(build, 'records')} ${recordsSql(sight, from)}`);
  const folded = `SELECT record, record AS golden FROM ${heads} WHERE versions > 1`;
  await insert(`SELECT ${headColumns}, ${saidSql(sight, 'v')}
    FROM ${heads} h JOIN (${versionsSql(view, fullView, folded)}) v ON v.id = h.record
    WHERE v.valid_to IS NULL AND ${seen}`);
  for (const slice of await slicesOf(build, view)) {
    await insert(`SELECT ${headColumns}, ${saidSql(sight, 'c')}
      FROM ${heads} h JOIN (${view.sql}) c ON c.seq = h.content
      WHERE h.versions = 1 AND ${inSlice('h.content', slice)} AND ${inSlice('c.seq', slice)} AND ${seen}`);
  }
}

const recordsSql = (sight: Sight, from: string): string =>
  `SELECT t.record, ${quoteText(sight.dataset.name)}, t.golden, t.source, b.delivery, ${sheetSql(sight, 'p.sheet')}, t."row", t.effective_at,
    CAST(t.versions AS INTEGER), t.gone, t.fields, t.extra
  FROM (${from}) t
  JOIN archive.log.batches b ON b.seq = t.batch
  LEFT JOIN archive.log.parts p ON p.batch = t.batch AND p.part = t.part`;

/** What a record says: `fields`, JSON of texts by field name, and `extra`. */
export function saidSql(sight: Sight, from: string): string {
  const pairs = columnsOf(sight).map(
    (field) => `${quoteText(publishedName(field))}, ${shownSql(sight, field, textSql(field, from))}`,
  );
  return `json_merge_patch('{}', json_object(${pairs.join(', ')})) AS fields,
    ${seenExtra(sight, `TRY_CAST(${from}.extra AS JSON)`)} AS extra`;
}
