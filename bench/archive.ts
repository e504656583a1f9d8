/** Commit of a judged set made in SQL: 1 M rows, the same again with 1 % changed, and ten deliveries of 100 k rows. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../core/archive/archive.js';
import { commitBatch } from '../core/archive/commit.js';
import type { Duck, Session } from '../core/archive/duck.js';
import { landDelivery } from '../core/archive/log/deliveries.js';
import { contentDigestSql } from '../core/archive/digests.js';
import { builtinDatasets } from '../schemas/datasets/builtin.js';

const values: Record<string, string> = {
  external_id: `'C' || lpad(n::VARCHAR, 8, '0')`,
  name: `'Name ' || md5(n::VARCHAR)[1:12]`,
  contact_name: `'Contact ' || (n * 7919 % 100000)`,
  email: `'u' || n || '@example' || (n % 50) || '.com'`,
  phone: `'+86138' || lpad((n * 104729 % 100000000)::VARCHAR, 8, '0')`,
  company: `'Company ' || (n % 30000)`,
  country: `['CN', 'US', 'DE', 'FR', 'GB'][1 + n % 5]`,
  province: `'Province ' || (n % 34)`,
  city: `'City ' || (n % 400)`,
  address: `(n % 999) || ' Long Street name ' || md5((n * 3)::VARCHAR)[1:10]`,
  signup_date: `(DATE '2015-01-01' + (n % 3650)::INTEGER)::VARCHAR`,
  credit_limit: `(n * 37 % 100000) || '.00'`,
  notes: `'note ' || sha256(n::VARCHAR)[1:30]`,
};

interface Made {
  first: number;
  rows: number;
  /** Every n-th row has another phone than the first time. */
  changedEvery?: number;
}

function customers() {
  const found = builtinDatasets.find(({ name }) => name === 'customers');
  if (!found) throw new Error('no customers');
  return found;
}

async function makeJudged(s: Session, scratch: string, made: Made): Promise<void> {
  const ids = customers().fields.map(({ id }) => id);
  const phone = made.changedEvery
    ? `CASE WHEN n % ${made.changedEvery} = 0 THEN '+8613900000000' ELSE ${values['phone']} END`
    : values['phone']!;
  const expressions: Record<string, string> = { ...values, phone };
  const fed = ids.filter((id) => expressions[id]);
  const at = `${scratch}.main.`;
  await s.run(`CREATE TABLE ${at}base AS SELECT 0 AS part, n - ${made.first} + 2 AS "row",
    ${fed.map((id) => `${expressions[id]} AS f_${id}`).join(', ')}, CASE WHEN n % 20 = 0 THEN '138-' || n END AS r_phone,
    substr(sha256('key' || n), 1, 32)::UUID AS key_digest
    FROM range(${made.first}, ${made.first + made.rows}) t(n)`);
  const columns = ids.map((id) => (expressions[id] ? `f_${id}` : `NULL::VARCHAR AS f_${id}`));
  const raws = ids.map((id) => (id === 'phone' ? 'r_phone' : `NULL::VARCHAR AS r_${id}`));
  await s.run(`ALTER TABLE ${at}base ADD COLUMN content_digest UUID`);
  await s.run(`UPDATE ${at}base SET content_digest = ${contentDigestSql(fed, (id) => `f_${id}`, 'NULL')}`);
  await s.run(`CREATE VIEW ${at}judged AS SELECT part, "row", ${columns.join(', ')}, ${raws.join(', ')}, NULL::VARCHAR AS extra,
    NULL::VARCHAR AS repairs, NULL::TIMESTAMP AS effective_at, key_digest, content_digest FROM ${at}base`);
  await s.run(`CREATE TABLE ${at}rejected (part INTEGER, "row" BIGINT, cells VARCHAR)`);
  await s.run(`CREATE TABLE ${at}skipped (part INTEGER, "row" BIGINT, reason VARCHAR)`);
  await s.run(`CREATE TABLE ${at}issues (part INTEGER, sheet VARCHAR, "row" BIGINT, col VARCHAR, field VARCHAR,
    code VARCHAR, level VARCHAR, value VARCHAR, params VARCHAR, suggestion VARCHAR)`);
}

interface Measured {
  seconds: number;
  /** Of all cores: what counts on a busy machine. */
  cpuSeconds: number;
  counts: string;
}

async function deliver(duck: Duck, made: Made): Promise<Measured> {
  const delivery = await duck.write((s) =>
    landDelivery(s, {
      sha256: 'ab'.repeat(32),
      sizeBytes: 1,
      ref: 'originals/ab',
      source: 'bench',
      dataset: 'customers',
      fileName: 'bench.csv',
      sourceTime: null,
      via: 'command',
      parent: null,
    }),
  );
  const dataset = customers();
  return duck.scratch(async (s, scratch) => {
    await makeJudged(s, scratch, made);
    const started = performance.now();
    const cpu = process.cpuUsage();
    const result = await duck.write((w) =>
      commitBatch(w, {
        delivery: delivery.delivery,
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
        counts: { rows: made.rows, accepted: made.rows, rejected: 0, duplicates: 0, skipped: 0 },
        parts: [],
        resolutions: [],
        actor: 'bench',
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    if ('held' in result) throw new Error('held');
    const { new: fresh, changed, unchanged } = result.counts;
    return {
      seconds,
      cpuSeconds: (user + system) / 1e6,
      counts: `${fresh} new, ${changed} changed, ${unchanged} unchanged`,
    };
  });
}

async function inArchive(memoryLimitMb: number, fn: (duck: Duck) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sheetkeep-bench-'));
  const archiveFile = join(folder, 'archive.duckdb');
  const duck = await openArchive({
    archiveFile,
    highWater: join(folder, 'high-water.json'),
    tempDir: join(folder, 'tmp'),
    memoryLimitMb,
    threads: 2,
  });
  await fn(duck);
  await duck.close();
  process.stdout.write(`archive ${(statSync(archiveFile).size / 1e6).toFixed(0)} MB\n`);
  rmSync(folder, { recursive: true });
}

const memoryMb = Number(process.argv[2] ?? 500);
const million = Number(process.argv[3] ?? 1_000_000);

async function show(label: string, duck: Duck, made: Made): Promise<void> {
  const { seconds, cpuSeconds, counts } = await deliver(duck, made);
  const rssMb = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  process.stdout.write(
    `${label}: ${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of CPU (${counts}), peak RSS ${rssMb} MB\n`,
  );
}

await inArchive(memoryMb, async (duck) => {
  await show('first million', duck, { first: 0, rows: million });
  await show('the same', duck, { first: 0, rows: million });
  await show('1 % changed', duck, { first: 0, rows: million, changedEvery: 100 });
});
await inArchive(memoryMb, async (duck) => {
  for (let i = 0; i < 10; i++) {
    await show(`100 k, delivery ${i + 1}`, duck, { first: (i * million) / 10, rows: million / 10 });
  }
  await show('100 k, 1 % changed', duck, { first: 0, rows: million / 10, changedEvery: 100 });
});
