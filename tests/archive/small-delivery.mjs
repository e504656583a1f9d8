// One small delivery of a made-up dataset, for processes that are killed or run out of disk. Runs from dist/.
import { join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { commitBatch } from '../../dist/core/archive/commit.js';
import { landDelivery } from '../../dist/core/archive/log/deliveries.js';

export const optionsIn = (folder) => ({
  archiveFile: join(folder, 'archive', 'archive.duckdb'),
  highWater: join(folder, 'archive', 'high-water.json'),
  tempDir: join(folder, 'tmp'),
  memoryLimitMb: 300,
  threads: 1,
});
const text = { en: '', zh: '' };
const dataset = {
  name: 'things',
  label: text,
  fields: ['a', 'b', 'c', 'unfed'].map((id) => ({ id, name: id, empty: 'keep' })),
  rules: [],
  identity: { identifier: null, candidates: [] },
  customerField: null,
};

const digest = (value) => createHash('sha256').update(value).digest('hex').slice(0, 32);

async function judged(s, scratch, rows) {
  const at = `${scratch}.main.`;
  const columns = ['f', 'r'].flatMap((kind) => dataset.fields.map(({ id }) => `${kind}_${id} VARCHAR`)).join(', ');
  await s.run(`CREATE TABLE ${at}judged (part INTEGER, "row" BIGINT, ${columns}, extra VARCHAR, repairs VARCHAR,
    effective_at TIMESTAMP, key_digest UUID, content_digest UUID)`);
  for (let i = 0; i < rows; i++) {
    await s.run(`INSERT INTO ${at}judged BY NAME SELECT 0 AS part, ${i + 2} AS "row", 'x' AS f_a,
      '${digest(i === 0 ? 'one' : randomBytes(8))}'::UUID AS key_digest, '${digest('content')}'::UUID AS content_digest`);
  }
  await s.run(`CREATE TABLE ${at}rejected (part INTEGER, "row" BIGINT, cells VARCHAR)`);
  await s.run(`CREATE TABLE ${at}skipped (part INTEGER, "row" BIGINT, reason VARCHAR)`);
  await s.run(`CREATE TABLE ${at}issues (part INTEGER, sheet VARCHAR, "row" BIGINT, col VARCHAR, field VARCHAR, code VARCHAR,
    level VARCHAR, value VARCHAR, params VARCHAR, suggestion VARCHAR)`);
}

export const land = (duck) =>
  duck.write((s) =>
    landDelivery(s, {
      sha256: 'ab'.repeat(32),
      sizeBytes: 1,
      ref: 'originals/ab',
      source: 's',
      dataset: 'things',
      fileName: 'x',
      sourceTime: null,
      via: 'folder',
      parent: null,
    }),
  );

const input = (delivery, scratch, rows) => ({
  delivery,
  parentDelivery: null,
  source: 's',
  dataset,
  mappingVersion: 1,
  schemaVersion: 1,
  rulesVersion: 1,
  complete: false,
  lossShare: 1,
  approvedLoss: false,
  scratch,
  counts: { rows, accepted: rows, rejected: 0, duplicates: 0, skipped: 0 },
  parts: [],
  resolutions: [],
  actor: 'test',
});

export const commit = (duck, delivery, rows, inside = async () => undefined) =>
  duck.scratch(async (s, scratch) => {
    await judged(s, scratch, rows);
    return duck.write(async (w) => {
      const result = await commitBatch(w, input(delivery, scratch, rows));
      await inside(w);
      return result;
    });
  });
