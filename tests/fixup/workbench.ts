import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuck, quoteText } from '../../core/archive/duck.js';
import type { Duck, Session } from '../../core/archive/duck.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';

/** An archive with the log tables that fix-ups look at, by docs/archive-format.md. */
export async function openLog(dataset: DatasetDef): Promise<{ duck: Duck; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sk-'));
  const archivePath = join(folder, 'archive.duckdb');
  const duck = await openDuck({ archivePath, tempDir: join(folder, 'tmp'), memoryLimitMb: 300, threads: 1 });
  const fields = dataset.fields.map(({ id }) => `f_${id} VARCHAR, r_${id} VARCHAR`).join(', ');
  const values = dataset.fields.map(({ id }) => `f_${id} VARCHAR`);
  await duck.write((s) =>
    s.run(`CREATE SCHEMA archive.log;
      CREATE SCHEMA archive.derived;
      CREATE TABLE archive.derived.heads (record BIGINT, content BIGINT, folded BOOLEAN);
      CREATE TABLE archive.derived.fold_${dataset.name} (record BIGINT, extra VARCHAR, ${values.join(', ')});
      CREATE TABLE archive.log.deliveries (delivery VARCHAR, sha256 VARCHAR);
      CREATE TABLE archive.log.batches (seq BIGINT, delivery VARCHAR, source VARCHAR, dataset VARCHAR);
      CREATE TABLE archive.log.parts (seq BIGINT, batch BIGINT, part INTEGER, sheet VARCHAR, header_rows VARCHAR, columns VARCHAR);
      CREATE TABLE archive.log.rejected (seq BIGINT, batch BIGINT, part INTEGER, "row" BIGINT, cells VARCHAR);
      CREATE TABLE archive.log.issues (batch BIGINT, part INTEGER, "row" BIGINT, field VARCHAR, level VARCHAR);
      CREATE TABLE archive.log.resolutions (seq BIGINT, batch BIGINT, parent_batch BIGINT, part INTEGER, "row" BIGINT);
      CREATE TABLE archive.log.undos (seq BIGINT, batch BIGINT, by_whom VARCHAR, "at" TIMESTAMP);
      CREATE TABLE archive.log.records (seq BIGINT, source VARCHAR, dataset VARCHAR, key_digest UUID);
      CREATE TABLE archive.log.content_${dataset.name} (seq BIGINT, record BIGINT, digest UUID, ${fields}, extra VARCHAR, repairs VARCHAR)`),
  );
  return {
    duck,
    close: async () => {
      await duck.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Cells = readonly (string | null)[];

/** A batch of one part whose rejected rows are given by row number. */
export async function addBatch(
  s: Session,
  batch: {
    seq: number;
    delivery: string;
    fields: readonly (string | null)[];
    rejected: Readonly<Record<number, Cells>>;
  },
): Promise<void> {
  const columns = JSON.stringify(batch.fields.map((field, at) => ({ label: String(at), header: field ?? '?', field })));
  await s.run(`INSERT INTO archive.log.batches VALUES (${batch.seq}, ${quoteText(batch.delivery)}, 'crm', 'people')`);
  await s.run(`INSERT INTO archive.log.parts VALUES (0, ${batch.seq}, 0, NULL, '[1]', ${quoteText(columns)})`);
  for (const [row, cells] of Object.entries(batch.rejected)) {
    await s.run(
      `INSERT INTO archive.log.rejected VALUES (0, ${batch.seq}, 0, ${row}, ${quoteText(JSON.stringify(cells))})`,
    );
  }
}

const uuid = (number: number): string => `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`;

/** `judged` with the given rows (field → text) and empty companions, as judging leaves them. */
export async function addJudged(
  s: Session,
  scratch: string,
  dataset: DatasetDef,
  rows: Readonly<Record<number, Readonly<Record<string, string>>>>,
): Promise<void> {
  const at = `${scratch}.main.`;
  const fields = dataset.fields.map(({ id }) => `f_${id} VARCHAR, r_${id} VARCHAR`).join(', ');
  await s.run(`CREATE OR REPLACE TABLE ${at}judged (part INTEGER, "row" BIGINT, ${fields}, extra VARCHAR, repairs VARCHAR,
      effective_at TIMESTAMP, key_digest UUID, content_digest UUID);
    CREATE OR REPLACE TABLE ${at}rejected (part INTEGER, "row" BIGINT, cells VARCHAR);
    CREATE OR REPLACE TABLE ${at}skipped (part INTEGER, "row" BIGINT, reason VARCHAR)`);
  for (const [row, texts] of Object.entries(rows)) {
    const names = Object.keys(texts).map((id) => `f_${id}`);
    const digests = [uuid(Number(row)), uuid(1000 + Number(row))].map(quoteText);
    await s.run(`INSERT INTO ${at}judged (part, "row", ${[...names, 'key_digest', 'content_digest'].join(', ')})
      VALUES (0, ${row}, ${[...Object.values(texts).map(quoteText), ...digests].join(', ')})`);
  }
}

/** `row -> batch:row` per resolution, sorted. */
export async function resolutions(s: Session, scratch: string): Promise<string[]> {
  const rows = await s.rows<{ r: string }>(`SELECT "row" || ' -> ' || parent_batch || ':' || parent_row AS r
    FROM ${scratch}.main.resolutions ORDER BY parent_batch, parent_row`);
  return rows.map(({ r }) => r);
}

/** A staged table as a FROM-clause with row, c0, c1 …. */
export function staged(rows: Readonly<Record<number, Cells>>): string {
  const cell = (text: string | null): string => (text === null ? 'NULL::VARCHAR' : quoteText(text));
  const lines = Object.entries(rows).map(([row, cells]) => `(${[row, ...cells.map(cell)].join(', ')})`);
  const width = Object.values(rows)[0]?.length ?? 0;
  return `(VALUES ${lines.join(', ')}) AS staged(row, ${Array.from({ length: width }, (_, at) => `c${at}`).join(', ')})`;
}
