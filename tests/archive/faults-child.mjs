// A process to be killed: does one step on the archive of a folder, saying where it stands. Runs from dist/.
import { join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { openArchive } from '../../dist/core/archive/archive.js';
import { commitBatch } from '../../dist/core/archive/commit.js';
import { landDelivery } from '../../dist/core/archive/log/deliveries.js';
import { acquireLock } from '../../dist/core/archive/lock.js';

const [folder, step, argument] = process.argv.slice(2);
const say = (line) => process.stdout.write(`${line}\n`);
const stay = () => setInterval(() => undefined, 1000);

const options = {
  archiveFile: join(folder, 'archive', 'archive.duckdb'),
  highWater: join(folder, 'archive', 'high-water.json'),
  tempDir: join(folder, 'tmp'),
  memoryLimitMb: 300,
  threads: 2,
};
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

const land = (duck) =>
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

const commit = (duck, delivery, rows, inside = async () => undefined) =>
  duck.scratch(async (s, scratch) => {
    await judged(s, scratch, rows);
    return duck.write(async (w) => {
      const result = await commitBatch(w, input(delivery, scratch, rows));
      await inside(w);
      return result;
    });
  });

const forever = () => new Promise(() => undefined);

const steps = {
  async 'before-commit'(duck) {
    await commit(duck, argument, 1, async () => {
      say('before-commit');
      await forever();
    });
  },
  async 'after-commit'(duck) {
    duck.afterEachWrite = async () => {
      say('after-commit');
      await forever();
    };
    await commit(duck, argument, 1);
  },
  async checkpoint(duck) {
    for (let i = 0; i < 3; i++) {
      const { delivery } = await land(duck);
      await commit(duck, delivery, 20);
      say(`acknowledged ${delivery}`);
    }
    const checkpoint = duck.checkpoint();
    // Somewhere inside: a little later in every round.
    setTimeout(() => say(`checkpoint-${argument}`), Number(argument) - 1);
    await checkpoint;
  },
  async deliver(duck) {
    for (let i = 0; i < Number(argument); i++) {
      const { delivery } = await land(duck);
      await commit(duck, delivery, 20);
    }
    say('done');
    await forever();
  },
};

const refusal = (error) => say(`refused ${error.code} ${error.message}`);
stay();
if (step === 'second') {
  await acquireLock(folder).catch(refusal);
  await openArchive(options).catch(refusal);
  say('done');
} else if (step === 'lock') {
  await acquireLock(folder);
  say(`pid ${process.pid}`);
  say('locked');
} else {
  await steps[step](await openArchive(options));
}
