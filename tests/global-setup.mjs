import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../bin/build.mjs';

/** Pool threads, child processes and the workflow bundle run from dist/: it is made current before any test. */
export default async function setup() {
  await build();
  // Of suites that make a folder for each file they read; it goes when all have ended.
  const folder = mkdtempSync(join(tmpdir(), 'sheetkeep-tests-'));
  process.env.SHEETKEEP_TEST_FILES = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
