/**
 * Reads a folder of public files with expected outcomes: `node dist/bench/corpora.js CORPORA OUT [excel|csv|csv-real]`. Writes what
 * `read` prints of each file to OUT/KIND/NAME for a scorer to compare, and says in one JSON line per kind how it went. Nothing of such
 * a folder belongs to the project; the kinds of trouble in it have tests with files of our own.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFile } from '../core/parsing/parse.js';
import { openRead } from '../core/parsing/read.js';
import type { ReadOptions } from '../core/parsing/read.js';
import { defaultParseLimits } from '../schemas/parse-limits.js';

type Job = Pick<ReadOptions, 'path' | 'hints' | 'as'> & { name: string };

const delimited = (folder: string): Job[] =>
  readdirSync(join(folder, 'files')).map((name) => ({
    name,
    path: join(folder, 'files', name),
    hints: { legacyEncoding: 'evidence' },
    as: 'stored',
  }));

/** Expected outcomes are called WORKBOOK.N.csv, N being the number of the sheet. */
function workbooks(folder: string): Job[] {
  return readdirSync(join(folder, 'expected')).flatMap((name) => {
    const [, book, sheet] = /^(.*)\.(\d+)\.csv$/.exec(name) ?? [];
    if (book === undefined || sheet === undefined) return [];
    return [{ name, path: join(folder, 'workbooks', book), hints: { sheet }, as: 'shown' as const }];
  });
}

async function print(job: Job, out: string): Promise<string> {
  const { name, ...what } = job;
  const read = await openRead({ ...what, limits: defaultParseLimits, form: 'csv', parse: parseFile });
  if (!read.ok) return read.code;
  try {
    const pieces: Buffer[] = [];
    for await (const piece of read.pieces()) pieces.push(Buffer.from(piece));
    writeFileSync(join(out, name), Buffer.concat(pieces));
    return 'read';
  } finally {
    read.close();
  }
}

async function run(kind: string, corpora: string, to: string): Promise<void> {
  const out = join(to, kind);
  mkdirSync(out, { recursive: true });
  const jobs = kind === 'excel' ? workbooks(join(corpora, kind)) : delimited(join(corpora, kind));
  const ends: Record<string, number> = {};
  const start = process.cpuUsage();
  for (const job of jobs) {
    const end = await print(job, out);
    ends[end] = (ends[end] ?? 0) + 1;
  }
  const { user } = process.cpuUsage(start);
  process.stdout.write(`${JSON.stringify({ kind, files: jobs.length, ends, userCpuMs: Math.round(user / 1000) })}\n`);
}

const [corpora, to, only] = process.argv.slice(2);
if (corpora === undefined || to === undefined) {
  process.stderr.write('usage: node dist/bench/corpora.js CORPORA OUT [excel|csv|csv-real]\n');
  process.exitCode = 2;
} else {
  for (const kind of only === undefined ? ['excel', 'csv', 'csv-real'] : [only]) await run(kind, corpora, to);
}
