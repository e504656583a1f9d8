/** The tables of docs/archive-format.md, and their growth when a delivery feeds a field for the first time. */
import type { Session } from '../duck.js';
import { rawColumn, valueColumn } from '../digests.js';
import { quoteIdent, quoteText } from '../sql-text.js';

export const formatVersion = 2;

/** Came with format 2. */
export const removalTables: Readonly<Record<string, string>> = {
  holds: 'hold VARCHAR, state VARCHAR, dataset VARCHAR, record BIGINT, by_whom VARCHAR, "at" TIMESTAMP',
  removals: `removal VARCHAR, reason VARCHAR, of_table VARCHAR, format INTEGER, from_seq BIGINT, to_seq BIGINT,
    rows_before BIGINT, digest_before VARCHAR, rows_after BIGINT, digest_after VARCHAR, by_whom VARCHAR, "at" TIMESTAMP`,
  removed: 'removal VARCHAR, of_table VARCHAR, batch BIGINT, first_seq BIGINT, last_seq BIGINT',
  erasures: 'removal VARCHAR, source VARCHAR, dataset VARCHAR, record BIGINT, golden BIGINT',
};

const tables: Record<string, string> = {
  transactions: 'tx BIGINT, kind VARCHAR, first_seq BIGINT, last_seq BIGINT, "at" TIMESTAMP',
  originals: 'sha256 VARCHAR, size_bytes BIGINT, ref VARCHAR, landed_at TIMESTAMP',
  deliveries: `delivery VARCHAR, sha256 VARCHAR, source VARCHAR, dataset VARCHAR, file_name VARCHAR,
    source_time TIMESTAMP, landed_at TIMESTAMP, via VARCHAR, parent VARCHAR`,
  outcomes: `delivery VARCHAR, batch BIGINT, status VARCHAR, reason VARCHAR, mapping_version INTEGER, rows BIGINT,
    accepted BIGINT, fresh BIGINT, changed BIGINT, unchanged BIGINT, rejected BIGINT, duplicates BIGINT,
    skipped BIGINT, receipt VARCHAR, "at" TIMESTAMP`,
  mappings: 'source VARCHAR, dataset VARCHAR, version INTEGER, mapping VARCHAR, decided_by VARCHAR, "at" TIMESTAMP',
  schemas: 'dataset VARCHAR, version INTEGER, definition VARCHAR',
  rules: 'version INTEGER, description VARCHAR',
  batches: `tx BIGINT, delivery VARCHAR, parent BIGINT, source VARCHAR, dataset VARCHAR, mapping_version INTEGER,
    schema_version INTEGER, rules_version INTEGER, landing BIGINT, landed_at TIMESTAMP, complete BOOLEAN, rows BIGINT,
    accepted BIGINT, fresh BIGINT, changed BIGINT, unchanged BIGINT, rejected BIGINT, duplicates BIGINT,
    skipped BIGINT, "at" TIMESTAMP`,
  parts: 'batch BIGINT, part INTEGER, sheet VARCHAR, header_rows VARCHAR, columns VARCHAR',
  records: 'source VARCHAR, dataset VARCHAR, key_digest UUID',
  sightings: `batch BIGINT, record BIGINT, content BIGINT, kind VARCHAR, part INTEGER, "row" BIGINT,
    effective_at TIMESTAMP`,
  rejected: 'batch BIGINT, part INTEGER, "row" BIGINT, cells VARCHAR',
  skipped: 'batch BIGINT, part INTEGER, "row" BIGINT, reason VARCHAR',
  issues: `delivery VARCHAR, batch BIGINT, part INTEGER, sheet VARCHAR, "row" BIGINT, col VARCHAR, field VARCHAR,
    code VARCHAR, level VARCHAR, value VARCHAR, params VARCHAR, suggestion VARCHAR`,
  resolutions: 'batch BIGINT, parent_batch BIGINT, part INTEGER, "row" BIGINT',
  links: 'batch BIGINT, record BIGINT, golden BIGINT, decided_by VARCHAR, "at" TIMESTAMP',
  undos: 'batch BIGINT, by_whom VARCHAR, "at" TIMESTAMP',
  audit: `"at" TIMESTAMP, actor VARCHAR, action VARCHAR, subject VARCHAR, detail VARCHAR, prev_hash VARCHAR,
    hash VARCHAR`,
  ...removalTables,
};

const heads = `record BIGINT, dataset VARCHAR, source VARCHAR, golden BIGINT, content BIGINT, sighting BIGINT, batch BIGINT,
  landing BIGINT, part INTEGER, "row" BIGINT, effective_at TIMESTAMP, first_sighting BIGINT, versions BIGINT,
  gone BOOLEAN, folded BOOLEAN, state UUID, last_landing BIGINT`;

/** Names of the log's tables that every archive has; content tables come with their datasets. */
export const logTables = Object.keys(tables);

/** Makes tables of the log that are not there yet. */
export async function makeTables(s: Session, wanted: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, columns] of Object.entries(wanted)) {
    await s.run(`CREATE TABLE IF NOT EXISTS archive.log.${name} (seq BIGINT, ${columns})`);
  }
}

/** Makes both schemas and their tables in an empty archive. */
export async function createTables(s: Session): Promise<void> {
  await s.run('CREATE SCHEMA archive.log');
  await makeTables(s, tables);
  await createDerived(s);
}

/** Makes the derived tables, empty, for the datasets that the log has. */
export async function createDerived(s: Session): Promise<void> {
  await s.run('CREATE SCHEMA archive.derived');
  await s.run(`CREATE TABLE archive.derived.heads (${heads})`);
  const contents = await s.rows<{ dataset: string }>(
    `SELECT table_name[length('content_') + 1:] AS dataset FROM duckdb_tables()
     WHERE database_name = 'archive' AND schema_name = 'log' AND starts_with(table_name, 'content_') ORDER BY ALL`,
  );
  for (const { dataset } of contents) {
    const columns = (await storedFields(s, dataset)).map((id) => `, ${valueColumn(id)} VARCHAR`);
    await s.run(`CREATE TABLE ${foldTable(dataset)} (record BIGINT, extra VARCHAR${columns.join('')})`);
  }
}

export const contentTable = (dataset: string): string => `archive.log.${quoteIdent(`content_${dataset}`)}`;
export const foldTable = (dataset: string): string => `archive.derived.${quoteIdent(`fold_${dataset}`)}`;

/** Ids of the fields that the content table of a dataset has columns of: canonical texts, and texts as sent. Throws when there is no table. */
export async function storedColumns(s: Session, dataset: string): Promise<{ values: string[]; raws: string[] }> {
  // Asks one table; the list of all columns takes five times as long.
  const rows = await s.rows<{ name: string }>(
    `SELECT name FROM pragma_table_info(${quoteText(contentTable(dataset))}) ORDER BY name`,
  );
  const of = (prefix: string): string[] =>
    rows.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  return { values: of('f_'), raws: of('r_') };
}

export const storedFields = async (s: Session, dataset: string): Promise<string[]> =>
  (await storedColumns(s, dataset)).values;

/** Whether the archive has a table: some are made when first needed. */
export const hasTable = async (s: Session, schema: 'log' | 'cache', table: string): Promise<boolean> =>
  (await s.count(
    `SELECT count(*) FROM duckdb_tables() WHERE database_name = 'archive' AND schema_name = $1 AND table_name = $2`,
    [schema, table],
  )) > 0;

export const hasLogTable = (s: Session, table: string): Promise<boolean> => hasTable(s, 'log', table);

/** Whether the dataset has a content table: its first batch makes it. */
export const hasContents = (s: Session, dataset: string): Promise<boolean> => hasLogTable(s, `content_${dataset}`);

/** Makes the tables of a dataset when missing and adds the columns of fields that are fed for the first time. */
export async function ensureDataset(s: Session, dataset: string, fed: { values: string[]; raws: string[] }) {
  const content = contentTable(dataset);
  const fold = foldTable(dataset);
  await s.run(`CREATE TABLE IF NOT EXISTS ${content}
    (seq BIGINT, record BIGINT, digest UUID, clears BOOLEAN, extra VARCHAR, repairs VARCHAR)`);
  await s.run(`CREATE TABLE IF NOT EXISTS ${fold} (record BIGINT, extra VARCHAR)`);
  const stored = await storedColumns(s, dataset);
  const values = new Set(stored.values);
  for (const id of fed.values.filter((field) => !values.has(field))) {
    await s.run(`ALTER TABLE ${content} ADD COLUMN ${valueColumn(id)} VARCHAR`);
    await s.run(`ALTER TABLE ${fold} ADD COLUMN ${valueColumn(id)} VARCHAR`);
  }
  const raws = new Set(stored.raws);
  for (const id of fed.raws.filter((field) => !raws.has(field))) {
    await s.run(`ALTER TABLE ${content} ADD COLUMN ${rawColumn(id)} VARCHAR`);
  }
}
