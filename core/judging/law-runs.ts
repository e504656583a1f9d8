/** Sends the distinct open cells through the pool as files, a few tasks at once. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import type { ColumnContext } from '../../schemas/verdicts.js';
import { quoteText } from '../archive/duck.js';
import type { Session } from '../archive/duck.js';
import { textForFile } from './cell-files.js';
import type { JudgeInput } from './types.js';

const tasksAtOnce = 2;
/** Cells per task: enough to be worth a thread (a fresh one needs as long for its first 20 000 as for the next 50 000), few enough to hear of progress and cancellation. */
const leastCells = 50_000;
const mostCells = 100_000;
/** A verdict's line may be this many times as long as its cell (escapes, suggestion, JSON). */
const lineFactor = 10;
const usualCellBytes = 100_000;

export interface Questions {
  input: Pick<JudgeInput, 'runCells' | 'tempDir'>;
  contexts: ColumnContext[];
  /** Rows of `asked`, whose ids are 1 to that number. */
  asked: number;
  longestBytes: number;
  /** Work of the engine that is done while the threads are busy. */
  meanwhile?: () => Promise<void>;
}

/** Makes `verdicts` from `asked`; both in the schema `at`. Removes the files, whatever happens. */
export async function askTheLaw(s: Session, at: string, questions: Questions): Promise<void> {
  const { input, asked } = questions;
  await s.run(`CREATE OR REPLACE TABLE ${at}verdicts
    (id BIGINT, ok BOOLEAN, text VARCHAR, codes VARCHAR, repairs VARCHAR, suggestion VARCHAR, extra VARCHAR)`);
  const prefix = `cells-${at.replaceAll(/\W/g, '')}-`;
  let { meanwhile = nothing } = questions;
  const size = Math.min(mostCells, Math.max(leastCells, Math.ceil(asked / tasksAtOnce)));
  try {
    for (let first = 0; first < asked; first += tasksAtOnce * size) {
      const starts = Array.from({ length: tasksAtOnce }, (_, task) => first + task * size).filter(
        (start) => start < asked,
      );
      await runBatch(
        s,
        at,
        questions,
        starts.map((start) => ({ start, size, path: join(input.tempDir, `${prefix}${start}`) })),
        meanwhile,
      );
      meanwhile = nothing;
    }
    await meanwhile();
  } finally {
    await removeFiles(input.tempDir, prefix);
  }
  const back = await s.count(`SELECT count(*) FROM ${at}verdicts`);
  if (back === asked) return;
  throw new NamedError('verdicts-missing', `${asked} cells were asked, ${back} verdicts came back`, { exit: 'bug' });
}

const nothing = async (): Promise<void> => undefined;

interface Run {
  start: number;
  size: number;
  path: string;
}

async function runBatch(
  s: Session,
  at: string,
  { input, contexts, longestBytes }: Questions,
  runs: Run[],
  meanwhile: () => Promise<void>,
): Promise<void> {
  const tasks = runs.map(({ path }) => ({ inPath: `${path}.csv`, outPath: `${path}-out.csv`, contexts }));
  for (const [index, run] of runs.entries()) await s.run(questionFileSql(at, run, tasks[index]?.inPath ?? ''));
  // All have ended before a failure is told: no thread may still write into files about to go.
  const settled = await Promise.allSettled([...tasks.map(async (task) => input.runCells(task)), meanwhile()]);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  const paths = tasks.map((task) => task.outPath);
  await s.run(`INSERT INTO ${at}verdicts SELECT * FROM ${verdictFilesSql(paths, longestBytes)}`);
}

const questionFileSql = (at: string, { start, size }: Run, path: string): string =>
  `COPY (SELECT id, ctx, nullif(flag, '') AS flag, ${textForFile('text')} AS text FROM ${at}asked
    WHERE id > ${start} AND id <= ${start + size}) TO ${quoteText(path)}
    (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '')`;

/** The engine's buffers grow with the longest line it is told of: tell it only where cells are long. */
function verdictFilesSql(paths: string[], longestBytes: number): string {
  const texts = ['text', 'codes', 'repairs', 'suggestion', 'extra'].map((name) => `'${name}': 'VARCHAR'`);
  const longest = longestBytes > usualCellBytes ? `max_line_size = ${lineFactor * longestBytes},` : '';
  return `read_csv([${paths.map(quoteText).join(', ')}], auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', ${longest}
    new_line = '\\n', nullstr = '', allow_quoted_nulls = false, strict_mode = true,
    columns = {'id': 'BIGINT', 'ok': 'BOOLEAN', ${texts.join(', ')}})`;
}

async function removeFiles(folder: string, prefix: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}
