/**
 * Exporting one published dataset, and the engine's bare COPY of the same table: `node dist/bench/export.js STEP FOLDER ROWS`.
 * Steps: `make` (once), then `bare` and `full`; by month of a date `bareMonths`, `months`, `same`, `changed` (1 % of the rows). Prints one JSON line each.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openDuck } from '../core/archive/duck.js';
import { publish } from '../core/archive/publish/publish.js';
import { runExport } from '../core/exports/export.js';
import { seesAll } from '../schemas/config/resolve-roles.js';
import type { ExportsConfig } from '../schemas/config/types.js';
import { measure } from './measure.js';
import { deliver, fiveDatasets, openBenchArchive } from './publish/archive.js';

const [step = '', folder = '', count = '1000000'] = process.argv.slice(2);
const rows = Number(count);
const [customers] = fiveDatasets;
if (!customers) throw new Error('no customers');
const datasets = [customers];
const out = (name: string): string => join(folder, 'published', `${name}.duckdb`);
const root = join(folder, 'exports');

/** Two published files: as it was, and after 1 % of the rows of the oldest tenth of the months changed. */
async function make(): Promise<void> {
  if (existsSync(out('after'))) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const duck = await openBenchArchive(folder);
  await deliver(duck, { dataset: customers as (typeof fiveDatasets)[0], rows });
  await publish(duck, { out: out('before'), datasets });
  await deliver(duck, { dataset: customers as (typeof fiveDatasets)[0], rows, changedEvery: 100 });
  await publish(duck, { out: out('making'), datasets });
  await duck.close();
  await rename(out('making'), out('after'));
}

const engine = { tempDir: join(folder, 'tmp'), memoryLimitMb: 450, threads: 2 };
const about = { contender: step, delivery: 1, sizeBytes: 0 };

async function bare(columns: string, by: string): Promise<void> {
  const duck = await openDuck({ archivePath: null, ...engine });
  const file = join(folder, 'bare');
  await rm(file, { recursive: true, force: true });
  await duck.attached(out('before'), (catalog) =>
    measure(about, async () => {
      const from = `(SELECT ${columns} FROM ${catalog}.main.customers)`;
      await duck.read((s) => s.run(`COPY ${from} TO '${file}' (FORMAT parquet, COMPRESSION zstd${by})`));
      const files = await readdir(file, { recursive: true }).then(
        (names) => names.map((name) => join(file, name)),
        () => [file],
      );
      const sizes = await Promise.all(files.map((path) => stat(path)));
      return { rows, counts: { bytes: sizes.reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0) } };
    }),
  );
  await duck.close();
  await rm(file, { recursive: true });
}

async function exported(published: string, partitions: ExportsConfig['partitions']): Promise<void> {
  const duck = await openBenchArchive(join(folder, 'own'));
  const role = seesAll(datasets);
  const settings = { role: role.name, datasets: ['customers'], partitions, zstdLevel: 1, localElsewhere: false };
  const named = { workspace: 'ab'.repeat(8), product: 'bench', actor: 'bench', minFreeBytes: 0, keeps: () => true };
  await measure(about, async () => {
    const done = await runExport({ duck, published, role, datasets, settings, root, ...named });
    const [one] = done.datasets;
    return { rows, counts: { bytes: one?.bytes ?? 0, written: one?.written ?? 0, partitions: one?.partitions ?? 0 } };
  });
  await duck.close();
}

const byMonth = { customers: { field: 'signup_date', by: 'month' } } as const;
const steps: Record<string, () => Promise<void>> = {
  make,
  bare: () => bare('*', ''),
  bareMonths: () => bare(`*, strftime(signup_date, '%Y-%m') AS month`, ', PARTITION_BY (month)'),
  full: async () => {
    await rm(root, { recursive: true, force: true });
    await exported(out('before'), {});
  },
  months: async () => {
    await rm(root, { recursive: true, force: true });
    await exported(out('before'), byMonth);
  },
  same: () => exported(out('before'), byMonth),
  changed: () => exported(out('after'), byMonth),
};
await steps[step]?.();
