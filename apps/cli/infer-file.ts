/** Proposing a dataset for one file without a workspace: parse it in a temporary place, count in the engine, keep nothing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openDuck } from '../../core/archive/duck.js';
import { guessDataset } from '../../core/mapping/dataset.js';
import { inferDataset, type Inferred } from '../../core/mapping/infer/infer.js';
import { parseGuarded } from '../../core/parsing/parse-guarded.js';
import { readStagedSql } from '../../core/parsing/stage-sql.js';
import type { Config } from '../../schemas/config.js';
import { builtinDatasets } from '../../schemas/datasets/builtin.js';
import type { Refused, StagedTable } from '../../schemas/staging.js';

export interface InferredFile extends Inferred {
  ok: true;
  sheet: string | null;
  /** Tables of the file that were not looked at. */
  otherTables: number;
  /** The built-in dataset the file would go into by itself; null = none. */
  builtin: string | null;
}

/** The largest visible table speaks for the file. */
export async function inferFile(
  path: string,
  sheet: string | null,
  config: Config,
  signal?: AbortSignal,
): Promise<InferredFile | Refused> {
  const folder = await mkdtemp(join(tmpdir(), 'sheetkeep-infer-'));
  try {
    const hints = { legacyEncoding: 'evidence', ...(sheet === null ? {} : { sheet }) };
    const outDir = join(folder, 'staging');
    const parsed = await parseGuarded({ path, fileName: basename(path), outDir, hints, limits: config.parse }, signal);
    if (!parsed.ok) return parsed;
    const table = largest(parsed.tables);
    if (!table) return { ok: false, code: 'no-table' };
    const inferred = await infer(table, join(folder, 'tmp'), config);
    const builtin = guessDataset([table], builtinDatasets).dataset;
    return { ok: true, ...inferred, sheet: table.sheet, otherTables: parsed.tables.length - 1, builtin };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const largest = (tables: readonly StagedTable[]): StagedTable | undefined =>
  tables.toSorted((a, b) => Number(a.sheetHidden) - Number(b.sheetHidden) || b.rows - a.rows)[0];

async function infer(table: StagedTable, tempDir: string, config: Config): Promise<Inferred> {
  const { archiveMb } = config.memory;
  const duck = await openDuck({
    archivePath: null,
    tempDir,
    memoryLimitMb: archiveMb,
    threads: config.threads.archive,
  });
  try {
    const { region = 'US', regionIsDefault = true, timeZone = 'UTC' } = config.sources[0] ?? {};
    const settings = { region, regionIsDefault, timeZone, decimal: null, dateOrder: null, currency: null };
    return await duck.read((s) => inferDataset(s, readStagedSql(table), table.columns, settings));
  } finally {
    await duck.close();
  }
}
