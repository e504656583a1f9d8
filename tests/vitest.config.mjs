import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/global-setup.mjs'],
    setupFiles: ['tests/property-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // One more than cores of the smallest machine: many tests wait for what they started.
    maxWorkers: 3,
  },
});
