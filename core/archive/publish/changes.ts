/**
 * Which things' rows may differ from those in a file that shows the log up to a seq. A row follows from the sightings and
 * links of its records, from their gone marks, and from what carries the identifiers it refers to. Imports taken back
 * and removals are not looked for: they make the file anew (plan.ts).
 */
import type { FieldDef } from '../../../schemas/datasets/dataset.js';
import type { ContentView } from '../content-view.js';
import { fieldColumn } from '../content-view.js';
import { quoteText } from '../sql-text.js';
import type { Session } from '../duck.js';
import type { Build } from './build.js';
import { aroundTable, changedTable, idsIn, target } from './build.js';
import { askedTable, askedValues, keyFields, movedTable, valuesOf } from './key-fields.js';
import type { KeyField } from './key-fields.js';

/** Makes the tables `changed` and `around`. Answers the datasets of the changed things. */
export async function findChanges(build: Build, since: number): Promise<Set<string>> {
  const { s } = build;
  const fresh = `SELECT record FROM archive.log.links WHERE seq > ${since}`;
  await s.run(`CREATE OR REPLACE TEMP TABLE touched AS
    SELECT record FROM archive.log.sightings WHERE seq > ${since} UNION ${fresh}`);
  await s.run(`CREATE OR REPLACE TEMP TABLE changed AS
    SELECT dataset, id, bool_or(moved) AS moved FROM (
      SELECT dataset, golden AS id, record > ${since} AS moved FROM archive.derived.heads
        WHERE record IN (SELECT record FROM temp.main.touched)
      UNION ALL
      SELECT r.dataset, l.golden, true FROM archive.log.links l JOIN archive.log.records r ON r.seq = l.record
        WHERE r.seq <= ${since} AND l.record IN (${fresh})
      UNION ALL
      SELECT h.dataset, h.golden, false FROM archive.derived.heads h JOIN ${target(build, 'records')} p ON p.record = h.record
        WHERE p.gone <> h.gone
          AND h.dataset IN (SELECT dataset FROM archive.log.batches WHERE complete AND seq > ${since}))
    GROUP BY dataset, id`);
  // What no delivery has brought yet carries and names nothing.
  const keys = keyFields(build.views.filter(({ exists }) => exists));
  await findMoved(build, keys, await datasetsIn(s, changedTable));
  await spread(build, keys);
  const touched = await datasetsIn(s, changedTable);
  await findAsked(build, keys, touched);
  return touched;
}

async function datasetsIn(s: Session, table: string): Promise<Set<string>> {
  const rows = await s.rows<{ dataset: string }>(`SELECT DISTINCT dataset FROM ${table}`);
  return new Set(rows.map(({ dataset }) => dataset));
}

/** The key fields that have values in one of the two tables. */
async function keysIn(s: Session, table: string, keys: readonly KeyField[]): Promise<KeyField[]> {
  const rows = await s.rows<{ dataset: string; field: string }>(`SELECT DISTINCT dataset, field FROM ${table}`);
  return keys.filter(({ view, field }) =>
    rows.some((row) => row.dataset === view.dataset.name && row.field === field.name),
  );
}

/** Identifiers of changed things, but for things that always had the same one and the same records. */
async function findMoved({ s }: Build, keys: readonly KeyField[], changed: ReadonlySet<string>): Promise<void> {
  await s.run('CREATE OR REPLACE TEMP TABLE moved (dataset VARCHAR, field VARCHAR, value VARCHAR)');
  for (const { view, field } of keys.filter((key) => changed.has(key.view.dataset.name))) {
    const column = `c.${fieldColumn(field.id)}`;
    await s.run(`INSERT INTO ${movedTable}
      SELECT DISTINCT ${quoteText(view.dataset.name)}, ${quoteText(field.name)}, unnest(texts) FROM (
        SELECT list(DISTINCT ${column}) FILTER (${column} <> '') AS texts
        FROM (SELECT id, moved FROM ${changedTable} WHERE dataset = ${quoteText(view.dataset.name)}) t
        JOIN archive.derived.heads h ON h.golden = t.id AND h.dataset = ${quoteText(view.dataset.name)}
        JOIN (${view.sql}) c ON c.record = h.record
        GROUP BY t.id
        HAVING bool_or(t.moved) OR count(DISTINCT ${column}) <> 1 OR count(${column}) <> count(*))`);
  }
}

/** Things that name such an identifier, as their own or another's. */
async function spread({ s }: Build, keys: readonly KeyField[]): Promise<void> {
  for (const key of await keysIn(s, movedTable, keys)) {
    const moved = valuesOf(movedTable, key);
    for (const { view, field } of [key, ...key.referring]) {
      await s.run(`INSERT INTO ${changedTable}
        SELECT ${quoteText(view.dataset.name)}, golden, false FROM (${carriers(view, field, moved)})
        EXCEPT SELECT dataset, id, false FROM ${changedTable}`);
    }
  }
}

/** The things one of whose contents has one of the values. */
const carriers = (view: ContentView, field: FieldDef, values: string): string =>
  `SELECT DISTINCT h.golden FROM (${view.sql}) c JOIN archive.derived.heads h ON h.record = c.record
    WHERE c.${fieldColumn(field.id)} IN (${values})`;

/** Identifiers that changed things have or refer to, and the things that carry them. */
async function findAsked({ s }: Build, keys: readonly KeyField[], touched: ReadonlySet<string>): Promise<void> {
  await s.run('CREATE OR REPLACE TEMP TABLE asked (dataset VARCHAR, field VARCHAR, value VARCHAR)');
  for (const key of keys) {
    const named = [key, ...key.referring].filter(({ view }) => touched.has(view.dataset.name));
    const own = `SELECT ${quoteText(key.view.dataset.name)}, ${quoteText(key.field.name)}, value`;
    for (const { view, field } of named) {
      await s.run(`INSERT INTO ${askedTable} ${own} FROM (
        SELECT DISTINCT c.${fieldColumn(field.id)} AS value
        FROM (${view.sql}) c JOIN archive.derived.heads h ON h.record = c.record
        WHERE h.golden IN (${idsIn(changedTable, view)})) WHERE value <> ''`);
    }
  }
  await s.run(`CREATE OR REPLACE TEMP TABLE around AS SELECT dataset, id FROM ${changedTable}`);
  for (const key of await keysIn(s, askedTable, keys)) {
    await s.run(`INSERT INTO ${aroundTable} SELECT ${quoteText(key.view.dataset.name)}, golden
      FROM (${carriers(key.view, key.field, askedValues(key))})`);
  }
}
