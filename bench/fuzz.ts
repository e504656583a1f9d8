/**
 * Spoils real files and reads them, as long as told: `npm run fuzz -- [--minutes 10] [--seed 1] [FOLDER …]`. Each reading runs in a pool
 * thread under its limits, and has to end in an answer or a named refusal: a crash, a hang or an unnamed code is told with the seed and
 * kept as a file. FOLDERs are searched for files, the project's own fixtures when there is none.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createPool, PoolFailure } from '../core/parsing/pool.js';
import type { ThreadPool } from '../core/parsing/pool.js';
import type { ParseTask } from '../core/parsing/parse.js';
import { parsingCodes } from '../schemas/codes-parsing.js';
import { xlsxCodes } from '../schemas/codes-xlsx.js';
import { Random } from './data/random.js';
import { entriesOf, spoilt } from './mutate.js';

const maxFileBytes = 2 << 20;
const limits = {
  maxInflatedBytes: 256 << 20,
  maxRatio: 200,
  maxEntries: 2000,
  archiveDepth: 2,
  maxRows: 1_048_576,
  maxColumns: 16_384,
  maxCellChars: 1 << 20,
  timeoutMs: 20_000,
  threadMemoryMb: 512,
};
const known = new Set([...parsingCodes, ...xlsxCodes].map((each) => each.code));
/** Ways to read, taken in turns. */
const ways: readonly Partial<ParseTask>[] = [{}, { form: 'csv' }, { form: 'ndjson' }, { form: 'csv', as: 'shown' }];

export interface FuzzFile {
  path: string;
  bytes: Buffer;
  entries: Awaited<ReturnType<typeof entriesOf>>;
}

/** Files small enough to be read many times. */
export async function fuzzFiles(folders: readonly string[]): Promise<FuzzFile[]> {
  const files: FuzzFile[] = [];
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(folder, name);
      const { size } = statSync(path);
      if (!statSync(path).isFile() || size === 0 || size > maxFileBytes || /\.(?:json|md|mjs)$/.test(name)) continue;
      const bytes = readFileSync(path);
      files.push({ path, bytes, entries: await entriesOf(bytes) });
    }
  }
  return files;
}

/** What is wrong with the reading of the file number `round` of this seed; null = nothing. */
export async function fuzzOnce(
  pool: ThreadPool,
  files: readonly FuzzFile[],
  seed: number,
  round: number,
  folder: string,
): Promise<string | null> {
  const random = Random.at(seed, round);
  const file = random.pick(files);
  const path = join(folder, `${round}-${basename(file.path)}`);
  const outDir = join(folder, `${round}`);
  writeFileSync(path, spoilt(file.bytes, file.entries, random));
  const way = ways[round % ways.length] ?? {};
  const wrong = await readingOf(pool, {
    path,
    fileName: basename(file.path),
    outDir,
    hints: { legacyEncoding: 'evidence' },
    limits,
    ...way,
  });
  rmSync(outDir, { recursive: true, force: true });
  if (wrong === null) rmSync(path);
  return wrong === null ? null : `seed ${seed}, round ${round}, ${JSON.stringify(way)}, ${path}: ${wrong}`;
}

async function readingOf(pool: ThreadPool, task: ParseTask): Promise<string | null> {
  try {
    const outcome = await pool.run('parse', task);
    const codes = outcome.ok ? outcome.issues.map(({ code }) => code) : [outcome.code];
    const unnamed = codes.filter((code) => !known.has(code));
    return unnamed.length === 0 ? null : `unnamed ${[...new Set(unnamed)].join(', ')}`;
  } catch (error) {
    if (error instanceof PoolFailure) return isLimitOfLibrary(error, task) ? null : error.code;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Spoilt counts make the library that reads these formats loop or fill memory: the thread's limits are what ends it, by name. */
const isLimitOfLibrary = ({ code }: PoolFailure, { path }: ParseTask): boolean =>
  /\.(xls|xlsb|ods)$/i.test(path) && ['thread-time-limit', 'thread-memory-limit'].includes(code);

function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}

async function run(): Promise<void> {
  const seed = option('--seed', 1);
  const until = Date.now() + option('--minutes', 10) * 60_000;
  const given = process.argv.slice(2).filter((arg, at, all) => !arg.startsWith('--') && !all[at - 1]?.startsWith('--'));
  const files = await fuzzFiles(given.length > 0 ? given : ['fixtures']);
  const folder = mkdtempSync(join(tmpdir(), 'sheetkeep-fuzz-'));
  mkdirSync(folder, { recursive: true });
  const pool = createPool({ maxThreads: 2, ...limits });
  let round = 0;
  let wrongs = 0;
  const lane = async (): Promise<void> => {
    while (Date.now() < until) {
      const wrong = await fuzzOnce(pool, files, seed, (round += 1), folder);
      if (wrong === null) continue;
      wrongs += 1;
      process.stdout.write(`${wrong}\n`);
    }
  };
  await Promise.all([lane(), lane()]);
  await pool.close();
  if (wrongs === 0) rmSync(folder, { recursive: true });
  process.stdout.write(`${files.length} files, ${round} readings, ${wrongs} wrong\n`);
  process.exitCode = wrongs === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith('fuzz.js')) await run();
