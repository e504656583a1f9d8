/** An archive of five datasets of the same size, committed straight from judged sets made in SQL. */
import { join } from 'node:path';
import { openArchive } from '../../core/archive/archive.js';
import { commitBatch } from '../../core/archive/commit.js';
import { contentDigestSql } from '../../core/archive/digests.js';
import type { Duck, Session } from '../../core/archive/duck.js';
import { landDelivery } from '../../core/archive/log/deliveries.js';
import { builtinDatasets } from '../../schemas/datasets/builtin.js';
import type { DatasetDef } from '../../schemas/datasets/dataset.js';

const customer = `'C' || lpad((n * 7919 % $ROWS)::VARCHAR, 8, '0')`;
const day = `(DATE '2015-01-01' + (n % 3650)::INTEGER)::VARCHAR`;
const words = `'note ' || sha256(n::VARCHAR)[1:30]`;
const phone = `'+86138' || lpad((n * 104729 % 100000000)::VARCHAR, 8, '0')`;

/** Canonical texts by field, of row `n`. */
const texts: Record<string, Record<string, string>> = {
  customers: {
    external_id: `'C' || lpad(n::VARCHAR, 8, '0')`,
    name: `'Name ' || md5(n::VARCHAR)[1:12]`,
    contact_name: `'Contact ' || (n * 7919 % 100000)`,
    email: `'u' || n || '@example' || (n % 50) || '.com'`,
    phone,
    company: `'Company ' || (n % 30000)`,
    country: `['CN', 'US', 'DE', 'FR', 'GB'][1 + n % 5]`,
    province: `'Province ' || (n % 34)`,
    city: `'City ' || (n % 400)`,
    address: `(n % 999) || ' Long Street name ' || md5((n * 3)::VARCHAR)[1:10]`,
    signup_date: day,
    credit_limit: `(n * 37 % 100000) || '.00'`,
    notes: words,
  },
  contacts: {
    external_id: `'P' || lpad(n::VARCHAR, 8, '0')`,
    customer_external_id: customer,
    name: `'Person ' || md5(n::VARCHAR)[1:12]`,
    title: `'Title ' || (n % 90)`,
    department: `'Department ' || (n % 30)`,
    email: `'p' || n || '@example' || (n % 50) || '.com'`,
    mobile: phone,
    notes: words,
  },
  orders: {
    external_id: `'O' || lpad(n::VARCHAR, 8, '0')`,
    customer_external_id: customer,
    ordered_at: day,
    product: `'Product ' || (n % 3000)`,
    quantity: `(1 + n % 40)::VARCHAR`,
    amount: `(n * 37 % 100000) || '.50'`,
    currency: `'CNY'`,
    notes: words,
  },
  interactions: {
    external_id: `'I' || lpad(n::VARCHAR, 8, '0')`,
    customer_external_id: customer,
    happened_at: day,
    subject: `'Subject ' || (n % 5000)`,
    body: words,
    owner: `'Owner ' || (n % 40)`,
  },
  feedback: {
    external_id: `'F' || lpad(n::VARCHAR, 8, '0')`,
    customer_external_id: customer,
    received_at: day,
    score: `(n % 11)::VARCHAR`,
    subject: `'Subject ' || (n % 5000)`,
    body: words,
    owner: `'Owner ' || (n % 40)`,
  },
};

export const fiveDatasets: DatasetDef[] = builtinDatasets.filter(({ name }) => name in texts);

export const openBenchArchive = (folder: string): Promise<Duck> =>
  openArchive({
    archiveFile: join(folder, 'archive.duckdb'),
    highWater: join(folder, 'high-water.json'),
    tempDir: join(folder, 'tmp'),
    memoryLimitMb: 450,
    threads: 2,
  });

export interface Sent {
  dataset: DatasetDef;
  rows: number;
  /** Only every n-th row, with other notes than before. */
  changedEvery?: number;
}

/** Lands and commits one delivery of made-up rows. */
export async function deliver(duck: Duck, { dataset, rows, changedEvery }: Sent): Promise<void> {
  const { delivery } = await duck.write((s) =>
    landDelivery(s, {
      sha256: 'ab'.repeat(32),
      sizeBytes: 1,
      ref: 'originals/ab',
      source: 'bench',
      dataset: dataset.name,
      fileName: 'bench.csv',
      sourceTime: null,
      via: 'command',
      parent: null,
    }),
  );
  await duck.scratch(async (s, scratch) => {
    const count = await makeJudged(s, scratch, { dataset, rows, ...(changedEvery ? { changedEvery } : {}) });
    await duck.write((w) =>
      commitBatch(w, {
        delivery,
        parentDelivery: null,
        source: 'bench',
        dataset,
        mappingVersion: 1,
        schemaVersion: 1,
        rulesVersion: 1,
        complete: false,
        lossShare: 1,
        approvedLoss: false,
        scratch,
        counts: { rows: count, accepted: count, rejected: 0, duplicates: 0, skipped: 0 },
        parts: [],
        resolutions: [],
        actor: 'bench',
      }),
    );
  });
}

async function makeJudged(s: Session, scratch: string, { dataset, rows, changedEvery }: Sent): Promise<number> {
  const fed = texts[dataset.name] ?? {};
  const ids = dataset.fields.map(({ id }) => id);
  const text = (id: string): string => {
    const sql = (fed[id] ?? '').replaceAll('$ROWS', String(rows));
    return changedEvery && (id === 'notes' || id === 'body') ? `${sql} || ' changed'` : sql;
  };
  const at = `${scratch}.main.`;
  const known = Object.keys(fed);
  const digest = contentDigestSql(known, (id) => `f_${id}`, 'NULL');
  const columns = ids.map((id) => (fed[id] ? `f_${id}` : `NULL::VARCHAR AS f_${id}`));
  const raws = ids.map((id) => `NULL::VARCHAR AS r_${id}`);
  await s.run(`CREATE TABLE ${at}judged AS
    SELECT part, "row", ${[...columns, ...raws].join(', ')}, NULL::VARCHAR AS extra, NULL::VARCHAR AS repairs,
      NULL::TIMESTAMP AS effective_at, key_digest, ${digest} AS content_digest
    FROM (SELECT 0 AS part, n + 2 AS "row", substr(sha256('key' || n), 1, 32)::UUID AS key_digest,
        ${known.map((id) => `${text(id)} AS f_${id}`).join(', ')}
      FROM range(${rows}) t(n) WHERE n % ${changedEvery ?? 1} = 0)`);
  await s.run(`CREATE TABLE ${at}rejected (part INTEGER, "row" BIGINT, cells VARCHAR)`);
  await s.run(`CREATE TABLE ${at}skipped (part INTEGER, "row" BIGINT, reason VARCHAR)`);
  await s.run(`CREATE TABLE ${at}issues (part INTEGER, sheet VARCHAR, "row" BIGINT, col VARCHAR, field VARCHAR,
    code VARCHAR, level VARCHAR, value VARCHAR, params VARCHAR, suggestion VARCHAR)`);
  return s.count(`SELECT count(*) FROM ${at}judged`);
}
