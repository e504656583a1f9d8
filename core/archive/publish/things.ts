/** The table of a dataset, one row per thing. */
import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { ContentView } from '../content-view.js';
import { fieldColumn } from '../content-view.js';
import { fullView } from '../pov.js';
import { joinSql, quoteText } from '../sql-text.js';
import { versionsSql } from '../versions.js';
import type { Build, Shown } from './build.js';
import { aroundTable, fill, headsOf, idsIn, isChanged, severalTable, target, versionsTable } from './build.js';
import type { Slice } from './slices.js';
import { inSlice, slicesOf } from './slices.js';
import { customerReference, keysBySource, keysByValue } from './references.js';
import { namesSql, sheetSql } from './sight.js';
import type { Sight } from './sight.js';
import { extraSql, textSql, typedFields, withTyped } from './typed.js';

/** Folds the things with several records or contents; all others are what their only content says. */
export async function makeVersions({ s, since }: Build, view: ContentView): Promise<void> {
  const heads = `archive.derived.heads h WHERE h.dataset = ${quoteText(view.dataset.name)}`;
  const wanted = since === null ? 'true' : `h.golden IN (${idsIn(aroundTable, view)})`;
  await s.run(`CREATE TEMP TABLE ${severalTable(view)} AS
    SELECT h.golden FROM ${heads} AND ${wanted} GROUP BY h.golden HAVING count(*) > 1 OR max(h.versions) > 1`);
  const members = `SELECT h.record, h.golden FROM ${heads} AND h.golden IN (SELECT golden FROM ${severalTable(view)})`;
  await s.run(`CREATE TEMP TABLE ${versionsTable(view)} AS
    ${versionsSql(view, fullView, members)}`);
}

const fieldsOf = ({ dataset }: ContentView, from: string): string =>
  dataset.fields.map((field) => `${from}.${fieldColumn(field.id)}`).join(', ');

/**
 * Things of one record and one content, inside a slice. Columns: id, f_…, extra, source, part, row and seen_batch of the
 * last sighting, changed_at, version, batch, gone.
 */
function singlesSql(build: Build, view: ContentView, slice: Slice): string {
  const heads = headsOf(build, view);
  return `SELECT h.golden AS id, ${fieldsOf(view, 'c')}, c.extra, h.source, h.part, h."row", h.batch AS seen_batch,
      coalesce(f.effective_at, h.effective_at) AS changed_at, CAST(1 AS INTEGER) AS version,
      coalesce(f.batch, h.batch) AS batch, h.gone
    FROM ${heads} h ANTI JOIN ${severalTable(view)} m ON m.golden = h.golden
    JOIN (${view.sql}) c ON c.seq = h.content
    LEFT JOIN (
      SELECT seq, batch, effective_at FROM archive.log.sightings WHERE seq IN (
        SELECT first_sighting FROM ${heads} WHERE first_sighting <> sighting AND ${inSlice('content', slice)})) f
      ON f.seq = h.first_sighting
    WHERE ${inSlice('h.content', slice)} AND ${inSlice('c.seq', slice)}`;
}

/** Things of several records or contents, with the same columns. */
function foldedSql(build: Build, view: ContentView): string {
  return `SELECT v.id, ${fieldsOf(view, 'v')}, v.extra, t.source, t.part, t."row", t.batch AS seen_batch,
      v.valid_from AS changed_at, v.version, v.batch, t.gone
    FROM ${versionsTable(view)} v JOIN (${latestHeads(build, view)}) t ON t.golden = v.id WHERE v.valid_to IS NULL`;
}

/** Of each thing of several contents: its record seen last, gone when all its records are. */
function latestHeads(build: Build, view: ContentView): string {
  return `SELECT * REPLACE (bool_and(gone) OVER (PARTITION BY golden) AS gone)
    FROM ${headsOf(build, view)} SEMI JOIN ${severalTable(view)} USING (golden)
    QUALIFY row_number() OVER (PARTITION BY golden ORDER BY effective_at DESC, landing DESC, part DESC, "row" DESC) = 1`;
}

/** A slice at a time: memory does not grow with the dataset. */
export async function publishThings(build: Build, { view, sight }: Shown): Promise<void> {
  const table = target(build, view.dataset.name);
  const customers = target(build, 'customers');
  if (build.since !== null) await build.s.run(`DELETE FROM ${table} WHERE ${isChanged(build, view, 'id')}`);
  await fill(build, table, thingsSql(sight, foldedSql(build, view), customers));
  for (const slice of await slicesOf(build, view)) {
    await build.s.run(`INSERT INTO ${table} ${thingsSql(sight, singlesSql(build, view, slice), customers)}`);
  }
}

/** The published rows out of a query with the columns of `singlesSql`; `customers` is the role's table of them. */
export function thingsSql(sight: Sight, present: string, customers: string): string {
  const { dataset } = sight;
  const customer = customerOf(dataset);
  const columns = [
    't.id',
    `${customer.column} AS customer_id`,
    typedFields(sight, 't'),
    `${extraSql(sight, 't')} AS extra`,
    `t.source, b.delivery, ${sheetSql(sight, 'p.sheet')}, t."row", t.changed_at, t.version, t.batch, t.gone`,
  ];
  return `SELECT ${joinSql(', ', columns)}
    FROM (${withTyped(dataset, present)}) t
    JOIN archive.log.batches b ON b.seq = t.seen_batch
    LEFT JOIN archive.log.parts p ON p.batch = t.seen_batch AND p.part = t.part
    ${customer.joins} WHERE ${rowsSql(sight, customer.column, customers)}`;
}

/** The rows that the role sees, on the unmasked texts. */
function rowsSql({ dataset, role }: Sight, customer: string, customers: string): string {
  const rules = Object.entries(role.rows ?? {}).flatMap(([name, values]) =>
    dataset.fields
      .filter((field) => field.name === name)
      .map((field) => `${textSql(field, 't')} IN (${namesSql(values)})`),
  );
  const withCustomer = role.withCustomers && `${customer} IN (SELECT id FROM ${customers})`;
  return joinSql(' AND ', ['true', ...rules, withCustomer]);
}

/** The customer of the same source that carries the identifier; else the only one of all sources. */
function customerOf(dataset: DatasetDef): { column: string; joins: string } {
  if (dataset.name === 'customers') return { column: 't.id', joins: '' };
  const field = customerReference(dataset);
  if (!field?.references) return { column: 'CAST(NULL AS BIGINT)', joins: '' };
  const value = textSql(field, 't');
  const to = field.references;
  return {
    column: '(CASE WHEN same.value IS NULL THEN any_source.id ELSE same.id END)',
    joins: `LEFT JOIN ${keysBySource(to.dataset, to.field)} same ON same.value = ${value} AND same.source = t.source
      LEFT JOIN ${keysByValue(to.dataset, to.field)} any_source ON any_source.value = ${value}`,
  };
}
