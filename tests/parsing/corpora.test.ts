/**
 * Every file of the corpora: those of the project's own, and the public ones where they lie beside the project (`../shared/corpora`, or
 * where SHEETKEEP_CORPORA says). Each file ends in an answer or a named refusal; each kind reaches its share.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { corpusJobs, printedOf } from '../../bench/corpora.js';
import type { CorpusJob, CorpusKind } from '../../bench/corpora.js';
import { parsingCodes } from '../../schemas/codes-parsing.js';
import { xlsxCodes } from '../../schemas/codes-xlsx.js';
import { decoded, encodingsOf, rowsOf, scoreOf, simpleScore } from './scoring.js';
import type { Score } from './scoring.js';

const place = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const publicCorpora = process.env['SHEETKEEP_CORPORA'] ?? place('../shared/corpora');
const codes = new Set(['read', ...[...parsingCodes, ...xlsxCodes].map((each) => each.code)]);

/** null where no outcome is expected. */
function scoreOfText({ expected, codePage }: CorpusJob, text: Buffer): Score | null {
  if (expected === null) return null;
  const got = rowsOf(decoded(text, codePage ?? 'utf-8'));
  const labels = codePage === undefined ? encodingsOf(readFileSync(expected)) : [codePage];
  const scores = labels.map((label) => scoreOf(rowsOf(decoded(readFileSync(expected), label)), got));
  return scores.reduce((best, score) => (score.parts[8]! > best.parts[8]! ? score : best));
}

interface Goals {
  /** Of ten. */
  simple: number;
  /** Share of files that are the same cell by cell. */
  exact: number;
}

/** Folder, kind and goals. The public files have outcomes that nobody reads so: a header told three times over, a row delimited by blanks. */
const own = place('fixtures/corpora');
const isThere = existsSync(publicCorpora);
const corpora: [string, string, CorpusKind, Goals][] = [
  ['own files', own, 'excel', { simple: 10, exact: 1 }],
  ['own files', own, 'csv', { simple: 10, exact: 1 }],
  ['own files', own, 'csv-real', { simple: 10, exact: 1 }],
  ['public files', publicCorpora, 'excel', { simple: 9.8, exact: 0.95 }],
  ['public files', publicCorpora, 'csv', { simple: 9.96, exact: 0.48 }],
  ['public files', publicCorpora, 'csv-real', { simple: 9.9, exact: 0.8 }],
];

describe.each(corpora.filter(([, folder]) => folder === own || isThere))('%s: %s, %s', (_, folder, kind, goals) => {
  const scores: Score[] = [];

  test.each(corpusJobs(kind, folder))('$name ends in an answer or a named refusal', async (job) => {
    const { text, end } = await printedOf(job);
    expect(codes).toContain(end);
    const score = scoreOfText(job, text);
    // A table without header is expected with a made-up one under other names: they are read, not scored.
    if (score && job.name.endsWith('.csv')) scores.push(score);
  });

  test(`all of them: ${goals.simple} of 10, ${goals.exact} exact`, () => {
    expect(simpleScore(scores)).toBeGreaterThanOrEqual(goals.simple);
    const right = scores.filter(({ exact }) => exact).length;
    expect(right / scores.length).toBeGreaterThanOrEqual(goals.exact);
  });
});

/** An outside clone has no such folder; where everything must run, that is a failure. */
test(`the public files ${isThere ? 'were read, too' : `are not at ${publicCorpora}: only own files were read`}`, () => {
  expect({ isThere, mustRun: process.env['CI'] === 'true' }).not.toEqual({ isThere: false, mustRun: true });
});
