// npm test: installs what the tests need, runs every test (those that hold dates or times under three zones)
// and ends with "N passed, N failed" from the runner's own reports. What cannot run is a failure with its reason.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

await setUp();
const cache = join(root, '.cache');
mkdirSync(cache, { recursive: true });
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const datedRooms = ['tests/schemas', 'tests/judging'];
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
].map((suite) => `--exclude=tests/judging/${suite}.test.ts`);
const runs = [
  { name: 'all', zone: 'UTC', filters: process.argv.slice(2) },
  ...(process.argv.length > 2
    ? []
    : ['America/New_York', 'Asia/Shanghai'].map((zone) => ({
        name: zone,
        zone,
        filters: [...datedRooms, ...undated],
      }))),
];

function run({ name, zone, filters }) {
  const report = join(cache, `tests-${name.replace('/', '-')}.json`);
  rmSync(report, { force: true });
  process.stdout.write(`\n— tests: ${name} (TZ=${zone})\n`);
  const flags = [
    'run',
    '--config',
    'tests/vitest.config.mjs',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const done = spawnSync(process.execPath, [vitest, ...flags, ...filters], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Temporal servers of tests live shortly: collecting their garbage later spares a fifth of their processor time.
    env: { GOGC: '400', ...process.env, TZ: zone, UV_THREADPOOL_SIZE: '16' },
  });
  return count(report, done.status);
}

/** Passed and failed of one run; a run that broke off or skipped anything counts as failed. */
function count(report, status) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  const skipped = numPendingTests + numTodoTests;
  if (skipped > 0) process.stdout.write(`${skipped} tests did not run: counted as failed\n`);
  const failed = numFailedTests + skipped;
  return { passed: numPassedTests, failed: failed || (status === 0 ? 0 : Math.max(1, numFailedTestSuites)) };
}

const results = runs.map(run);
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const line = `${sum('passed')} passed, ${sum('failed')} failed`;
writeFileSync(join(cache, 'tests.txt'), `${line}\n`);
process.stdout.write(`\n${line}\n`);
process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);
