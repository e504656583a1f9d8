import { BaseSequencer } from 'vitest/node';
import { defineConfig } from 'vitest/config';

const suitesOf = (...rooms) => rooms.map((room) => `tests/${room}/**/*.test.ts`);
/** Rooms that work on values and files alone: their suites share processes, which spares loading the program for each. */
const sharing = suitesOf('cli', 'intake', 'judging', 'mapping', 'parsing', 'schemas');
/** Rooms whose suites open archives of their own or start programs, and close them: they share processes, too. */
const archives = suitesOf('archive', 'e2e', 'exports', 'fixup', 'publish', 'receipts', 'snapshots', 'sql');
/** Suites whose rows hold dates or times, or that may ask a clock: run under two further zones as well when everything is run. */
const dated = suitesOf('schemas', 'judging');
/** Suites of those rooms in whose rows no date and no time stands, and those that hold one way to the same verdicts against another. */
const undated = [
  'cells',
  'decimal-marks',
  'known',
  'known-columns',
  'known-join',
  'repeats',
  'rounded',
  'threads',
  'totals',
].map((suite) => `tests/judging/${suite}.test.ts`);
const zones = process.env.SHEETKEEP_TEST_ZONES === 'all' ? ['America/New_York', 'Asia/Shanghai'] : [];

/** Of the suites that run last, those that take long though they are short: begun first, they leave no core idle at the end. */
const slow = [
  'mapping/presets',
  'judging/known-columns',
  'judging/lanes',
  'judging/known',
  'schemas/fields/lanes',
  'mapping/template',
  'parsing/pool-walls',
  'parsing/fuzz',
  'parsing/corpora',
].map((suite) => `/tests/${suite}.test.ts`);

class SlowFirst extends BaseSequencer {
  async sort(files) {
    const rank = ({ project, moduleId }) =>
      project.name === 'sharing' ? (slow.some((suite) => moduleId.endsWith(suite)) ? 1 : 2) : 0;
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

const project = (name, test) => ({ extends: true, test: { name, ...test } });

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    globalSetup: ['tests/global-setup.mjs'],
    setupFiles: ['tests/property-seed.ts'],
    // Many processes one after another, on whatever machine.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    pool: 'forks',
    // Twice the cores of the smallest machine: many tests wait for what they started.
    maxWorkers: 4,
    sequence: { sequencer: SlowFirst },
    projects: [
      ...zones.map((TZ) => project(TZ, { include: dated, exclude: undated, isolate: false, env: { TZ } })),
      project('alone', { include: ['tests/**/*.test.ts'], exclude: [...archives, ...sharing] }),
      project('archives', { include: archives, isolate: false }),
      project('sharing', { include: sharing, isolate: false }),
    ],
  },
});
