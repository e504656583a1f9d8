/**
 * Reads a folder of public files with expected outcomes: `node dist/bench/corpora.js CORPORA OUT [excel|csv|csv-real]`. Writes what
 * `read` prints of each file to OUT/KIND/NAME for a scorer to compare, and says in one JSON line per kind how it went. Nothing of such
 * a folder belongs to the project; the kinds of trouble in it have tests with files of our own.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodePage } from '../core/exports/code-pages.js';
import { parseFile } from '../core/parsing/parse.js';
import { openRead } from '../core/parsing/read.js';
import type { ReadOptions } from '../core/parsing/read-options.js';
import { defaultParseLimits } from '../schemas/parse-limits.js';

export const corpusKinds = ['excel', 'csv', 'csv-real'] as const;
export type CorpusKind = (typeof corpusKinds)[number];

export interface CorpusJob extends Pick<ReadOptions, 'path' | 'hints' | 'as'> {
  name: string;
  /** What it should come to; null when nobody says. */
  expected: string | null;
  /** That of the expected outcome; absent = UTF-8. */
  codePage?: string;
}

const delimited = (folder: string): CorpusJob[] =>
  readdirSync(join(folder, 'files')).map((name) => {
    const expected = join(folder, 'clean', name);
    return {
      name,
      path: join(folder, 'files', name),
      expected: existsSync(expected) ? expected : null,
      hints: { legacyEncoding: 'evidence' },
      as: 'stored',
    };
  });

/** Expected outcomes are called WORKBOOK.N.csv, N being the number of the sheet. */
function workbooks(folder: string): CorpusJob[] {
  return readdirSync(join(folder, 'expected')).flatMap((name) => {
    const [, book, sheet] = /^(.*)\.(\d+)\.csv$/.exec(name) ?? [];
    if (book === undefined || sheet === undefined) return [];
    const expected = join(folder, 'expected', name);
    const path = join(folder, 'workbooks', book);
    const job = { name, path, expected, hints: { sheet }, as: 'shown' as const };
    return [isUnicode(readFileSync(expected)) ? job : { ...job, codePage: 'windows-1252' }];
  });
}

/** It has characters beyond ASCII, in UTF-8. What Excel saved as CSV without saying how is in the code page of its system. */
const isUnicode = (bytes: Buffer): boolean => isUtf8(bytes) && !isAscii(bytes);

export const corpusJobs = (kind: CorpusKind, corpora: string): CorpusJob[] =>
  kind === 'excel' ? workbooks(join(corpora, kind)) : delimited(join(corpora, kind));

/** What `read --format csv` prints of the file, in the code page of what it is compared with, or the code of its refusal. */
export async function printedOf({ path, hints, as, codePage }: CorpusJob): Promise<{ text: Buffer; end: string }> {
  const read = await openRead({ path, hints, as, limits: defaultParseLimits, form: 'csv', parse: parseFile });
  if (!read.ok) return { text: Buffer.alloc(0), end: read.code };
  try {
    const pieces: Buffer[] = [];
    const told = codePage === undefined ? read.pieces() : new CodePage(codePage).encoded(read.pieces());
    for await (const piece of told) pieces.push(Buffer.from(piece));
    return { text: Buffer.concat(pieces), end: 'read' };
  } finally {
    read.close();
  }
}

async function run(kind: CorpusKind, corpora: string, to: string): Promise<void> {
  const out = join(to, kind);
  mkdirSync(out, { recursive: true });
  const jobs = corpusJobs(kind, corpora);
  const ends: Record<string, number> = {};
  const start = process.cpuUsage();
  for (const job of jobs) {
    const { text, end } = await printedOf(job);
    writeFileSync(join(out, job.name), text);
    ends[end] = (ends[end] ?? 0) + 1;
  }
  const { user } = process.cpuUsage(start);
  process.stdout.write(`${JSON.stringify({ kind, files: jobs.length, ends, userCpuMs: Math.round(user / 1000) })}\n`);
}

if (process.argv[1]?.endsWith('corpora.js')) {
  const [corpora, to, only] = process.argv.slice(2);
  if (corpora === undefined || to === undefined) {
    process.stderr.write('usage: node dist/bench/corpora.js CORPORA OUT [excel|csv|csv-real]\n');
    process.exitCode = 2;
  } else {
    for (const kind of corpusKinds) if (only === undefined || only === kind) await run(kind, corpora, to);
  }
}
