/**
 * Publishing an archive of five datasets, then again after 1 % of one of them changed: `node dist/bench/publish.js FOLDER ROWS`.
 * Prints one JSON line per publishing.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { historyFile } from '../core/archive/publish/state.js';
import { publish } from '../core/archive/publish/publish.js';
import { measure } from './measure.js';
import { deliver, fiveDatasets, openBenchArchive } from './publish/archive.js';

const [base = '', count = '1000000'] = process.argv.slice(2);
const rows = Number(count);
const folder = await mkdtemp(join(base, 'publish-'));
const duck = await openBenchArchive(folder);
const out = join(folder, 'published', 'analyst.duckdb');
const [customers] = fiveDatasets;
if (!customers) throw new Error('no customers');
try {
  for (const dataset of fiveDatasets) await deliver(duck, { dataset, rows });
  for (const delivery of [1, 2]) {
    if (delivery === 2) await deliver(duck, { dataset: customers, rows, changedEvery: 100 });
    const about = { contender: 'publish', delivery, sizeBytes: 0 };
    await measure(about, async () => {
      await publish(duck, { out, datasets: fiveDatasets });
      const sizes = await Promise.all([out, historyFile(out)].map(async (file) => (await stat(file)).size));
      return { rows: rows * fiveDatasets.length, counts: { bytes: sizes.reduce((sum, size) => sum + size, 0) } };
    });
  }
} finally {
  await duck.close();
  await rm(folder, { recursive: true, force: true });
}
