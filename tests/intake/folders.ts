import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own for one test, with the named folders in it. */
export function freshFolder(...inside: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'keep-intake-'));
  for (const name of inside) mkdirSync(join(folder, name), { recursive: true });
  made.push(folder);
  return folder;
}

/** Waits for a condition without a time of its own: the runner's limit is the only clock. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 10));
}
