import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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

const nobody = 65_534;

/** Does `work` as somebody whom rights bind, and who owns what lies in `folder`: root may read and write everything. */
export async function bound<T>(folder: string, work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  chmodSync(folder, 0o711);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, name), nobody, nobody);
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
