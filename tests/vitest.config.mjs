import { defineConfig } from 'vitest/config';

/** Rooms that work on values and files alone: their suites share processes, which spares loading the program for each. */
const sharing = ['cli', 'intake', 'judging', 'mapping', 'parsing', 'schemas'].map(
  (room) => `tests/${room}/**/*.test.ts`,
);
const project = (name, test) => ({ extends: true, test: { name, ...test } });

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    globalSetup: ['tests/global-setup.mjs'],
    setupFiles: ['tests/property-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Twice the cores of the smallest machine: many tests wait for what they started.
    maxWorkers: 4,
    projects: [
      project('alone', { include: ['tests/**/*.test.ts'], exclude: sharing }),
      project('sharing', { include: sharing, isolate: false }),
    ],
  },
});
