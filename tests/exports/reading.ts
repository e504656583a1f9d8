/** Reads an export as other programs do: DuckDB by a fresh instance, Python by pyarrow. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { pipInstall } from '../../apps/temporal/program/pip.js';
import { temporalSettings } from '../../apps/temporal/settings.js';
import { filesOf } from '../../core/exports/manifest.js';
import type { Manifest } from '../../core/exports/manifest.js';

/** Rows of `sql`, after `before`. */
export async function duckdb(sql: string, before = ''): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    if (before !== '') await connection.run(before);
    return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Every file of the folder but the manifest, by path with forward slashes. */
export async function filesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(root.length + 1));
  return paths.filter((path) => path !== 'manifest.json').sort();
}

/** What does not fit: files of the manifest that are missing or other bytes. */
export async function faultsOf(root: string, manifest: Manifest): Promise<string[]> {
  const faults: string[] = [];
  for (const { path, sizeBytes, sha256 } of filesOf(manifest)) {
    const bytes = await readFile(join(root, path)).catch(() => null);
    const found = bytes && createHash('sha256').update(bytes).digest('hex');
    if (found !== sha256 || bytes?.length !== sizeBytes) faults.push(path);
  }
  return faults;
}

/** The rows of a dataset, by its files in the manifest. */
export async function rowsOf(root: string, manifest: Manifest, dataset: string, columns = '*') {
  const of = manifest.datasets.find((one) => one.dataset === dataset);
  const paths = of?.partitions.flatMap(({ files }) => files.map(({ path }) => `'${join(root, path)}'`)) ?? [];
  if (paths.length === 0) return [];
  return duckdb(`SELECT ${columns} FROM read_parquet([${paths.join(', ')}], hive_partitioning = false) ORDER BY id`);
}

/** For Linux on x86-64, by version of Python. */
const wheel = {
  name: 'pyarrow',
  version: '22.0.0',
  sha256: [
    '710624ab925dc2b05a6229d47f6f0dac1c1155e6ed559be7109f684eba048a48',
    '35ad0f0378c9359b3f297299c3309778bb03b8612f987399a0333a560b43862d',
    'c6c791b09c57ed76a18b03f2631753a4960eefbbca80f846da8baefc6491fcfe',
    'e0a15757fccb38c410947df156f9749ae4a3c89b2393741a50521f39a8cf202a',
  ],
};

/** The folder that Python finds pyarrow in: its own, or fetched once into the user's cache. */
async function pyarrowFolder(): Promise<string | undefined> {
  const there = await promisify(execFile)('python3', ['-c', 'import pyarrow']).catch(() => null);
  if (there) return undefined;
  const { cacheFolder, mayDownload } = temporalSettings(process.env);
  const target = join(cacheFolder, `pyarrow-${wheel.version}`);
  if (await stat(target).catch(() => null)) return join(target, 'site');
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(`${target}-`);
  try {
    const reason = mayDownload ? await pipInstall(wheel, folder, 600_000) : 'downloads are switched off';
    if (reason !== null)
      throw new Error(`pyarrow is missing for the tests (${reason}): pip install pyarrow==${wheel.version}`);
    await rename(folder, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return join(target, 'site');
}

const script = `
import json, sys, pyarrow.dataset as ds
table = ds.dataset(sys.argv[1], format="parquet", partitioning=ds.partitioning(flavor="hive")).to_table()
rows = table.sort_by("id").to_pylist()
print(json.dumps({"schema": {f.name: str(f.type) for f in table.schema}, "rows": rows}, default=str))
`;

export async function pyarrow(
  folder: string,
): Promise<{ schema: Record<string, string>; rows: Record<string, unknown>[] }> {
  const site = await pyarrowFolder();
  const env = { ...process.env, ...(site === undefined ? {} : { PYTHONPATH: site }) };
  const { stdout } = await promisify(execFile)('python3', ['-c', script, folder], { env });
  return JSON.parse(stdout);
}
